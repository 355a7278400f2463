/**
 * Somebody takes a task, works on it and completes it: mostly well within its limits, sometimes late,
 * sometimes with a pause, sometimes sending it back.
 */
import { taskId, type CaseState, type Visit } from '@flowmeter/engine/case/state.ts';
import { localDay } from '@flowmeter/engine/calendar/working-time.ts';
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import { taskOf } from '@flowmeter/engine/flow/structure.ts';
import type { Person } from '@flowmeter/engine/definition/organisation.ts';
import type { StepOf } from '@flowmeter/engine/steps/registry.ts';
import { instantOf } from '../clock.ts';
import { actOnTask, type TaskAction } from '../use-cases/act-on-task.ts';
import { hasConflict, mayDo } from '../use-cases/case-access.ts';
import { fillForm } from '@flowmeter/engine/simulation/sample-data.ts';
import { actorFor, type Story } from './story.ts';
import { afterWork, WORKING_DAY_MS } from './working-hours.ts';

const LATE = 0.025;
const PAUSED = 0.08;
/** The latest that a task is claimed, as a share of the time that its work takes. */
const LATEST_CLAIM = 0.7;
const RETURNED = 0.1;
const REJECTED = 0.015;
/** A step is not sent back more often than this. */
const MOST_RETURNS = 2;
/** Tries with other entries when a pre-audit stands in the way; then the task stays open. */
const TRIES = 4;
/** Work without a limit takes this many days, at least and at most. */
const UNLIMITED_DAYS = [1, 7] as const;
const pauseWords = { reason: '等待补充资料', evidence: '往来函件 1 份' };

/** Plans the open tasks of every case that goes on. */
export async function planOpenTasks(story: Story): Promise<void> {
  for (const id of story.open) await planCase(story, id);
}

export async function planCase(story: Story, id: string): Promise<void> {
  const state = await story.deps.store.cases.state(id);
  if (state?.status !== 'open') {
    story.open.delete(id);
    return;
  }
  const flow = await story.deps.inForce.version(state.flow.hash);
  if (flow === undefined) return;
  for (const visit of state.visits) {
    const key = taskId(id, visit.seq);
    if (visit.status !== 'open' || visit.post === undefined || story.planned.has(key)) continue;
    story.planned.add(key);
    planTask(story, state, visit, flow);
  }
}

function planTask(story: Story, state: CaseState, visit: Visit, flow: CompiledFlow): void {
  const { agenda, chance, deps } = story;
  const people = deps.inForce.organisation()?.people ?? [];
  const able = people.filter((one) => suits(story, one, state, visit, flow));
  const before = able.find((one) => knows(state, one, visit));
  const person = before ?? chance.pick(able);
  const times = timesOf(story, visit);
  if (person === undefined || times === undefined) return;
  const id = taskId(state.id, visit.seq);
  const act = (action: TaskAction) => actIn(story, person, id, action);
  agenda.add(times.claim, async () => {
    if (!(await act({ type: 'claim' }))) return;
    const { pause, resume, complete } = times;
    if (pause !== undefined)
      agenda.add(pause, () => act({ type: 'pause', ...pauseWords }).then(none));
    if (resume !== undefined) agenda.add(resume, () => act({ type: 'resume' }).then(none));
    agenda.add(complete, () => completeTask(story, person, id, flow));
  });
}

/** Who did work of this post in this case goes on with it. */
function knows(state: CaseState, { id }: Person, { post }: Visit): boolean {
  return state.visits.some((one) => one.handler === id && one.post === post);
}

function suits(
  { deps: { inForce } }: Story,
  person: Person,
  state: CaseState,
  visit: Visit,
  flow: CompiledFlow,
): boolean {
  return (
    person.roles.includes('clerk') &&
    mayDo(inForce, person, state, visit, flow.flow) &&
    !hasConflict(inForce, person, state, visit)
  );
}

