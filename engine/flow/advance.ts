/** Moving a case: taking a route, and everything that follows by itself until it rests again. */
import { caseClockRuns } from '../case/clock.ts';
import type { WithdrawalReason } from '../case/block-events.ts';
import type { ControlValue, DueLimit, Visit } from '../case/state.ts';
import type { Assignment } from '../definition/handling.ts';
import type { Limit } from '../definition/limit.ts';
import { problem } from '../problem.ts';
import { kindOf, type Step, type StepOf } from '../steps/registry.ts';
import { act, askConnector } from './auto.ts';
import { beginCalls } from './call.ts';
import { factNames } from './fact-names.ts';
import { caseLimits, inForce, limitQuestions, termsOf, visitLimits, type Terms } from './limits.ts';
import { nextJoin } from './joins.ts';
import { take, type Mark, type Move } from './machine.ts';
import { shareOut } from './people-arrival.ts';
import {
  autoOf,
  callingOf,
  compensates,
  isAutomatic,
  taskOf,
  waitOf,
  waysOn,
} from './structure.ts';
import { awaitMessage, isPast, untilOf } from './wait-time.ts';
import { ask, record, refuse, stateOf, type Work } from './work.ts';

/** Automatic steps one command may cause; beyond it something goes round in circles. */
export const MAX_AUTOMATIC_STEPS = 1000;

/** Takes a route and goes on until only people or time can move the case further. */
export function follow(work: Work, step: string, route: string): void {
  if (compensates(work.flow.flow.steps[step])) return undoNext(work);
  const move = take(work.flow.machine, stateOf(work).value, step, route);
  if (move === undefined) refuse(problem('not_automatic', { step, route }));
  settle(work, move, step);
}

/** The next step that undoes something of a cancelled case; when there is none left, the case ends. */
export function undoNext(work: Work): void {
  for (let next = nextToUndo(work); next !== undefined; next = nextToUndo(work)) {
    enter(work, next);
    record(work, { type: 'case.moved', value: next });
    const visit = openVisitAt(work, next);
    const step = stepOf(work, next);
    if (visit === undefined || !isAutomatic(step)) return;
    const auto = autoOf(step);
    if (auto !== undefined) act(work, visit, auto);
    pass(work, visit.seq, waysOn(step)[0]?.id ?? null);
  }
  record(work, { type: 'case.ended', outcome: work.flow.flow.cancel?.outcome ?? 'cancelled' });
}

function nextToUndo(work: Work): string | undefined {
  const { cancelled, visits } = stateOf(work);
  const done = new Set(visits.slice(cancelled?.visits).map((visit) => visit.step));
  return cancelled?.compensations.find((step) => !done.has(step));
}

/** A move, and the step or block that made it. */
interface Advance {
  move: Move;
  cause: string;
}

/** Brings the marks of a move into the case's record, then lets automatic steps act. */
export function settle(work: Work, first: Move, cause: string): void {
  let next: Advance | undefined = { move: first, cause };
  for (let taken = 0; next !== undefined; taken++) {
    if (taken >= MAX_AUTOMATIC_STEPS) {
      refuse(problem('too_many_automatic_steps', { limit: MAX_AUTOMATIC_STEPS }));
    }
    note(work, next);
    if (next.move.ended) return;
    next = nextJoin(work.flow, stateOf(work)) ?? nextAutomatic(work);
  }
}

/** The position at rest, and the case's own clock if it stopped or began to run. */
export function retime(work: Work, ranBefore: boolean): void {
  const state = stateOf(work);
  if (state.status === 'ended' || state.limits.length === 0) return;
  if (caseClockRuns(state) === ranBefore) return;
  const limits = caseLimits(work.flow, applying(work, state.limits), state, work.command.at);
  record(work, { type: 'limits.set', limits });
}

