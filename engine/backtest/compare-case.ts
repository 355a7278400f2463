/**
 * Asks an ended case by two versions of rules, as it was asked while it ran: rules of the stages `before`
 * and `during` at every completion of a step as the case stood then, rules `after` at its end. A rule that
 * the case's flow names is asked at the steps that name it; one that it does not name, at every step.
 */
import type { Entry } from '../case/events.ts';
import { applyEntry, applyEvent } from '../case/fold.ts';
import { handlerOf } from '../case/step-facts.ts';
import { caseSource } from '../case/records.ts';
import type { CaseState, Instant } from '../case/state.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import type { Rule } from '../definition/ruleset.ts';
import { dayOf } from '../flow/business-day.ts';
import type { Surroundings } from '../flow/compile.ts';
import { taskOf } from '../flow/structure.ts';
import { isInForce, ruleOn } from '../rules/editions.ts';
import { truthsOf } from '../rules/evaluate.ts';
import { explain, type Reason } from '../rules/explain.ts';
import { itemOf } from '../rules/items.ts';
import type { FactSource } from '../rules/source.ts';
import type { Wording } from '../rules/words.ts';
import { sideOf, type Flip, type VerdictOf } from './compare-records.ts';
import type { Counter } from './counts.ts';

/** Rules about cases and steps, beside the definitions that they read by. */
export interface CaseVersion {
  around: Surroundings;
  rules: readonly Rule[];
}

export interface History {
  entries: readonly Entry[];
  /** The version that the case ran; none for imported logs. */
  flow?: FlowDefinition | undefined;
}

/** The case at a moment at which rules are asked; `seq`: about that visit. */
interface Moment {
  state: CaseState;
  at: Instant;
  seq?: number | undefined;
  rules: (rule: Rule) => boolean;
}

export function compareCase(
  current: CaseVersion,
  candidate: CaseVersion,
  history: History,
  { counter, verdictOf }: { counter: Counter; verdictOf: VerdictOf },
): Flip[] {
  const { moments, state } = momentsOf(history);
  if (state === undefined) return [];
  counter.checked(state.unit);
  const was = answersOf(current, history, moments);
  const is = answersOf(candidate, history, moments);
  for (const one of was.unknown) counter.unknown('current', ruleIn(one), state.unit);
  for (const one of is.unknown) counter.unknown('candidate', ruleIn(one), state.unit);
  const flips: Flip[] = [];
  for (const name of was.hits.union(is.hits)) {
    const rule = ruleIn(name);
    const place = placeOf(state, name);
    const hit = { ...place, verdict: verdictOf(rule, place.object, place.period) };
    if (was.hits.has(name)) counter.hit('current', rule, hit);
    if (is.hits.has(name)) counter.hit('candidate', rule, hit);
    const side = sideOf(was.hits.has(name), is.hits.has(name));
    if (side === undefined) continue;
    counter.flip(side, rule, place);
    flips.push({ rule, side, kind: 'case', ...place });
  }
  return flips;
}

interface Answers {
  /** `seq rule`, seq 0 for the case as a whole. */
  hits: Set<string>;
  unknown: Set<string>;
}

function answersOf(
  { around, rules }: CaseVersion,
  history: History,
  moments: readonly Moment[],
): Answers {
  const found: Answers = { hits: new Set(), unknown: new Set() };
  for (const { state, at, seq, rules: fits } of moments) {
    const asked = rules.filter(
      (rule) =>
        fits(rule) &&
        (rule.flows?.includes(state.flow.id) ?? true) &&
        isInForce(rule, dayOf(around, at)),
    );
    if (asked.length === 0) continue;
    const source = sourceAt(around, history, { state, at, seq });
    const dated = asked.map((rule) => itemOf(ruleOn(rule, dayOf(around, at))));
    for (const [place, truth] of truthsOf(dated, source, around.known).entries()) {
      const rule = asked[place];
      if (truth === false || rule === undefined) continue;
      const name = `${rule.record === 'case' ? 0 : (seq ?? 0)} ${rule.id}`;
      (truth === true ? found.hits : found.unknown).add(name);
    }
  }
  return found;
}

