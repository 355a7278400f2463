/**
 * A change: a proposal to replace definitions, one or many, together. What happened to it is a list of
 * events; its state is their fold, and which command may follow in which state is the table in decide.ts.
 */
import type { Instant } from '../case/state.ts';
import type { Signature } from '../audit-log/signature.ts';
import type { Localized } from '../problem.ts';

export const changeStates = [
  'proposed',
  'approved',
  'scheduled',
  'active',
  'returned',
  'rejected',
  'withdrawn',
  'stale',
  'expired',
  'superseded',
  'rolled_back',
] as const;

export type ChangeState = (typeof changeStates)[number];

/** One definition of a change. */
export interface ChangeItem {
  /** The definition to be replaced; its name is the new one. */
  definition: { kind: string; id: string; name: Localized };
  /** The version in force when it was proposed; null where there was none. */
  baseHash: string | null;
  contentHash: string;
}

/** What is proposed; none of it can be altered afterwards. */
export interface Proposal extends ChangeItem {
  id: string;
  title: string;
  reason: string;
  /** Of what was found out about it. */
  evidenceHash: string;
  /** Everybody who had a hand in the content, the proposer included. None of them approves it. */
  contributors: string[];
  /** The content is an earlier version. */
  rollback: boolean;
  /**
   * Every definition of it where there are several: `definition` is the first of them then, and the
   * hashes are of all (whole.ts).
   */
  items?: ChangeItem[];
  /** When it takes effect, as its authors wish, in the zone in which they said so. Absent: at approval. */
  effectiveFrom?: Instant;
  zone?: string;
  /** It takes effect at its approval, and is reviewed by another person afterwards. */
  emergency?: boolean;
  /** Evidence that takes long is still being made: there is an event when it is there. */
  awaitsEvidence?: boolean;
  /** Undecided by then, it expires. */
  expiresAt?: Instant;
  /** It says again what an earlier change said, upon what came into force meanwhile. */
  carriedOver?: CarriedOver;
}

export interface CarriedOver {
  /** The change that became stale. */
  from: string;
  /** The change by which it did. */
  upon: string;
}

interface By {
  at: Instant;
  by: string;
}

/** What an approval says and signs; changes of earlier versions were not signed. */
interface Approved extends By {
  comment: string;
  /** The evidence that the approver saw. */
  evidence?: string;
  /** The rules of approval by which it was given. */
  policy?: string;
  signature?: Signature;
}

/** Why a change can no longer take effect: a problem, as it was found. */
export interface Because {
  code: string;
  words: Localized;
}

export type ChangeEvent =
  | (By & { type: 'proposed'; proposal: Proposal })
  | (By & { type: 'evidence_completed'; evidenceHash: string })
  /** One approval of several that are needed. */
  | (Approved & { type: 'endorsed' })
  /** The last approval that was needed: it is in force. */
  | (Approved & { type: 'approved' })
  /** The last approval that was needed: it takes effect later. */
  | (Approved & { type: 'scheduled' })
  /** Its time has come. */
  | (By & { type: 'activated' })
  | (By & { type: 'returned'; comment: string })
  | (By & { type: 'rejected'; comment: string })
  | (By & { type: 'withdrawn' })
  /** What it was made for is not so any more. */
  | (By & {
      type: 'outdated';
      because: Because;
      /** The change that moved its base, where it was one. */
      upon?: string;
    })
  | (By & { type: 'expired' })
  /** Another change took its place. */
  | (By & { type: 'superseded'; successor: string })
  /** A change to an earlier version took its place. */
  | (By & { type: 'rolled_back'; successor: string })
  | (By & { type: 'reviewed'; verdict: Verdict; comment: string })
  | (By & { type: 'review_overdue' });

/** What the review of an emergency change came to. */
export type Verdict = 'upheld' | 'objected';

export type Approval = Extract<ChangeEvent, { type: 'endorsed' | 'approved' | 'scheduled' }>;

/** The review that an emergency change needs once it is in force. */
export interface Review {
  due: Instant;
  /** It was not there in time. */
  overdue: boolean;
  done: { by: string; at: Instant; verdict: Verdict; comment: string } | null;
}

export interface Change
  extends Omit<Proposal, 'items' | 'effectiveFrom' | 'zone' | 'emergency' | 'expiresAt'> {
  items: ChangeItem[];
  /** Null: at approval. */
  effectiveFrom: Instant | null;
  zone: string | null;
  emergency: boolean;
  expiresAt: Instant | null;
  /** Is all the evidence there? */
  evidenceReady: boolean;
  state: ChangeState;
  author: string;
  proposedAt: Instant;
  approvals: Approval[];
  /** When it came into force; null while it has not. */
  activeFrom: Instant | null;
  /** Only of emergency changes that are, or were, in force. */
  review: Review | null;
  /** Who approved, returned, rejected or withdrew it last, and when. */
  decision: { by: string; at: Instant; comment: string } | null;
  events: ChangeEvent[];
}