/** The terms of limits that a case or a visit was given: a later definition changes none of them. */
export function applying(work: Work, due: readonly DueLimit[], step?: string): Terms[] {
  const all =
    step === undefined ? work.flow.flow.limits : (taskOf(work.flow.flow.steps[step])?.limits ?? []);
  return due.map((one) =>
    termsOf(
      one,
      all.find((limit) => limit.id === one.id),
    ),
  );
}

/** The limits that apply to this case now: in force when it was accepted, condition answered yes. */
export function selectLimits(work: Work, limits: readonly Limit[], key: string): Limit[] {
  const openedAt = work.state?.openedAt ?? work.command.at;
  const current = limits.filter((limit) => {
    const calendar = work.flow.calendars.get(limit.calendar);
    return calendar !== undefined && inForce(limit, calendar, openedAt);
  });
  const answers = ask(work, { key, purpose: 'limit', items: limitQuestions(current) });
  return current.filter((limit) => limit.when === undefined || answers[limit.id]?.truth === true);
}

function note(work: Work, { move, cause }: Advance): void {
  const joined = new Set(marked(move, 'joined'));
  const reopened = new Map<string, Reopening>();
  const reason = reasonOf(work, joined, cause);
  for (const mark of move.marks) {
    if (mark.type === 'enter') enter(work, mark.step, reopened.get(mark.step));
    else if (mark.type === 'leave') leave(work, mark.step, joined, { by: cause, reason });
    else if (mark.type === 'reopened') reopened.set(mark.step, mark);
  }
  record(work, { type: 'case.moved', value: move.value });
  if (move.ended) end(work, marked(move, 'enter').at(-1) ?? cause);
}

function marked(move: Move, type: Mark['type']): string[] {
  return move.marks.filter((mark) => mark.type === type).map((mark) => mark.step);
}

type Reopening = Extract<Mark, { type: 'reopened' }>;

/** Why a move withdraws what it leaves. */
function reasonOf(work: Work, joined: ReadonlySet<string>, cause: string): WithdrawalReason {
  if (joined.has(cause)) return 'joined';
  const left = stateOf(work).visits.findLast((visit) => visit.step === cause);
  return left?.result === 'return' ? 'returned' : 'left';
}

function enter(work: Work, id: string, reopening?: Reopening): void {
  const step = stepOf(work, id);
  const seq = stateOf(work).visits.length + 1;
  const task = taskOf(step);
  const wait = waitOf(step);
  const until = wait && untilOf(work, seq, wait, work.command.at);
  record(work, {
    type: 'step.arrived',
    seq,
    step: id,
    ...(task === undefined ? {} : { clock: task.clock, limits: taskLimits(work, task, seq) }),
    ...(task?.assign === undefined ? {} : placeOf(task.assign)),
    ...(until === undefined ? {} : { until }),
  });
  if (wait !== undefined) awaitMessage(work, seq, wait);
  const calling = callingOf(step);
  if (calling !== undefined) beginCalls(work, seq, calling);
  if (reopening !== undefined) {
    const { branch, carried } = reopening;
    record(work, { type: 'block.reopened', seq, block: id, branch, carried });
  }
  if (task !== undefined) shareOut(work, seq, task);
  const auto = autoOf(step);
  if (auto !== undefined) askConnector(work, seq, auto);
  const { arrival } = kindOf(step);
  if (arrival === 'end') pass(work, seq, null);
  if (arrival === 'pass') pass(work, seq, step.routes[0]?.id ?? null);
}

/** The step is visited again where the case now stands (`value`); answers the visit's number. */
export function revisit(work: Work, step: string, value: ControlValue): number {
  enter(work, step);
  record(work, { type: 'case.moved', value });
  return stateOf(work).visits.length;
}

/** The post, and the unit whose people do it where it is not the case's. */
export function placeOf({ post, by, of }: Assignment): { post: string; unit?: string } {
  return by === 'unit' && of !== undefined ? { post, unit: of } : { post };
}

