/**
 * Who may know of a task, and ask for what: by post and unit, by what they have to do with it, in the
 * place of absent people. Whether it can be done now is the engine's to say.
 */
import { standsInFor } from '@flowmeter/engine/case/availability.ts';
import { isAble } from '@flowmeter/engine/case/duties.ts';
import type { CaseState, Instant, Visit } from '@flowmeter/engine/case/state.ts';
import type { Person } from '@flowmeter/engine/definition/organisation.ts';
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import { actionsOf, type TaskAction } from '@flowmeter/engine/flow/people-permissions.ts';
import { unitRuleOf } from '@flowmeter/engine/flow/structure.ts';
import type { Actor } from '../app-env.ts';
import { allows, type RouteId } from '../auth/policy.ts';
import type { InForce } from '../in-force.ts';
import { knowsByEscalation, mayDo, maySee } from './case-access.ts';

/** A task of a case, asked about at a time. */
export interface AskedTask {
  state: CaseState;
  visit: Visit;
  flow: CompiledFlow;
  at: Instant;
}

/** The person, and the absent people for whom they stand in. */
export function selvesOf(inForce: InForce, actor: Person, at: Instant): Person[] {
  const org = inForce.organisation();
  const absent = org === undefined ? [] : standsInFor(org, actor.id, at);
  return [actor, ...absent.flatMap((id) => inForce.person(id) ?? [])];
}

/** May the person know of the task at all? */
export function mayKnow(inForce: InForce, actor: Actor, asked: AskedTask): boolean {
  const { state, visit, flow, at } = asked;
  return (
    supervises(actor, visit.unit ?? state.unit) ||
    knowsByEscalation(inForce, actor, state, visit) ||
    selvesOf(inForce, actor, at).some(
      (one) => mayDo(inForce, one, state, visit, flow.flow) || hasPart(inForce, one, asked),
    )
  );
}

/** May the person ask for this, as far as the task's definition and the engine do not matter? */
export function mayAsk(
  inForce: InForce,
  actor: Actor,
  asked: AskedTask,
  action: TaskAction,
): boolean {
  const { state, visit, flow, at } = asked;
  const selves = selvesOf(inForce, actor, at);
  if (action === 'urge') return maySee(inForce, actor, state, flow.flow, selves);
  if (action === 'reassign') return supervises(actor, visit.unit ?? state.unit);
  const isAmong = selves.some((one) => mayDo(inForce, one, state, visit, flow.flow));
  return isAmong || (action !== 'claim' && selves.some((one) => hasPart(inForce, one, asked)));
}

/** Everything that the person may do with the task now. */
export function permitted(inForce: InForce, actor: Actor, asked: AskedTask): TaskAction[] {
  const offered = actionsOf({ ...asked, actor: actor.id });
  return offered.filter(
    (action) => allows(routeFor(action), actor.roles) && mayAsk(inForce, actor, asked, action),
  );
}

function routeFor(action: TaskAction): RouteId {
  return `${action}_task`;
}

function supervises(actor: Actor, unit: string): boolean {
  return actor.roles.includes('supervisor') && actor.sees.has(unit);
}

/** The holder, who delegated it or handled it, and its signers. */
function hasPart(inForce: InForce, { id, ...person }: Person, { state, visit, flow }: AskedTask) {
  const { holder, handler, delegations = [], signs = [] } = visit;
  if (id === holder || id === handler) return true;
  if (delegations.some((one) => one.by === id || one.to === id)) return true;
  if (signs.some((one) => one.person === id || one.by === id)) return true;
  const org = inForce.organisation();
  return signs.some(({ post }) => {
    const rule = visit.scope ?? unitRuleOf(flow.flow.steps[visit.step]);
    return org && post && isAble(org, { id, ...person }, state, { ...visit, post }, rule);
  });
}
