/** Personal facts of a case: in part for those who see the case and do not work it. */
import type { CaseEvent } from '@flowmeter/engine/case/events.ts';
import type { CaseState } from '@flowmeter/engine/case/state.ts';
import type { FactValue } from '@flowmeter/engine/definition/facts.ts';
import type { Person } from '@flowmeter/engine/definition/organisation.ts';
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import { masked } from '@flowmeter/engine/rules/personal.ts';
import type { InForce } from '../in-force.ts';
import { mayDo } from '../use-cases/case-access.ts';

/** Did the person open it, do they have or had they work in it, or may they take some? */
export function worksOn(
  inForce: InForce,
  person: Person,
  state: CaseState,
  flow: CompiledFlow | undefined,
): boolean {
  if (state.openedBy === person.id) return true;
  return state.visits.some(
    (visit) =>
      visit.holder === person.id ||
      visit.handler === person.id ||
      (visit.delegations ?? []).some(({ to }) => to === person.id) ||
      (visit.signs ?? []).some((part) => part.person === person.id) ||
      (visit.post !== undefined && mayDo(inForce, person, state, visit, flow?.flow)),
  );
}

export function isPersonal(flow: CompiledFlow | undefined, fact: string): boolean {
  return flow?.facts[fact]?.personal === true;
}

export function inPart(value: FactValue): FactValue {
  if (value === null) return null;
  return typeof value === 'string' ? masked(value) : '***';
}

/** What happened, with personal values in part. */
export function eventsInPart(
  events: readonly CaseEvent[],
  flow: CompiledFlow | undefined,
): CaseEvent[] {
  return events.map((event) => {
    if (!('data' in event) || event.data === undefined) return event;
    const data = Object.entries(event.data).map(([id, value]) => {
      return [id, isPersonal(flow, id) ? inPart(value) : value] as const;
    });
    return { ...event, data: Object.fromEntries(data) };
  });
}
