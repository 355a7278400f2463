/** Whom limits that have passed were escalated to: they may see the task, and take it where it is theirs. */
import type { OrganisationDefinition, Person } from '../definition/organisation.ts';
import { serves } from './duties.ts';
import type { EscalationLevel } from './limit-state.ts';
import type { CaseState, DueLimit, Instant, Visit } from './state.ts';

/** A level of a chain that was reached. */
interface Reached {
  limit: string;
  /** Counted from 0. */
  level: number;
  to: string;
  told: Instant;
}

/** The levels that a visit has reached, by its own limits and the case's, the last one last. */
function reachedBy(state: CaseState, visit: Visit): Reached[] {
  return inOrder([...state.limits, ...visit.limits]);
}

/** Whom the visit's own limits were escalated to last. */
export function lastRecipient({ limits }: Visit): string | undefined {
  return inOrder(limits).at(-1)?.to;
}

/** Was the visit escalated to a post that the person holds for the case's unit? */
export function wasToldOf(
  org: OrganisationDefinition,
  person: Person,
  state: CaseState,
  visit: Visit,
): boolean {
  return (
    visit.status === 'open' &&
    reachedBy(state, visit).some(
      ({ to }) => person.posts.includes(to) && serves(org, person, 'above', state.unit),
    )
  );
}

function reached(limit: string, level: number, { to, told }: EscalationLevel): Reached[] {
  return told === undefined ? [] : [{ limit, level, to, told }];
}

function inOrder(limits: readonly DueLimit[]): Reached[] {
  if (!limits.some(({ escalations }) => escalations !== undefined)) return [];
  const levels = limits.flatMap(({ id, escalations = [] }) =>
    escalations.flatMap((one, level) => reached(id, level, one)),
  );
  return levels.toSorted((a, b) => (a.told < b.told ? -1 : a.told > b.told ? 1 : 0));
}
