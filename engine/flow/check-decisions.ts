/** Which way decisions can go: routes that no facts can take, decisions that are not needed. */
import type { FlowDefinition } from '../definition/flow.ts';
import { problem, warning, type Problem } from '../problem.ts';
import type { Terms } from '../rules/operands.ts';
import { kindOf, type Step } from '../steps/registry.ts';
import type { NeverTaken } from './check-progress.ts';
import { explore } from './explore.ts';
import { verdictOn } from './never-taken.ts';
import { reachedSteps } from './progress.ts';
import { andThen, stepsOf, traceDetails, type Way } from './trace.ts';

export interface Decisions {
  never: NeverTaken[];
  /** Decisions that take some route whatever the facts are. */
  complete: Set<string>;
}

/** For a flow whose structure has been checked. */
export function checkDecisions(flow: FlowDefinition, facts: Terms['facts']): Decisions {
  const found: Decisions = { never: [], complete: new Set() };
  const deciding = Object.entries(flow.steps).filter(([, step]) => kindOf(step).conditional);
  if (deciding.length === 0) return found;
  const ways = reachedSteps(explore(flow));
  for (const [id, step] of deciding) {
    // A default in front of other routes is a problem already, and its routes are no choice yet.
    if (step.routes.slice(0, -1).some((route) => route.when === undefined)) continue;
    const way = ways.get(id);
    const verdict = way === undefined ? undefined : verdictOn(step.routes, facts);
    if (way === undefined || verdict === undefined) continue;
    if (verdict.isComplete) found.complete.add(id);
    for (const route of verdict.never) {
      found.never.push({ step: id, route, problem: neverTaken(flow, [id, step], route, way) });
    }
  }
  return found;
}

/** A default that is not needed does no harm unless something else depends on it. */
function neverTaken(
  flow: FlowDefinition,
  [id, step]: [string, Step],
  route: Step['routes'][number],
  way: Way,
): Problem {
  const name = route.name ?? flow.steps[route.to]?.name ?? route.id;
  const trace = stepsOf(andThen(way, route.to));
  const details = {
    step: id,
    name: step.name,
    route: name,
    also: '',
    ...traceDetails(flow, trace),
  };
  const at = `/steps/${id}/routes/${step.routes.findIndex((one) => one.id === route.id)}`;
  return route.when === undefined
    ? warning('route_never_taken', details, at)
    : problem('route_never_taken', details, at);
}
