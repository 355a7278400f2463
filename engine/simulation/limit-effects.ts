/**
 * What a changed limit would have meant for past cases: of every stay that it would have limited, how it
 * would have stood, beside how it did stand. The way that cases took, and when, stays as it was.
 */
import { applyEvent } from '../case/fold.ts';
import type { Entry } from '../case/events.ts';
import type { CaseState, DueLimit, Instant, Visit } from '../case/state.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import { canonical } from '../definition/hash.ts';
import type { Limit } from '../definition/limit.ts';
import type { CompiledFlow } from '../flow/compile.ts';
import { caseLimits, inForce, limitQuestions, visitLimits } from '../flow/limits.ts';
import { answerQuestion } from '../flow/run.ts';
import { taskOf } from '../flow/structure.ts';
import { standingOf, type Standing } from './limit-standing.ts';

/** A limit of a step, or of the case (`step` absent), that is another than in the version compared with. */
export interface ChangedLimit {
  step?: string;
  id: string;
  before: Limit | undefined;
  after: Limit | undefined;
}

/** One stay at a step, or one case, that a changed limit is about. */
export interface LimitEffect {
  step?: string;
  limit: string;
  /** 0: the case as a whole. */
  seq: number;
  /** When it was over; undefined while it goes on. */
  endedAt: Instant | undefined;
  then: { standing: Standing; due: DueLimit | undefined };
  now: { standing: Standing; due: DueLimit | undefined };
}

/** Limits are the same by step and id; where only words differ nothing is changed. */
export function changedLimits(from: FlowDefinition, to: FlowDefinition): ChangedLimit[] {
  const steps = new Set([...Object.keys(from.steps), ...Object.keys(to.steps)]);
  const ofSteps = [...steps].flatMap((step) =>
    changesIn(limitsAt(from, step), limitsAt(to, step)).map((one) => ({ ...one, step })),
  );
  return [...changesIn(from.limits, to.limits), ...ofSteps];
}

/** May it depend on what the case knew when it came to the step? Then its history is needed. */
export function needsHistory(changed: readonly ChangedLimit[]): boolean {
  return changed.some(({ after }) => after?.when !== undefined);
}

export interface PastStay {
  state: CaseState;
  /** The history, where `needsHistory`. */
  entries?: readonly Entry[] | undefined;
  /** Now: what goes on has lasted until then. */
  at: Instant;
}

/** Stays that were withdrawn are left aside: nobody finished them. */
export async function limitEffects(
  flow: CompiledFlow,
  changed: readonly ChangedLimit[],
  past: PastStay,
): Promise<LimitEffect[]> {
  const effects: LimitEffect[] = [];
  for (const one of changed) {
    if (one.step === undefined) effects.push(await effectOnCase(flow, one, past));
    else effects.push(...(await effectsOnStays(flow, one, past)));
  }
  return effects;
}

function limitsAt({ steps }: FlowDefinition, step: string): readonly Limit[] {
  return Object.hasOwn(steps, step) ? (taskOf(steps[step])?.limits ?? []) : [];
}

function changesIn(before: readonly Limit[], after: readonly Limit[]): ChangedLimit[] {
  const ids = new Set([...before, ...after].map(({ id }) => id));
  return [...ids].flatMap((id) => {
    const was = before.find((one) => one.id === id);
    const is = after.find((one) => one.id === id);
    return meaningOf(was) === meaningOf(is) ? [] : [{ id, before: was, after: is }];
  });
}

/** What a limit says about time; whom it is told to, and on what it is based, changes no standing. */
function meaningOf(limit: Limit | undefined): string {
  if (limit === undefined) return '';
  const { basis: _b, escalate: _e, reminders: _r, layer: _l, ...timing } = limit;
  return canonical(timing);
}

async function effectsOnStays(
  flow: CompiledFlow,
  { step = '', id, after }: ChangedLimit,
  past: PastStay,
): Promise<LimitEffect[]> {
  const { state, at } = past;
  const stays = state.visits.filter((one) => one.step === step && one.status !== 'withdrawn');
  const effects: LimitEffect[] = [];
  for (const visit of stays) {
    const { seq, submittedAt, limits } = visit;
    const until = submittedAt ?? at;
    const counting = await countingOf(flow, after, past, seq);
    const running: Visit = { ...visit, status: 'open', limits: [] };
    const [due] = visitLimits(flow, counting, running, until);
    const was = limits.find((one) => one.id === id);
    effects.push({ step, limit: id, seq, endedAt: submittedAt, ...beside(was, due, until) });
  }
  return effects;
}

async function effectOnCase(
  flow: CompiledFlow,
  { id, after }: ChangedLimit,
  past: PastStay,
): Promise<LimitEffect> {
  const { state, at } = past;
  const endedAt = state.status === 'ended' ? state.endedAt : undefined;
  const until = endedAt ?? at;
  const counting = await countingOf(flow, after, past, 0);
  const [due] = caseLimits(flow, counting, { ...state, limits: [] }, until);
  const was = state.limits.find((one) => one.id === id);
  return { limit: id, seq: 0, endedAt, ...beside(was, due, until) };
}

function beside(was: DueLimit | undefined, is: DueLimit | undefined, until: Instant) {
  return {
    then: { standing: standingOf(was, until), due: was },
    now: { standing: standingOf(is, until), due: is },
  };
}

/** The limit, where it was in force when the case was accepted and its condition held when it began to count. */
async function countingOf(
  flow: CompiledFlow,
  limit: Limit | undefined,
  past: PastStay,
  seq: number,
): Promise<Limit[]> {
  const calendar = limit && flow.calendars.get(limit.calendar);
  if (limit === undefined || calendar === undefined) return [];
  if (!inForce(limit, calendar, past.state.openedAt)) return [];
  const items = limitQuestions([limit]);
  if (items.length === 0) return [limit];
  const begun = beginningOf(past, seq);
  const place = seq === 0 ? {} : { seq };
  const question = { key: 'limit', purpose: 'limit' as const, items, state: begun.state, ...place };
  const answers = await answerQuestion(flow, question, begun.at);
  return answers[limit.id]?.truth === true ? [limit] : [];
}

/** The case as it stood when it came to the visit, or (0) when it was opened. */
function beginningOf({ entries = [], state, at }: PastStay, seq: number) {
  let known: CaseState | undefined;
  for (const entry of entries) {
    for (const event of entry.events) {
      known = applyEvent(known, event, entry);
      const isThere = event.type === 'step.arrived' && event.seq === seq;
      if (isThere) return { state: known, at: entry.at };
    }
    if (seq === 0 && known !== undefined) return { state: known, at: entry.at };
  }
  return { state, at };
}
