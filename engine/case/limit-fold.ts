/** Limits of a case after what time did to them. */
import type { LimitEvent } from './limit-events.ts';
import type { CaseState, DueLimit, Instant, Visit } from './state.ts';
import { withTold } from './told.ts';

export function applyLimit(state: CaseState, event: LimitEvent, at: Instant): CaseState {
  const mark = (limits: readonly DueLimit[]) =>
    limits.map((limit) => (limit.id === event.limit ? marked(limit, event, at) : limit));
  const { seq } = event;
  const known = event.type === 'limit.escalated' ? withTold(state, event.people) : state;
  if (seq === undefined) return { ...known, limits: mark(state.limits) };
  const old = state.visits[seq - 1];
  if (old === undefined) throw new Error(`case ${state.id} has no visit ${seq}`);
  const visit = { ...reassigned(old, event, at), limits: mark(old.limits) };
  return { ...known, visits: state.visits.with(seq - 1, visit) };
}

function marked(limit: DueLimit, event: LimitEvent, at: Instant): DueLimit {
  switch (event.type) {
    case 'limit.passed':
      return { ...limit, passedAt: at };
    case 'limit.reminded': {
      const told = (limit.reminders ?? []).map((one) =>
        one.share === event.share ? { ...one, told: at } : one,
      );
      return { ...limit, reminders: told };
    }
    case 'limit.escalated': {
      const told = (limit.escalations ?? []).map((one, level) =>
        level === event.level ? { ...one, told: at } : one,
      );
      return { ...limit, escalations: told };
    }
    default:
      return event satisfies never;
  }
}

/** A task put before another post is nobody's until somebody of it takes it. */
function reassigned(visit: Visit, event: LimitEvent, at: Instant): Visit {
  if (event.type !== 'limit.escalated' || event.reassign !== true) return visit;
  const { holder: _h, claimedAt: _c, onBehalfOf: _b, unit: _u, ...rest } = visit;
  const delegations = rest.delegations?.map((one) => ({ ...one, backAt: one.backAt ?? at }));
  return { ...rest, post: event.to, scope: 'above', ...(delegations && { delegations }) };
}
