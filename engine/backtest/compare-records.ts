/** Asks records by two versions of rules at once, and tells what one finds and the other does not. */
import type { Rule } from '../definition/ruleset.ts';
import { askHere, type RecordAnswer } from '../records/ask.ts';
import { unitHere, whereabouts } from '../records/hit.ts';
import type { RecordSource } from '../records/record-source.ts';
import type { Counter, Side, Verdict } from './counts.ts';

/** A version of rules with a source that reads by the definitions of that version. */
export interface Version {
  source: RecordSource;
  rules: readonly Rule[];
}

/** A record about which a rule answers otherwise. */
export interface Flip {
  rule: string;
  side: Side;
  kind: string;
  key: string[];
  object: string;
  period: string;
  unit: string | null;
  person: string | null;
  money: number | null;
}

/** What was found out about a rule, an object and a period before. */
export type VerdictOf = (rule: string, object: string, period: string) => Verdict;

/** Rows from `from` to before `to`; every hit is counted, every flip is told. */
export function* compareRecords(
  current: Version,
  candidate: Version,
  range: { from: number; to: number },
  { counter, verdictOf }: { counter: Counter; verdictOf: VerdictOf },
): Generator<Flip, void> {
  for (let row = range.from; row < range.to; row++) {
    current.source.stand(row);
    // Where both versions read alike it is one source: what is worked out of a record is worked out once.
    if (candidate.source !== current.source) candidate.source.stand(row);
    const was = askHere(current.source, current.rules);
    const is = askHere(candidate.source, candidate.rules);
    if (was !== undefined || is !== undefined) {
      yield* compareAnswers(current.source, was, is, counter, verdictOf);
    }
    counter.checked(unitHere(current.source));
  }
}

function* compareAnswers(
  source: RecordSource,
  was: RecordAnswer | undefined,
  is: RecordAnswer | undefined,
  counter: Counter,
  verdictOf: VerdictOf,
): Generator<Flip, void> {
  const unit = unitHere(source);
  for (const { id } of was?.unknown ?? []) counter.unknown('current', id, unit);
  for (const { id } of is?.unknown ?? []) counter.unknown('candidate', id, unit);
  const before = hitsOf(was);
  const after = hitsOf(is);
  if (before.size + after.size === 0) return;
  const place = whereabouts(source);
  const { object, period } = place;
  for (const rule of before.union(after)) {
    const hit = { ...place, verdict: verdictOf(rule, object, period) };
    if (before.has(rule)) counter.hit('current', rule, hit);
    if (after.has(rule)) counter.hit('candidate', rule, hit);
    const side = sideOf(before.has(rule), after.has(rule));
    if (side === undefined) continue;
    counter.flip(side, rule, place);
    yield { rule, side, kind: source.kind.definition.id, ...place };
  }
}

function hitsOf(answer: RecordAnswer | undefined): ReadonlySet<string> {
  return new Set((answer?.hits ?? []).map(({ id }) => id));
}

/** Undefined where nothing flips. */
export function sideOf(was: boolean, is: boolean): Side | undefined {
  if (was === is) return undefined;
  return is ? 'gained' : 'lost';
}
