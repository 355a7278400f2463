/** Plans, dry runs and moves as the API says them. */
import type { z } from 'zod';
import type { DueLimit } from '@flowmeter/engine/case/state.ts';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Limit } from '@flowmeter/engine/definition/limit.ts';
import { branchesOf, taskOf, waitOf } from '@flowmeter/engine/flow/structure.ts';
import type { Landing, LimitChange } from '@flowmeter/engine/migration/dry-run.ts';
import { aroundOf, holdsCases, versionOf } from '@flowmeter/engine/migration/lines.ts';
import { timerKey } from '@flowmeter/engine/migration/plan.ts';
import type { InForce } from '../in-force.ts';
import { namesOf, type Names } from '../names.ts';
import { problemView } from '../problem-answer.ts';
import type { Versions } from '../use-cases/migration-versions.ts';
import type { Planned } from '../use-cases/plan-migration.ts';
import type { Moved } from '../use-cases/run-migration.ts';
import type { Tried } from '../use-cases/try-migration.ts';
import type { MigrationPlanView, MovedView, VerdictView } from '../views/migrations.ts';

type PlanView = z.infer<typeof MigrationPlanView>;
type Verdict = z.infer<typeof VerdictView>;

export function migrationPlanView(inForce: InForce, planned: Planned): PlanView {
  const { plan, open, openCases, versions } = planned;
  const names = namesOf(inForce);
  const { from, to } = versions;
  return {
    plan,
    open_cases: openCases,
    from: placesIn(names, from.flow).map((place) => {
      const found = open.find(({ step }) => step === place.step.id);
      return { ...place, problems: (found?.problems ?? []).map(problemView) };
    }),
    to: placesIn(names, to.flow),
    timers: timersIn(names, from.flow, to.flow),
    branches: branchesLost(from.flow, to.flow),
  };
}

function placesIn(names: Names, flow: FlowDefinition): PlanView['to'] {
  const version = versionOf(flow);
  return Object.entries(flow.steps).flatMap(([id, step]) => {
    if (!holdsCases(step)) return [];
    const within = aroundOf(version, id).map(({ block }) => names.step(flow, block));
    return [{ step: names.step(flow, id), kind: step.kind, within: within.toReversed() }];
  });
}

/** Times of steps and limits with the same ids; which a plan may work out anew. */
function timersIn(names: Names, from: FlowDefinition, to: FlowDefinition): PlanView['timers'] {
  const known = new Set(timersOf(from).map(({ key }) => key));
  return timersOf(to)
    .filter(({ key }) => known.has(key))
    .map(({ key, step, limit }) => ({
      key,
      step: step === undefined ? null : names.step(to, step),
      limit: limit === undefined ? null : limitOf(limit),
    }));
}

interface Timer {
  key: string;
  step?: string;
  limit?: Limit;
}

function timersOf(flow: FlowDefinition): Timer[] {
  const own = flow.limits.map((limit) => ({ key: timerKey({ limit: limit.id }), limit }));
  const steps = Object.entries(flow.steps).flatMap(([step, one]): Timer[] => [
    ...(taskOf(one)?.limits ?? []).map((limit) => {
      return { key: timerKey({ step, limit: limit.id }), step, limit };
    }),
    ...(waitOf(one) === undefined ? [] : [{ key: timerKey({ step }), step }]),
  ]);
  return [...own, ...steps];
}

function limitOf({ id, layer, value, unit }: Limit) {
  return { id, layer, value, unit };
}

function branchesLost(from: FlowDefinition, to: FlowDefinition): PlanView['branches'] {
  const kept = new Set(versionOf(to).blocks.keys());
  const branches = Object.values(from.steps).flatMap(branchesOf);
  return branches.filter(({ id }) => !kept.has(id)).map(({ id, name }) => ({ id, name }));
}

export function verdictView(inForce: InForce, tried: Tried, versions: Versions): Verdict {
  const { id, row, state, verdict } = tried;
  const names = namesOf(inForce);
  const said = verdict.can ? verdict.landing.notes : verdict.problems;
  return {
    id,
    title: row?.title ?? null,
    unit: row === undefined ? null : names.unit(row.unit),
    version: state?.version ?? null,
    can: verdict.can,
    problems: said.map(problemView),
    ...landingView(names, verdict.can ? verdict.landing : nowhere, versions),
  };
}

const nowhere: Landing = {
  value: '',
  kept: [],
  withdrawn: [],
  begun: [],
  limits: [],
  unchanged: 0,
  notes: [],
};

type LandingView = Pick<Verdict, 'kept' | 'withdrawn' | 'begun' | 'limits' | 'limits_kept'>;

function landingView(names: Names, landing: Landing, { from, to }: Versions): LandingView {
  const person = (id: string | undefined) => (id === undefined ? null : names.person(id));
  const post = (id: string | undefined) => (id === undefined ? null : names.post(id));
  return {
    kept: landing.kept.map((one) => ({
      seq: one.seq,
      from: names.step(from.flow, one.from),
      to: names.step(to.flow, one.to),
      holder: person(one.holder),
      paused: one.paused,
      post: post(one.post),
      post_before: post(one.postBefore),
    })),
    withdrawn: landing.withdrawn.map(({ seq, step, holder }) => {
      return { seq, step: names.step(from.flow, step), holder: person(holder) };
    }),
    begun: landing.begun.map((id) => names.step(to.flow, id)),
    limits: landing.limits.map((one) => limitView(names, one, to.flow)),
    limits_kept: landing.unchanged,
  };
}

function limitView(names: Names, change: LimitChange, flow: FlowDefinition) {
  const { id, step, before, after } = change;
  return {
    id,
    step: step === undefined ? null : names.step(flow, step),
    before: dueThen(before),
    after: dueThen(after),
  };
}

function dueThen(due: DueLimit | null): Verdict['limits'][number]['before'] {
  if (due === null) return null;
  const { layer, value, unit, dueAt } = due;
  return { layer, value, unit, due_at: dueAt };
}

export function movedView(moved: Moved): z.infer<typeof MovedView> {
  const { id, done } = moved;
  const version = moved.done ? moved.version : null;
  return { id, done, version, problems: moved.done ? [] : moved.problems.map(problemView) };
}
