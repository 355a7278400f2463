/** Who could do what at a visit: by post and unit, by what they did before, by who is there. */
import { isAbsent } from '../case/availability.ts';
import { serves } from '../case/duties.ts';
import { isSigned } from '../case/people-state.ts';
import type { CaseState, Instant, Visit } from '../case/state.ts';
import type { Person } from '../definition/organisation.ts';
import type { CompiledFlow } from '../flow/compile.ts';
import { taskActions, type TaskAction } from '../flow/people-permissions.ts';
import { isAbleTo, type Standing } from '../flow/people-standing.ts';
import { startStepOf, taskOf } from '../flow/structure.ts';

interface At {
  flow: CompiledFlow;
  state: CaseState;
  visit: Visit;
  at: Instant;
}

/**
 * Who could go on with the task, in the order of the organisation: whoever holds it, those who may sign
 * it, or those who may claim it. Who is absent stands last.
 */
export function performersOf(place: At): Person[] {
  const { visit } = place;
  if (taskOf(place.flow.flow.steps[visit.step]) === undefined) return [];
  if (isSigned(visit)) return permitted(place, 'sign');
  if (visit.holder === undefined) {
    return permitted(place, 'claim').filter(({ id }) => isAbleTo(standing(place, id), id));
  }
  return people(place.flow).filter(({ id }) => id === visit.holder);
}

/** Who may do this to the visit now. */
export function permitted(place: At, action: TaskAction): Person[] {
  const allowed = people(place.flow).filter(
    ({ id }) => taskActions[action](standing(place, id)) === undefined,
  );
  const { org } = place.flow;
  const away = (person: Person) => org !== undefined && isAbsent(org, person.id, place.at);
  return [...allowed.filter((one) => !away(one)), ...allowed.filter(away)];
}

export function isTaskAction(action: string): action is TaskAction {
  return Object.hasOwn(taskActions, action);
}

/** Must the person claim the task before they can do this to it? */
export function mustClaim(place: At, person: string, action: TaskAction): boolean {
  return taskActions[action](standing(place, person))?.code === 'task_not_claimed';
}

/** People who may open cases of the flow. */
export function openersOf(flow: CompiledFlow): Person[] {
  const posts = startStepOf(flow.flow)?.posts ?? [];
  return people(flow).filter((one) => posts.some((post) => one.posts.includes(post)));
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

function people({ org }: CompiledFlow): readonly Person[] {
  return org?.people ?? [];
}

function standing({ flow, state, visit, at }: At, actor: string): Standing {
  return { flow, state, visit, actor, at };
}