/** The state each event leads to; null where the change stays in the state that it is in. */
export const outcomes = {
  proposed: 'proposed',
  evidence_completed: null,
  endorsed: 'approved',
  approved: 'active',
  scheduled: 'scheduled',
  activated: 'active',
  returned: 'returned',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
  outdated: 'stale',
  expired: 'expired',
  superseded: 'superseded',
  rolled_back: 'rolled_back',
  reviewed: null,
  review_overdue: null,
} as const satisfies Record<ChangeEvent['type'], ChangeState | null>;

export const stateNames: Record<ChangeState, Localized> = {
  proposed: { zh: '待审批', en: 'proposed' },
  approved: { zh: '待第二人审批', en: 'waiting for a second approval' },
  scheduled: { zh: '待生效', en: 'scheduled' },
  active: { zh: '已生效', en: 'active' },
  returned: { zh: '已退回', en: 'returned' },
  rejected: { zh: '已否决', en: 'rejected' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  stale: { zh: '已失效（基准已变）', en: 'stale' },
  expired: { zh: '已过期', en: 'expired' },
  superseded: { zh: '已被取代', en: 'superseded' },
  rolled_back: { zh: '已回退', en: 'rolled back' },
};

const HOUR_MS = 3_600_000;
/** An emergency change is reviewed within this time of its taking effect. */
const REVIEW_MS = 24 * HOUR_MS;

/** Undefined for no events. */
export function foldChange(events: readonly ChangeEvent[]): Change | undefined {
  return events.reduce<Change | undefined>(applyChangeEvent, undefined);
}

/** @throws when the events did not begin with a proposal: such a history was never written */
export function applyChangeEvent(change: Change | undefined, event: ChangeEvent): Change {
  if (event.type === 'proposed') return begin(event);
  if (change === undefined) throw new TypeError(`a change began with “${event.type}”`);
  const state = outcomes[event.type] ?? change.state;
  const next = { ...change, state, events: [...change.events, event] };
  if (isPassing(event)) return next;
  switch (event.type) {
    case 'evidence_completed':
      return { ...next, evidenceHash: event.evidenceHash, evidenceReady: true };
    case 'endorsed':
    case 'scheduled':
      return approvedBy(next, event);
    case 'approved':
      return inForce(approvedBy(next, event), event.at);
    case 'activated':
      return inForce(next, event.at);
    case 'returned':
    case 'rejected':
      return { ...next, decision: { by: event.by, at: event.at, comment: event.comment } };
    case 'withdrawn':
      return { ...next, decision: { by: event.by, at: event.at, comment: '' } };
    case 'reviewed':
    case 'review_overdue':
      return reviewed(next, event);
    default:
      return event satisfies never;
  }
}

/** Events that say where a change is now, and nothing else. */
const passing = ['expired', 'outdated', 'rolled_back', 'superseded'] as const;

type Passing = Extract<ChangeEvent, { type: (typeof passing)[number] }>;

function isPassing(event: ChangeEvent): event is Passing {
  return passing.some((type) => type === event.type);
}

function begin(event: Extract<ChangeEvent, { type: 'proposed' }>): Change {
  const { proposal, by: author, at: proposedAt } = event;
  const { definition, baseHash, contentHash, awaitsEvidence = false } = proposal;
  return {
    ...proposal,
    items: proposal.items ?? [{ definition, baseHash, contentHash }],
    effectiveFrom: proposal.effectiveFrom ?? null,
    zone: proposal.zone ?? null,
    emergency: proposal.emergency ?? false,
    expiresAt: proposal.expiresAt ?? null,
    evidenceReady: !awaitsEvidence,
    state: 'proposed',
    author,
    proposedAt,
    approvals: [],
    activeFrom: null,
    review: null,
    decision: null,
    events: [event],
  };
}

function approvedBy(change: Change, event: Approval): Change {
  const { by, at, comment } = event;
  return { ...change, approvals: [...change.approvals, event], decision: { by, at, comment } };
}

function inForce(change: Change, at: Instant): Change {
  const due = new Date(Date.parse(at) + REVIEW_MS).toISOString();
  const review = change.emergency ? { due, overdue: false, done: null } : null;
  return { ...change, activeFrom: at, review };
}

function reviewed(
  change: Change,
  event: Extract<ChangeEvent, { type: 'reviewed' | 'review_overdue' }>,
): Change {
  if (change.review === null) return change;
  if (event.type === 'review_overdue') {
    return { ...change, review: { ...change.review, overdue: true } };
  }
  const { by, at, verdict, comment } = event;
  return { ...change, review: { ...change.review, done: { by, at, verdict, comment } } };
}

/** When something has to be done about a change if nobody does anything; null: never. */
export function dueOf({ state, effectiveFrom, expiresAt, review }: Change): Instant | null {
  if (state === 'scheduled') return effectiveFrom;
  if (state === 'proposed' || state === 'approved') return expiresAt;
  return review === null || review.done !== null || review.overdue ? null : review.due;
}
