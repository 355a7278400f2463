/**
 * A past case gone through once more in another version of its flow: what people and other systems did is
 * done again at its time by the commands of the product, and time passes as it did. Steps and routes are
 * the same by id. What the other version asks and nobody has done is assumed, and said; what cannot be
 * done again is said with the reason.
 */
import type { Instant, Visit } from '../case/state.ts';
import type { Action } from '../definition/examples.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import type { CompiledFlow } from '../flow/compile.ts';
import { startStepOf, taskOf } from '../flow/structure.ts';
import { ok, type Problem, type Result } from '../problem.ts';
import { createChance } from './chance.ts';
import { advance } from './clock.ts';
import { openSteps, type OpenStep } from './open-steps.ts';
import { visitOf } from './perform.ts';
import { performersOf } from './performer.ts';
import type { Past, PastAction } from './past.ts';
import { enteredFor } from './retrace-data.ts';
import { act, now, start, type Session } from './session.ts';

/** What is to be known about how a case was gone through again. */
export type Note =
  /** Done at a step that this version has not. */
  | { what: 'gone'; step: string; do: string }
  /** Done at a step at which the case did not stand. */
  | { what: 'unreached'; step: string; do: string }
  | { what: 'refused'; step?: string; do: string; problems: Problem[] }
  /** The one who did it may not do it here: somebody else did. */
  | { what: 'other_person'; step: string; by: string }
  /** The route that was taken is not there; another one that leads to the same was taken. */
  | { what: 'other_route'; step: string; route: string; taken: string }
  /** Nobody has done this step: it was left by this way, at once. */
  | { what: 'assumed'; step: string; do: string; route?: string }
  /** Asked here, and the case never said it: sample data stand for it. */
  | { what: 'made_up'; step?: string; facts: string[] }
  /** Entered then, and not asked here. */
  | { what: 'not_asked'; step?: string; facts: string[] };

export interface Retraced {
  session: Session;
  notes: Note[];
}

export interface RetraceOptions {
  /** How far time passes: the end of the case, or now. */
  until: Instant;
  /** Waited for after each action: a server gives others their turn. */
  between?: () => Promise<unknown>;
}

/** So many steps in a row are assumed; more goes round in a circle. */
const MOST_ASSUMED = 30;
/** The same made-up data each time. */
const SEED = 1;

interface Walk {
  flow: CompiledFlow;
  /** The version that the case ran. */
  from: FlowDefinition;
  past: Past;
  session: Session;
  notes: Note[];
  /** Visits that could not be left: nobody tries them again. */
  barred: Set<number>;
}

export async function retrace(
  flow: CompiledFlow,
  past: Past,
  from: FlowDefinition,
  { until, between }: RetraceOptions,
): Promise<Result<Retraced>> {
  const { given } = past;
  const chance = createChance(SEED);
  const form = startStepOf(flow.flow)?.form ?? [];
  const entered = enteredFor({ flow, form, at: given.at, known: {}, past, chance }, given.data);
  const begun = await start(flow, { ...given, data: entered.data });
  if (!begun.ok) return begun;
  const notes = notesOn(entered);
  const walk: Walk = { flow, from, past, session: begun.value, notes, barred: new Set() };
  await assumeNew(walk, 0);
  for (const [index, done] of past.actions.entries()) {
    await doAgain(walk, done, index);
    await assumeNew(walk, index + 1);
    await between?.();
  }
  if (past.state.status === 'ended') await assume(walk, undefined, past.actions.length);
  await passTo(walk, until);
  return ok({ session: walk.session, notes: walk.notes });
}

function notesOn({ made, dropped }: ReturnType<typeof enteredFor>, step?: string): Note[] {
  const at = step === undefined ? {} : { step };
  return [
    ...(made.length > 0 ? [{ what: 'made_up' as const, ...at, facts: made }] : []),
    ...(dropped.length > 0 ? [{ what: 'not_asked' as const, ...at, facts: dropped }] : []),
  ];
}

async function doAgain(walk: Walk, { action, leads }: PastAction, index: number): Promise<void> {
  const { step } = action;
  await passTo(walk, action.at);
  if (step === undefined) return doToCase(walk, action);
  const lost = (what: 'gone' | 'unreached') => {
    if (leads) walk.notes.push({ what, step, do: action.do });
  };
  if (!Object.hasOwn(walk.flow.flow.steps, step)) return lost('gone');
  if (placeOf(walk, action) === undefined) await assume(walk, step, index);
  const visit = placeOf(walk, action);
  return visit === undefined ? lost('unreached') : doAtStep(walk, { action, leads }, visit);
}

function placeOf({ session }: Walk, action: Action): Visit | undefined {
  const { state } = now(session);
  return state.status === 'ended' ? undefined : visitOf(state, action);
}

async function doToCase(walk: Walk, action: Action): Promise<void> {
  const done = await act(walk.session, action);
  if (done.ok) walk.session = done.value;
  else walk.notes.push({ what: 'refused', do: action.do, problems: done.problems });
}