/** A step left by a move: the cause has been completed already; blocks are done or withdrawn. */
function leave(
  work: Work,
  id: string,
  joined: ReadonlySet<string>,
  why: { by: string; reason: WithdrawalReason },
): void {
  const visit = openVisitAt(work, id);
  if (visit === undefined) return;
  if (joined.has(id)) pass(work, visit.seq, stepOf(work, id).routes[0]?.id ?? null);
  else record(work, { type: 'step.withdrawn', seq: visit.seq, ...why });
}

function pass(work: Work, seq: number, route: string | null): void {
  record(work, { type: 'step.completed', seq, route, result: 'pass' });
}

function end(work: Work, step: string): void {
  const last = stepOf(work, step);
  record(work, {
    type: 'case.ended',
    outcome: 'outcome' in last && last.outcome !== undefined ? last.outcome : 'completed',
  });
}

function taskLimits(work: Work, task: StepOf<'task'>, seq: number) {
  const limits = selectLimits(work, task.limits, `limits:${seq}`);
  const { at } = work.command;
  const fresh: Visit = { seq, step: '', status: 'open', arrivedAt: at, limits: [], pauses: [] };
  return visitLimits(work.flow, limits, fresh, at);
}

/** The next step that goes on by itself: a decision or an automatic step at which the case stands. */
function nextAutomatic(work: Work): Advance | undefined {
  const state = stateOf(work);
  const visit = state.visits.find(
    (one) => one.status === 'open' && goesOn(one, stepOf(work, one.step)),
  );
  const start = visit ?? startVisit(work);
  if (start === undefined) return undefined;
  const step = stepOf(work, start.step);
  const route = visit === undefined ? step.routes[0]?.id : wayOn(work, visit, step);
  if (route === undefined) refuse(problem('not_automatic', { step: start.step }));
  if (visit !== undefined) pass(work, visit.seq, route);
  const move = take(work.flow.machine, state.value, start.step, route);
  if (move === undefined) refuse(problem('not_automatic', { step: start.step, route }));
  return { move, cause: start.step };
}

/** The start step of a case just opened: it has passed but the machine still stands there. */
function startVisit(work: Work): Visit | undefined {
  const { value, visits } = stateOf(work);
  if (typeof value !== 'string' || value !== work.flow.start) return undefined;
  return visits.findLast((visit) => visit.step === value);
}

/** Is there nothing to wait for at a step, or not any more when the case came there? */
function goesOn(visit: Visit, step: Step): boolean {
  const isEmpty = visit.items?.length === 0 && visit.incident === undefined;
  return isAutomatic(step) || isPast(visit) || isEmpty;
}

/** Does what is to be done at an automatic step, and says by which route it is left. */
function wayOn(work: Work, visit: Visit, step: Step): string | undefined {
  const auto = autoOf(step);
  if (auto !== undefined) act(work, visit, auto);
  return kindOf(step).conditional ? decide(work, visit, step) : step.routes[0]?.id;
}

/** The first route whose condition holds; the one without a condition is the default. */
function decide(work: Work, visit: Visit, step: Step): string {
  const items = step.routes.flatMap((route) =>
    'when' in route && route.when !== undefined ? [{ id: route.id, condition: route.when }] : [],
  );
  const answers = ask(work, {
    key: `route:${visit.seq}`,
    purpose: 'route',
    step: visit.step,
    seq: visit.seq,
    items,
  });
  for (const route of step.routes) {
    if (route.when === undefined) return route.id;
    const answer = answers[route.id];
    if (answer?.truth === true) return route.id;
    if (answer?.truth === 'unknown') {
      refuse(
        problem('decision_unknown', {
          name: step.name,
          facts: factNames(work.flow, answer.missing ?? []),
        }),
      );
    }
  }
  return refuse(problem('not_automatic', { step: visit.step }));
}

function openVisitAt(work: Work, step: string): Visit | undefined {
  return stateOf(work).visits.findLast((visit) => visit.step === step && visit.status === 'open');
}

function stepOf(work: Work, id: string): Step {
  const step = work.flow.flow.steps[id];
  if (step === undefined) throw new Error(`flow ${work.flow.flow.id} has no step ${id}`);
  return step;
}
