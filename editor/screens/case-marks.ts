/** Where a case went, as marks on the map of its flow. Pure: the time now is an argument. */
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Route } from '@flowmeter/engine/definition/route.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import type { Visit } from '../api/cases.ts';
import type { Mark, MarkKind, Marks } from '../canvas/marks.ts';
import { standing } from '../display/due.ts';

export function marksOf(flow: FlowDefinition, visits: readonly Visit[], now: number): Marks {
  const steps: Record<string, Mark> = {};
  const routes: Record<string, Mark> = {};
  for (const visit of visits) {
    const id = visit.step.id;
    const before = steps[id];
    steps[id] = {
      kind: kindOf(visit, now),
      count: (before?.count ?? 0) + 1,
      ...noteOf(visit),
    };
    const route = routeTaken(flow, visit, visits);
    if (route !== undefined) routes[`${id}/${route.id}`] = { kind: 'visited' };
  }
  for (const branch of branchesOf(flow)) {
    if (steps[branch.start] !== undefined) routes[`>${branch.id}`] = { kind: 'visited' };
  }
  return { steps, routes };
}

function kindOf(visit: Visit, now: number): MarkKind {
  if (visit.status === 'withdrawn') return 'withdrawn';
  if (visit.status === 'done') return 'visited';
  const states = new Set(visit.limits.map((limit) => standing(limit, now).state));
  if (visit.overdue || states.has('over')) return 'overdue';
  return states.has('soon') ? 'due' : 'current';
}

/** Who did the step, or holds it. */
function noteOf(visit: Visit): { note?: Localized } {
  const person = visit.handler ?? visit.holder ?? visit.post;
  return person === null ? {} : { note: person.name };
}

/**
 * The route by which a visit was left: the one named as the visit says, else the only one, else the one
 * whose step the case came to next.
 */
function routeTaken(flow: FlowDefinition, visit: Visit, visits: readonly Visit[]) {
  if (visit.status !== 'done') return undefined;
  const routes: readonly Route[] = flow.steps[visit.step.id]?.routes ?? [];
  if (routes.length < 2) return routes[0];
  const named = routes.find((route) => visit.route !== null && route.name?.en === visit.route.en);
  if (named !== undefined) return named;
  const next = visits.find((one) => one.seq > visit.seq && leadsTo(routes, one.step.id));
  return routes.find((route) => route.to === next?.step.id);
}

function leadsTo(routes: readonly Route[], step: string): boolean {
  return routes.some((route) => route.to === step);
}

function branchesOf(flow: FlowDefinition) {
  return Object.values(flow.steps).flatMap((step) => ('branches' in step ? step.branches : []));
}
