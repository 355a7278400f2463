/** Who may see a case and work on it: by unit, by post, by the organisation in force. */
import { conflictingVisit, isAble, unitsServed } from '@flowmeter/engine/case/duties.ts';
import { wasToldOf } from '@flowmeter/engine/case/escalated.ts';
import type { CaseState, Visit } from '@flowmeter/engine/case/state.ts';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Person } from '@flowmeter/engine/definition/organisation.ts';
import { unitRuleOf } from '@flowmeter/engine/flow/structure.ts';
import type { Actor } from '../app-env.ts';
import type { InForce } from '../in-force.ts';
import type { News } from '../store/case-writes.ts';
import { poolKey, type Pool } from '../store/tasks.ts';

const rules = ['case', 'above'] as const;

/**
 * The cases of the own unit and below, those that the person's posts serve, and those of which they got
 * something. `selves` are the person and those absent for whom they stand in.
 */
export function maySee(
  inForce: InForce,
  actor: Actor,
  state: CaseState,
  flow: FlowDefinition | undefined,
  selves: readonly Person[] = [actor],
): boolean {
  if (actor.sees.has(state.unit) || state.told?.includes(actor.id)) return true;
  return state.visits.some(
    (visit) =>
      knowsByEscalation(inForce, actor, state, visit) ||
      selves.some((one) => mayDo(inForce, one, state, visit, flow) || wasGiven(visit, one.id)),
  );
}

/** Did the person get the visit, a part of it, or a copy? */
function wasGiven({ holder, delegations, signs, copies }: Visit, person: string): boolean {
  return (
    holder === person ||
    (delegations?.some(({ to }) => to === person) ?? false) ||
    (signs?.some((one) => one.person === person || one.by === person) ?? false) ||
    (copies?.some(({ to }) => to === person) ?? false)
  );
}

/** Does the person hold the visit's post and serve the case's unit? */
export function mayDo(
  inForce: InForce,
  person: Person,
  state: CaseState,
  visit: Visit,
  flow: FlowDefinition | undefined,
): boolean {
  const org = inForce.organisation();
  if (org === undefined) return false;
  const rule = visit.scope ?? unitRuleOf(flow?.steps[visit.step]);
  return isAble(org, person, state, visit, rule);
}

/** Was the visit escalated to a post that the person holds? They may see it, not work on it. */
export function knowsByEscalation(
  inForce: InForce,
  person: Person,
  state: CaseState,
  visit: Visit,
): boolean {
  const org = inForce.organisation();
  return org !== undefined && wasToldOf(org, person, state, visit);
}

/** Has the person done work in this case that is incompatible with the visit's post? */
export function hasConflict(
  inForce: InForce,
  person: Person,
  state: CaseState,
  visit: Visit,
): boolean {
  const org = inForce.organisation();
  if (org === undefined || visit.post === undefined) return false;
  return conflictingVisit(org, state, person.id, visit.post) !== undefined;
}

/** Every pool of tasks that the person may take from. */
export function poolsOf(inForce: InForce, person: Person): Pool[] {
  const org = inForce.organisation();
  if (org === undefined) return [];
  return rules.flatMap((scope) => {
    const units = unitsServed(org, person, scope);
    return person.posts.flatMap((post) => units.map((unit) => ({ post, unit, scope })));
  });
}

/** What a person may hear of: their unit and those below, and the tasks that they may take. */
export function hearingOf(inForce: InForce, actor: Actor): (news: News) => boolean {
  const pools = new Set(poolsOf(inForce, actor).map(poolKey));
  return ({ unit, pool, people }) =>
    (unit === undefined ? people === undefined : actor.sees.has(unit)) ||
    (pool !== undefined && pools.has(pool)) ||
    (people?.includes(actor.id) ?? false);
}
