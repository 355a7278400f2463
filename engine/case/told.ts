/** Who is told of something that happened in a case: decided once, and kept in the event. */
import type { CaseState } from './state.ts';

export interface Told {
  person: string;
  /** The absent person for whom they stand in. */
  for?: string;
}

/** The case, remembering whom a notice of it reached. */
export function withTold(state: CaseState, people: readonly Told[] = []): CaseState {
  const { told = [] } = state;
  const fresh = people.map(({ person }) => person).filter((person) => !told.includes(person));
  return fresh.length === 0 ? state : { ...state, told: [...told, ...fresh] };
}