/** By whoever did it, else by somebody who may. */
async function doAtStep(walk: Walk, { action, leads }: PastAction, visit: Visit): Promise<void> {
  const { step, seq } = visit;
  const { fitted, notes } = fit(walk, action, step);
  const { by, ...byAnybody } = fitted;
  const isOther = by !== undefined && !mayDo(walk, visit, fitted);
  if (isOther && !leads) return;
  const tried = await act(walk.session, isOther ? byAnybody : fitted);
  if (tried.ok) {
    walk.session = tried.value;
    walk.notes.push(...notes);
    if (isOther) walk.notes.push({ what: 'other_person', step, by });
  } else if (leads) {
    walk.barred.add(seq);
    walk.notes.push({ what: 'refused', step, do: action.do, problems: tried.problems });
  }
}

/** Work that is claimed or completed needs the post that the step has in this version. */
function mayDo({ flow, session }: Walk, visit: Visit, { do: what, by }: Action): boolean {
  if ((what !== 'claim' && what !== 'complete') || visit.holder === by) return true;
  const { state, at } = now(session);
  return performersOf({ flow, state, visit, at }).some(({ id }) => id === by);
}

/** The action as this version takes it: what its form asks, and a route that it has. */
function fit(walk: Walk, action: Action, step: string): { fitted: Action; notes: Note[] } {
  const { flow, past, session } = walk;
  const task = taskOf(flow.flow.steps[step]);
  if (action.do !== 'complete' || task === undefined) return { fitted: action, notes: [] };
  const { state, at } = now(session);
  const { form } = task;
  const known = state.data;
  const asked = { flow, form, at, known, past, chance: createChance(SEED) };
  const entered = enteredFor(asked, action.data ?? {});
  const notes = notesOn(entered, step);
  const { route, ...rest } = action;
  const taken = route === undefined ? undefined : routeIn(walk, step, route);
  if (route !== undefined && taken !== undefined && taken !== route) {
    notes.push({ what: 'other_route', step, route, taken });
  }
  const way = taken ?? route;
  const fitted = { ...rest, ...(way === undefined ? {} : { route: way }), data: entered.data };
  return { fitted, notes };
}

/** The same by id, else the one that leads to the same step, else the only one with the same result. */
function routeIn({ flow, from }: Walk, step: string, route: string): string | undefined {
  const routes = flow.flow.steps[step]?.routes ?? [];
  if (routes.some(({ id }) => id === route)) return route;
  const was = from.steps[step]?.routes.find(({ id }) => id === route);
  if (was === undefined) return undefined;
  const alike = routes.filter(({ to }) => to === was.to);
  const ofResult = routes.filter(({ result = 'pass' }) => result === (was.result ?? 'pass'));
  const [only, other] = alike.length > 0 ? alike : ofResult;
  return other === undefined ? only?.id : undefined;
}

/** A step at which the past case never was is left at once, if the case went on at all. */
async function assumeNew(walk: Walk, index: number): Promise<void> {
  const { state, actions } = walk.past;
  if (state.status === 'open' && !actions.slice(index).some(({ leads }) => leads)) return;
  await leaveAll(walk, ({ visit }) => !state.visits.some(({ step }) => step === visit.step));
}

/** Leaves steps at which nothing more was done, until the case stands at `until`. */
async function assume(walk: Walk, until: string | undefined, index: number): Promise<void> {
  const rest = walk.past.actions.slice(index);
  const isIdle = ({ visit }: OpenStep) =>
    !rest.some(({ action, leads }) => leads && action.step === visit.step);
  await leaveAll(walk, isIdle, until);
}

async function leaveAll(
  walk: Walk,
  isIdle: (open: OpenStep) => boolean,
  until?: string,
): Promise<void> {
  for (let left = MOST_ASSUMED; left > 0; left--) {
    const open = openSteps(walk.session);
    if (open.some(({ visit }) => visit.step === until)) return;
    const idle = open.find(
      (one) => one.awaits !== 'time' && !walk.barred.has(one.visit.seq) && isIdle(one),
    );
    if (idle === undefined || !(await leave(walk, idle))) return;
  }
}

async function leave(walk: Walk, { visit, offers, form }: OpenStep): Promise<boolean> {
  const { flow, past, session } = walk;
  const [offer] = offers;
  if (offer === undefined) return false;
  const { step, seq } = visit;
  const { state, at } = now(session);
  const asked = { flow, form, at, known: state.data, past, chance: createChance(SEED) };
  const entered = enteredFor(asked, {});
  const data = form.length > 0 ? { data: entered.data } : {};
  const done = await act(session, { ...offer, step, seq, at, ...data });
  const told = offer.route === undefined ? {} : { route: offer.route };
  if (!done.ok) {
    walk.barred.add(seq);
    walk.notes.push({ what: 'refused', step, do: offer.do, problems: done.problems });
    return false;
  }
  walk.session = done.value;
  walk.notes.push({ what: 'assumed', step, do: offer.do, ...told }, ...notesOn(entered, step));
  return true;
}

async function passTo(walk: Walk, at: Instant): Promise<void> {
  const point = now(walk.session);
  if (point.state.status === 'ended' || at <= point.at) return;
  const passed = await advance(walk.session, at);
  if (passed.ok) walk.session = passed.value;
  else walk.notes.push({ what: 'refused', do: 'advance', problems: passed.problems });
}
