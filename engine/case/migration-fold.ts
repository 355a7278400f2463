/** How a move to another version changes a case: what is done stays as it was done. */
import type { MigrationEvent, MovedVisit } from './migration-events.ts';
import type { CaseState, Instant, Visit } from './state.ts';

export function applyMigration(state: CaseState, event: MigrationEvent, at: Instant): CaseState {
  const moved = new Map(event.visits.map((one) => [one.seq, one]));
  const visits = state.visits.map((visit) => {
    const fields = moved.get(visit.seq);
    return fields === undefined ? visit : visitAfter(visit, fields);
  });
  const move = { from: event.from, to: event.to, at, visits: state.visits.length };
  const { tables: _, ...kept } = state;
  return {
    ...kept,
    ...(event.tables && { tables: event.tables }),
    flow: { ...state.flow, hash: event.to },
    value: event.value,
    visits,
    limits: event.limits ?? state.limits,
    moves: [...(state.moves ?? []), move],
  };
}

function visitAfter(visit: Visit, { unit, ...fields }: MovedVisit): Visit {
  const moved = { ...visit, ...fields };
  if (unit === undefined) return moved;
  const { unit: _old, ...rest } = moved;
  return unit === null ? rest : { ...rest, unit };
}
