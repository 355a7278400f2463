/**
 * Moving a running case to the version that it is asked of: every open visit to one step, its holder,
 * pauses and history kept. All or nothing for a case; what is refused here is what a dry run refuses.
 */
import type { Command } from '../case/commands.ts';
import type { MovedVisit } from '../case/migration-events.ts';
import type { DueLimit, Visit } from '../case/state.ts';
import type { Limit } from '../definition/limit.ts';
import { checkPlan } from '../migration/check-plan.ts';
import { place, type Landed, type Place } from '../migration/place.ts';
import { hashOfPlan, keeps, timerKey, type MigrationPlan } from '../migration/plan.ts';
import { deadEnds, lacksAt } from '../migration/survival.ts';
import { problem, type Problem } from '../problem.ts';
import { placeOf, selectLimits, settle } from './advance.ts';
import type { CompiledFlow } from './compile.ts';
import { caseLimits, visitLimits } from './limits.ts';
import { taskOf, waitOf } from './structure.ts';
import { tablePins } from './table-pins.ts';
import { awaitMessage, untilOf } from './wait-time.ts';
import { record, refuse, stateOf, type Work } from './work.ts';

type Migrate = Extract<Command, { type: 'migrate' }>;

export function migrate(work: Work, command: Migrate): void {
  const { plan, reason } = command;
  const landed = landing(work, command);
  record(work, {
    type: 'case.migrated',
    from: plan.from,
    to: plan.to,
    plan: hashOfPlan(plan),
    reason,
    value: landed.value,
    ...tablePins(work.flow),
    visits: landed.visits.map((one) => moved(work, command, one)),
    ...caseLimitsAfter(work, command),
  });
  for (const { seq } of landed.withdrawn) {
    record(work, { type: 'step.withdrawn', seq, by: 'migration', reason: 'left' });
  }
  for (const { visit, step } of landed.visits) awaitAnew(work, command, visit, step);
  if (landed.begun.length === 0) return;
  settle(work, { value: landed.value, marks: landed.begun, ended: false }, '');
  assertKept(work, landed);
}

/** Where the case lands; refuses with every reason why it could not go on from there. */
function landing(work: Work, { plan, source }: Migrate): Place {
  const { flow } = work;
  const state = stateOf(work);
  const wrong = problemsOf(plan, source, flow);
  if (wrong.length > 0) refuse(...wrong);
  if (state.flow.hash !== plan.from) {
    refuse(problem('migration_other_version', { plan: plan.from, is: state.flow.hash }));
  }
  if (state.cancelled !== undefined) refuse(problem('case_being_cancelled'));
  const placed = place(plan, source.flow, flow.flow, state);
  if (!placed.ok) return refuse(...placed.problems);
  const { steps } = placed.value;
  const lacks = lacksAt(flow, steps, state.data).filter(({ level }) => level === 'error');
  const found = [...deadEnds(flow.flow, steps), ...lacks];
  return found.length > 0 ? refuse(...found) : placed.value;
}

/** A plan is checked once for all the cases that are moved by it. */
const checked = new WeakMap<MigrationPlan, { to: string; problems: Problem[] }>();

function problemsOf(plan: MigrationPlan, source: Migrate['source'], flow: CompiledFlow): Problem[] {
  const known = checked.get(plan);
  if (known !== undefined && known.to === flow.hash && plan.from === source.hash) {
    return known.problems;
  }
  const problems = checkPlan(plan, source, flow);
  checked.set(plan, { to: flow.hash, problems });
  return problems;
}

function moved(work: Work, command: Migrate, { visit, step, carried }: Landed): MovedVisit {
  const { seq } = visit;
  return {
    seq,
    step,
    ...whoseAfter(work, visit, step),
    ...(carried === undefined ? {} : { carried }),
    ...visitLimitsAfter(work, command, visit, step),
    ...untilAfter(work, command.plan, visit, step),
  };
}

