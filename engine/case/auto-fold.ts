/** How the events of automatic steps change a case. */
import type { AutoEvent } from './auto-events.ts';
import type { CaseState, Instant, Visit } from './state.ts';
import { withTold } from './told.ts';

export function applyAuto(state: CaseState, event: AutoEvent, at: Instant): CaseState {
  switch (event.type) {
    case 'facts.set':
      return { ...state, data: { ...state.data, ...event.data } };
    case 'notice.given':
      return withTold(state, event.people);
    case 'effect.asked': {
      const { effect: id, connector } = event;
      return edit(state, event.seq, (visit) => ({ ...visit, effect: { id, connector } }));
    }
    case 'effect.answered': {
      const next = edit(state, event.seq, answered);
      return event.data === undefined ? next : { ...next, data: { ...next.data, ...event.data } };
    }
    case 'step.failed': {
      const { code, words } = event;
      return edit(state, event.seq, (visit) => ({ ...visit, incident: { at, code, words } }));
    }
    case 'step.retried':
    case 'step.skipped':
      return edit(state, event.seq, settled);
    default:
      return event satisfies never;
  }
}

/** The visit, whatever went wrong with it being settled. */
function settled({ incident: _settled, ...visit }: Visit): Visit {
  return visit;
}

function answered(visit: Visit): Visit {
  const { effect, ...rest } = settled(visit);
  return effect === undefined ? rest : { ...rest, effect: { ...effect, answered: true } };
}

function edit(state: CaseState, seq: number, change: (visit: Visit) => Visit): CaseState {
  const old = state.visits[seq - 1];
  if (old === undefined) throw new Error(`case ${state.id} has no visit ${seq}`);
  return { ...state, visits: state.visits.with(seq - 1, change(old)) };
}