/** When it is claimed, paused, resumed and completed; undefined past the calendar's cover. */
function timesOf(story: Story, visit: Visit) {
  const { calendar, chance, clock } = story;
  const now = clock.clock();
  const due = firstDue(visit);
  const late = due !== undefined && chance.happens(LATE);
  const work = late
    ? WORKING_DAY_MS * chance.between(0.1, 2)
    : Math.max(spanOf(story, visit, now), WORKING_DAY_MS / 16);
  const complete = afterWork(calendar, late ? Math.max(due, now) : now, work);
  const claim = afterWork(calendar, now, work * chance.between(0.05, LATEST_CLAIM));
  if (complete === undefined || claim === undefined) return undefined;
  const long = visit.clock === 'utility' && !late && work > WORKING_DAY_MS;
  const paused = long && chance.happens(PAUSED);
  const pause = paused ? afterWork(calendar, claim, work * chance.between(0.1, 0.3)) : undefined;
  if (pause === undefined || pause >= complete) return { claim, complete };
  const resume = afterWork(calendar, pause, WORKING_DAY_MS * chance.between(0.1, 1));
  const done = resume && afterWork(calendar, resume, work * chance.between(0.05, 0.3));
  return done === undefined ? { claim, complete } : { claim, pause, resume, complete: done };
}

/** Working time (ms) that the work takes when it is done in time. */
function spanOf({ chance }: Story, visit: Visit, now: number): number {
  const due = firstDue(visit);
  if (due === undefined) return WORKING_DAY_MS * chance.between(...UNLIMITED_DAYS);
  const limit = visit.limits.find((one) => one.dueAt !== null && Date.parse(one.dueAt) === due);
  const share = chance.between(0.1, 0.85);
  if (limit?.unit === 'wd') return WORKING_DAY_MS * limit.value * share;
  return Math.max(0, due - now) * share * (WORKING_DAY_MS / 86_400_000);
}

function firstDue(visit: Visit): number | undefined {
  const times = visit.limits.flatMap(({ dueAt }) => (dueAt === null ? [] : Date.parse(dueAt)));
  return times.length === 0 ? undefined : Math.min(...times);
}

async function actIn(
  story: Story,
  person: Person,
  id: string,
  action: TaskAction,
): Promise<boolean> {
  const asked = { id, action, sent: '', expected: 'any' as const, key: undefined };
  const done = await actOnTask(story.deps, actorFor(story, person), asked);
  if (done.ok) await planCase(story, done.value.case_id);
  return done.ok;
}

async function completeTask(
  story: Story,
  person: Person,
  id: string,
  flow: CompiledFlow,
): Promise<void> {
  const { chance, clock, deps } = story;
  const [caseId = '', seq] = id.split('.');
  const state = await deps.store.cases.state(caseId);
  const visit = state?.visits[Number(seq) - 1];
  const step = taskOf(flow.flow.steps[visit?.step ?? '']);
  if (state === undefined || visit === undefined || step === undefined) return;
  const today = localDay(story.calendar, instantOf(clock.clock));
  for (let tries = 0; tries < TRIES; tries++) {
    const data = fillForm(step.form, flow.facts, chance, { today, now: clock.clock() });
    const route = routeOf(story, state, visit, step);
    const action: TaskAction = {
      type: 'complete',
      data,
      ...(route && { route, ...said(step, route) }),
    };
    if (await actIn(story, person, id, action)) return;
  }
}

/** Who returns or rejects says why. */
function said({ routes }: StepOf<'task'>, id: string): { comment?: string } {
  const result = routes.find((route) => route.id === id)?.result ?? 'pass';
  return result === 'pass' ? {} : { comment: '资料有出入，请核实' };
}

function routeOf(
  { chance }: Story,
  state: CaseState,
  visit: Visit,
  step: StepOf<'task'>,
): string | undefined {
  const times = state.visits.filter((one) => one.step === visit.step).length;
  const onward = step.routes.filter((route) => (route.result ?? 'pass') === 'pass');
  const back = step.routes.filter((route) => route.result === 'return');
  const out = step.routes.filter((route) => route.result === 'reject');
  if (times <= MOST_RETURNS && chance.happens(RETURNED))
    return (chance.pick(back) ?? onward[0])?.id;
  if (chance.happens(REJECTED)) return (chance.pick(out) ?? onward[0])?.id;
  return chance.pick(onward)?.id;
}

function none(): void {}
