/** How the cases that a case has opened change it. */
import type { ChildEvent } from './child-events.ts';
import type { Child } from './child-state.ts';
import type { CaseState, Visit } from './state.ts';

export function applyChild(state: CaseState, event: ChildEvent): CaseState {
  const old = state.visits[event.seq - 1];
  if (old === undefined) throw new Error(`case ${state.id} has no visit ${event.seq}`);
  switch (event.type) {
    case 'repeat.begun':
      return put(state, { ...old, items: event.items });
    case 'child.asked': {
      const { index, child: caseId, flow, version, data } = event;
      return put(state, withChild(old, { index, caseId, flow, version, data, status: 'asked' }));
    }
    case 'child.opened':
      return put(state, changed(old, event.index, { status: 'open', version: event.hash }));
    case 'child.ended': {
      const { index, outcome, data } = event;
      const next = put(state, changed(old, index, { status: 'ended', outcome }));
      return data === undefined ? next : { ...next, data: { ...next.data, ...data } };
    }
    default:
      return event satisfies never;
  }
}

function changed(visit: Visit, index: number, fields: Partial<Child>): Visit {
  const child = visit.children?.find((one) => one.index === index);
  if (child === undefined) throw new Error(`visit ${visit.seq} has no child ${index}`);
  return withChild(visit, { ...child, ...fields });
}

/** A child asked for again takes the place it had. */
function withChild(visit: Visit, child: Child): Visit {
  const others = (visit.children ?? []).filter((one) => one.index !== child.index);
  return { ...visit, children: [...others, child].toSorted((a, b) => a.index - b.index) };
}

function put(state: CaseState, visit: Visit): CaseState {
  return { ...state, visits: state.visits.with(visit.seq - 1, visit) };
}
