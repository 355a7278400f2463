/** Who could do a task: people of the post who serve the unit and did nothing incompatible. */
import { conflictingVisit, serves } from '../case/duties.ts';
import type { CaseState, Visit } from '../case/state.ts';
import type { Person } from '../definition/organisation.ts';
import type { CompiledFlow } from '../flow/compile.ts';
import { startStepOf, taskOf } from '../flow/structure.ts';

/** In the order of the organisation; nobody where the task is assigned to nobody. */
export function performersOf(flow: CompiledFlow, state: CaseState, visit: Visit): Person[] {
  const { org } = flow;
  const assign = taskOf(flow.flow.steps[visit.step])?.assign;
  if (org === undefined || assign === undefined) return [];
  return org.people.filter(
    (person) =>
      person.posts.includes(assign.post) &&
      serves(org, person, assign.unit, state.unit) &&
      conflictingVisit(org, state, person.id, assign.post) === undefined,
  );
}

/** People who may open cases of the flow. */
export function openersOf({ flow, org }: CompiledFlow): Person[] {
  const posts = startStepOf(flow)?.posts ?? [];
  return (org?.people ?? []).filter((one) => posts.some((post) => one.posts.includes(post)));
}

/**
 * Of those who may open a case the one whose unit has people for the most tasks, so that a case can be
 * tried out to its end; the first of several.
 */
export function likelyOpener(flow: CompiledFlow): Person | undefined {
  const { org } = flow;
  const openers = openersOf(flow);
  if (org === undefined) return undefined;
  const assigned = Object.values(flow.flow.steps).flatMap((step) => taskOf(step)?.assign ?? []);
  const staffed = new Map<string, number>();
  for (const { unit } of openers) {
    if (staffed.has(unit)) continue;
    const served = assigned.filter(({ post, unit: rule }) =>
      org.people.some((one) => one.posts.includes(post) && serves(org, one, rule, unit)),
    );
    staffed.set(unit, served.length);
  }
  const most = Math.max(0, ...staffed.values());
  return openers.find(({ unit }) => staffed.get(unit) === most);
}
