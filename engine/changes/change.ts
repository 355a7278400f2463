/**
 * A change: a proposal to replace one definition. What happened to it is a list of events; its state is
 * their fold, and which event may follow which is the table of transitions.
 */
import type { Instant } from '../case/state.ts';
import type { Localized } from '../problem.ts';

export const changeStates = ['proposed', 'returned', 'withdrawn', 'active', 'superseded'] as const;

export type ChangeState = (typeof changeStates)[number];

/** What is proposed; none of it can be altered afterwards. */
export interface Proposal {
  id: string;
  /** The definition to be replaced; its name is the new one. */
  definition: { kind: string; id: string; name: Localized };
  title: string;
  reason: string;
  /** The version in force when it was proposed; null where there was none. */
  baseHash: string | null;
  contentHash: string;
  /** Of what was found out about it: differences, problems, examples. */
  evidenceHash: string;
  /** Everybody who had a hand in the content, the proposer included. None of them approves it. */
  contributors: string[];
  /** The content is an earlier version. */
  rollback: boolean;
}

interface By {
  at: Instant;
  by: string;
}

export type ChangeEvent =
  | (By & { type: 'proposed'; proposal: Proposal })
  | (By & { type: 'approved'; comment: string })
  | (By & { type: 'returned'; comment: string })
  | (By & { type: 'withdrawn' })
  /** Another change took its place. */
  | (By & { type: 'superseded'; successor: string });

export interface Change extends Proposal {
  state: ChangeState;
  author: string;
  proposedAt: Instant;
  /** Who approved, returned or withdrew it, and when. */
  decision: { by: string; at: Instant; comment: string } | null;
  events: ChangeEvent[];
}

/** The state each event leads to. */
export const outcomes = {
  proposed: 'proposed',
  approved: 'active',
  returned: 'returned',
  withdrawn: 'withdrawn',
  superseded: 'superseded',
} as const satisfies Record<ChangeEvent['type'], ChangeState>;

export const stateNames: Record<ChangeState, Localized> = {
  proposed: { zh: '待审批', en: 'proposed' },
  returned: { zh: '已退回', en: 'returned' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  active: { zh: '已生效', en: 'active' },
  superseded: { zh: '已被取代', en: 'superseded' },
};

/** Undefined for no events. */
export function foldChange(events: readonly ChangeEvent[]): Change | undefined {
  return events.reduce<Change | undefined>(applyChangeEvent, undefined);
}

/** @throws when the events did not begin with a proposal: such a history was never written */
export function applyChangeEvent(change: Change | undefined, event: ChangeEvent): Change {
  if (event.type === 'proposed') {
    const { proposal, by: author, at: proposedAt } = event;
    return { ...proposal, state: 'proposed', author, proposedAt, decision: null, events: [event] };
  }
  if (change === undefined) throw new TypeError(`a change began with “${event.type}”`);
  const next = { ...change, state: outcomes[event.type], events: [...change.events, event] };
  if (event.type === 'superseded') return next;
  const comment = event.type === 'withdrawn' ? '' : event.comment;
  return { ...next, decision: { by: event.by, at: event.at, comment } };
}
