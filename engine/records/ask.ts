/** Rules about imported records, asked of one of them or of very many: those in force on the business date. */
import type { Rule } from '../definition/ruleset.ts';
import type { ItemAnswer } from '../flow/outcome.ts';
import { run } from '../rules/compile.ts';
import { changesOf, isInForce, ruleOn } from '../rules/editions.ts';
import { evaluate } from '../rules/evaluate.ts';
import type { Reason } from '../rules/explain.ts';
import { answerOf, interpret } from '../rules/interpret.ts';
import { itemOf, programOf, type EvaluationItem } from '../rules/items.ts';
import type { Wording } from '../rules/words.ts';
import type { RecordSource } from './record-source.ts';
import { explainRecord } from './working.ts';

/** Rules with their thresholds as they are on a day. */
export interface InForce {
  rules: readonly Rule[];
  items: readonly EvaluationItem[];
}

/** What is to be told of a record: at least one rule holds, or is not known for want of facts. */
export interface RecordAnswer {
  row: number;
  /** With the thresholds of its business date. */
  hits: readonly Rule[];
  unknown: readonly Rule[];
}

/** The answers of the rules in force about the record on which the source stands, by their ids. */
export function askRecord(
  source: RecordSource,
  rules: readonly Rule[],
): Promise<Record<string, ItemAnswer>> {
  return evaluate(inForceOn(rules, source.day()).items, source, source.kind.facts);
}

/**
 * Asks the rules of the records in the rows from `from` to before `to`, one row after another. Records
 * with nothing to tell are left out. While an answer is looked at the source stands on its row, so that
 * `answerHere` and `explainHere` say more of it; what was worked out for it is still known.
 */
export function* askRecords(
  source: RecordSource,
  rules: readonly Rule[],
  { from = 0, to = source.records.rows }: { from?: number; to?: number } = {},
): Generator<RecordAnswer, void> {
  for (let row = from; row < to; row++) {
    source.stand(row);
    const answer = askHere(source, rules);
    if (answer !== undefined) yield answer;
  }
}

/** Asks the record on which the source stands; undefined where there is nothing to tell. */
export function askHere(source: RecordSource, rules: readonly Rule[]): RecordAnswer | undefined {
  const inForce = inForceOn(rules, source.day());
  const program = programOf(inForce.items, source.kind.facts);
  if (program === undefined) return undefined;
  const { hits, unknown } = run(program, source);
  if (hits.length === 0 && unknown.length === 0) return undefined;
  return { row: source.row, hits: pick(inForce, hits), unknown: pick(inForce, unknown) };
}

/** What a rule (as it is in force here) answers about the record on which the source stands. */
export function answerHere(source: RecordSource, rule: Rule): ItemAnswer {
  const { condition, params, also } = itemOf(rule);
  const around = { source, facts: source.kind.facts, params };
  return answerOf(condition, interpret(condition, around), around, also);
}

/** Why a rule (as it is in force here) holds or does not for the record on which the source stands. */
export function explainHere(source: RecordSource, rule: Rule, wording?: Wording): Reason {
  return explainRecord(source, rule, wording);
}

/** The same list for every day between two changes, so that what is made of it is made once. */
export function inForceOn(rules: readonly Rule[], day: string): InForce {
  const known = terms.get(rules) ?? { changes: changesOf(rules), spans: new Map() };
  terms.set(rules, known);
  // `2026-06-30+` is after that day and before the next.
  const span = known.changes.findLastIndex((change) => change <= day);
  const found = known.spans.get(span);
  if (found !== undefined) return found;
  const dated = rules.filter((rule) => isInForce(rule, day)).map((rule) => ruleOn(rule, day));
  const made = { rules: dated, items: dated.map(itemOf) };
  known.spans.set(span, made);
  return made;
}

const terms = new WeakMap<readonly Rule[], { changes: string[]; spans: Map<number, InForce> }>();

function pick({ rules }: InForce, places: readonly number[]): Rule[] {
  return places.flatMap((place) => rules[place] ?? []);
}