function sourceAt(
  { calendars, tables, org }: Surroundings,
  { flow }: History,
  { state, at, seq }: Pick<Moment, 'state' | 'at' | 'seq'>,
): FactSource {
  return caseSource(state, {
    at,
    calendars,
    tables,
    ...(seq === undefined ? {} : { seq }),
    ...(flow === undefined ? {} : { flow }),
    ...(org === undefined ? {} : { org }),
  });
}

function momentsOf({ entries, flow }: History): { moments: Moment[]; state?: CaseState } {
  const moments: Moment[] = [];
  const asksAt = askedAt(flow);
  let state: CaseState | undefined;
  for (const entry of entries) {
    if (state !== undefined) moments.push(...completionsIn(entry, state, asksAt));
    state = applyEntry(state, entry);
  }
  const at = entries.at(-1)?.at;
  if (state === undefined || at === undefined) return { moments };
  const ended = state;
  const worked = ended.visits.filter(({ handler }) => flow === undefined || handler !== undefined);
  moments.push({ state: ended, at, rules: isAfter('case') });
  for (const { seq } of worked) moments.push({ state: ended, at, seq, rules: isAfter('step') });
  return { moments, state: ended };
}

type AsksAt = (step: string) => (rule: Rule) => boolean;

/** Which rules, `after` ones aside, are asked when a step is completed. */
function askedAt(flow: FlowDefinition | undefined): AsksAt {
  const ofStep = (id: string) => {
    const { before = [], during = [] } = taskOf(flow?.steps[id])?.audits ?? {};
    return [...before, ...during];
  };
  const named = new Set(Object.keys(flow?.steps ?? {}).flatMap(ofStep));
  return (step) => {
    const here = ofStep(step);
    return ({ id, stage }) => stage !== 'after' && (!named.has(id) || here.includes(id));
  };
}

/** The case as each event left it: one command may have brought several steps. */
function completionsIn(entry: Entry, before: CaseState, asksAt: AsksAt): Moment[] {
  const moments: Moment[] = [];
  let state = before;
  for (const event of entry.events) {
    state = applyEvent(state, event, entry);
    if (event.type !== 'step.completed') continue;
    const { seq } = event;
    const step = state.visits[seq - 1]?.step;
    if (step !== undefined) moments.push({ state, at: entry.at, seq, rules: asksAt(step) });
  }
  return moments;
}

function isAfter(record: Rule['record']): (rule: Rule) => boolean {
  return (rule) => rule.stage === 'after' && rule.record === record;
}

function ruleIn(name: string): string {
  return name.slice(name.indexOf(' ') + 1);
}

function placeOf(state: CaseState, name: string): Omit<Flip, 'rule' | 'side' | 'kind'> {
  const seq = Number(name.slice(0, name.indexOf(' ')));
  const visit = state.visits[seq - 1];
  const handler = visit === undefined ? undefined : handlerOf(visit);
  return {
    key: [state.id],
    object: state.id,
    period: String(seq),
    unit: state.unit,
    person: typeof handler === 'string' ? handler : null,
    money: null,
  };
}

/** Why one version of a rule holds or does not, at the visit `seq` (0: for the case as a whole). */
export function explainCase(
  { around, rules: [asked] }: CaseVersion,
  history: History,
  seq: number,
  wording: Wording,
): Reason | undefined {
  if (asked === undefined) return undefined;
  const { moments } = momentsOf(history);
  const fitting = moments.filter(
    (one) => one.rules(asked) && (asked.record === 'case' || one.seq === seq),
  );
  const reasons = fitting.map(({ state, at, seq: visit }) => {
    const rule = ruleOn(asked, dayOf(around, at));
    const source = sourceAt(around, history, { state, at, seq: visit });
    return explain(rule.conditions, rule.params, source, around.known, wording);
  });
  return reasons.find(({ holds }) => holds === true) ?? reasons.at(-1);
}