/**
 * Who has begun a task goes on with it, by the post they took it with, and who it was put before when a
 * limit had passed keeps it; one that nobody holds goes to the post of the new version. Whose clock runs
 * was fixed when the step was reached.
 */
function whoseAfter(work: Work, visit: Visit, step: string): Pick<MovedVisit, 'post' | 'unit'> {
  const assign = taskOf(work.flow.flow.steps[step])?.assign;
  if (assign === undefined || visit.holder !== undefined || visit.scope !== undefined) return {};
  const { post, unit } = placeOf(assign);
  return {
    ...(post === visit.post ? {} : { post }),
    ...(unit === visit.unit ? {} : { unit: unit ?? null }),
  };
}

function visitLimitsAfter(work: Work, { plan, source }: Migrate, visit: Visit, step: string) {
  const { at } = work.command;
  return limitsAfter(work, plan, {
    step,
    old: taskOf(source.flow.steps[visit.step])?.limits ?? [],
    next: taskOf(work.flow.flow.steps[step])?.limits ?? [],
    due: visit.limits,
    compute: (limits) => visitLimits(work.flow, limits, visit, at),
  });
}

function caseLimitsAfter(work: Work, { plan, source }: Migrate) {
  const state = stateOf(work);
  return limitsAfter(work, plan, {
    old: source.flow.limits,
    next: work.flow.flow.limits,
    due: state.limits,
    compute: (limits) => caseLimits(work.flow, limits, state, work.command.at),
  });
}

interface Limits {
  /** Of the step, in the new version; absent: the case's own. */
  step?: string;
  old: readonly Limit[];
  next: readonly Limit[];
  due: DueLimit[];
  compute: (limits: Limit[]) => DueLimit[];
}

/** What both versions have keeps its due time unless the plan says otherwise. Nothing where all stay. */
function limitsAfter(work: Work, plan: MigrationPlan, { step, old, next, due, compute }: Limits) {
  const at = step === undefined ? {} : { step };
  const known = new Set(old.map(({ id }) => id));
  const isKept = ({ id }: Limit) => known.has(id) && keeps(plan, timerKey({ ...at, limit: id }));
  const fresh = next.filter((limit) => !isKept(limit));
  const made = compute(selectLimits(work, fresh, `limits:move:${step ?? ''}`));
  const limits = next.flatMap((limit) => {
    const from = isKept(limit) ? due : made;
    return from.find((one) => one.id === limit.id) ?? [];
  });
  const isSame =
    limits.length === due.length && limits.every((limit, index) => limit === due[index]);
  return isSame ? {} : { limits };
}

function untilAfter(work: Work, plan: MigrationPlan, visit: Visit, step: string) {
  const wait = waitOf(work.flow.flow.steps[step]);
  if (wait === undefined || visit.until === undefined) return {};
  if (keeps(plan, timerKey({ step }))) return {};
  const until = untilOf(work, visit.seq, wait, visit.arrivedAt);
  return until === undefined ? {} : { until };
}

/** Where the new version waits for another message, or by another key, that is waited for from now on. */
function awaitAnew(work: Work, { source }: Migrate, visit: Visit, step: string): void {
  const wait = waitOf(work.flow.flow.steps[step]);
  const [was, is] = [waitOf(source.flow.steps[visit.step])?.message, wait?.message];
  if (wait === undefined || (was?.name === is?.name && was?.key === is?.key)) return;
  awaitMessage(work, visit.seq, wait);
}

/** What begins with the move may go on by itself, but not at the cost of work that is open. */
function assertKept(work: Work, { visits }: Place): void {
  const after = stateOf(work).visits;
  const lost = visits.filter(({ visit }) => after[visit.seq - 1]?.status !== 'open');
  if (lost.length === 0) return;
  const name = ({ step }: Place['visits'][number]) => work.flow.flow.steps[step]?.name ?? step;
  refuse(...lost.map((one) => problem('migration_loses_work', { step: name(one) })));
}
