/** How messages change a case. */
import type { MessageEvent } from './message-events.ts';
import type { CaseState, Visit } from './state.ts';

export function applyMessage(state: CaseState, event: MessageEvent): CaseState {
  const { seq, name, key } = event;
  const old = state.visits[seq - 1];
  if (old === undefined) throw new Error(`case ${state.id} has no visit ${seq}`);
  switch (event.type) {
    case 'message.awaited':
      return put(state, { ...old, message: { name, key } });
    case 'message.received': {
      const next = put(state, { ...old, message: { name, key, id: event.id } });
      const messages = [...(state.messages ?? []), event.id];
      const data = event.data === undefined ? state.data : { ...state.data, ...event.data };
      return { ...next, messages, data };
    }
    default:
      return event satisfies never;
  }
}

function put(state: CaseState, visit: Visit): CaseState {
  return { ...state, visits: state.visits.with(visit.seq - 1, visit) };
}
