/**
 * What may be done to a change, by whom and when: one row a command, with the states from which it may
 * be. Pure; what the decision depends on besides the change (the versions in force, the hashes of what is
 * stored, who is tied to whom) arrives in the command.
 */
import type { Instant } from '../case/state.ts';
import type { Role } from '../definition/organisation.ts';
import { failed, ok, problem, type Localized, type Problem, type Result } from '../problem.ts';
import { changePolicy, isRetroactive, RETROACTIVE_APPROVALS } from './approval.ts';
import {
  stateNames,
  type Approval,
  type Because,
  type Change,
  type ChangeEvent,
  type ChangeState,
  type Verdict,
} from './change.ts';
import { dependenceOf, type Standing } from './independence.ts';

interface By {
  actor: string;
  at: Instant;
}

/** A person who judges the change: with the roles that they have at this moment. */
interface Judge extends By, Standing {
  roles: readonly Role[];
}

/** What is stored now, and what is in force now. */
interface Found {
  /** Of the versions in force (whole.ts); null where there is none. */
  activeHash: string | null;
  /** Hashes of the content and the evidence as they are stored now. */
  contentHash: string;
  evidenceHash: string;
}

export type ChangeCommand =
  | (Judge &
      Found & {
        type: 'approve';
        comment: string;
        /** The evidence that the approver has looked at. */
        seenEvidence: string;
      })
  | (Judge & { type: 'return'; comment: string })
  | (Judge & { type: 'reject'; comment: string })
  | (By & { type: 'withdraw' })
  /** What follows is said by the server, never by a person. */
  | (By & { type: 'complete_evidence'; evidenceHash: string })
  | (By & Found & { type: 'activate'; approvers: readonly Approver[] })
  | (By & { type: 'outdate'; because: Because; upon?: string })
  | (By & { type: 'expire' })
  /** Said by another change that took the place of this one. */
  | (By & { type: 'supersede'; successor: string })
  | (By & { type: 'roll_back'; successor: string })
  | (Judge & { type: 'review'; verdict: Verdict; comment: string })
  | (By & { type: 'miss_review' });

/** Whoever approved, as they stand when the change is to take effect. */
export interface Approver extends Standing {
  actor: string;
  roles: readonly Role[];
  /** Is the approval signed, and is it what was signed? */
  isSigned: boolean;
}

/** The event that follows, or why none does: the first thing that stands in the way. */
export function decideChange(change: Change, command: ChangeCommand): Result<ChangeEvent> {
  const row: Row<never> = rows[command.type];
  return step(change, command as never, row);
}

type CommandOf<T extends ChangeCommand['type']> = Extract<ChangeCommand, { type: T }>;
type Check<C> = (change: Change, command: C) => Problem | undefined;

interface Row<C> {
  from: readonly ChangeState[];
  /** What is said about the change when it is in another state: it cannot be … */
  done: Localized;
  checks: readonly Check<C>[];
  event: (command: C, change: Change) => ChangeEvent;
}

const undecided: readonly ChangeState[] = ['proposed', 'approved'];
/** Not in force, and it still may come to be. */
const pending: readonly ChangeState[] = [...undecided, 'scheduled'];
const wasInForce: readonly ChangeState[] = ['active', 'superseded', 'rolled_back'];

const rows: { [T in ChangeCommand['type']]: Row<CommandOf<T>> } = {
  approve: {
    from: undecided,
    done: { zh: '批准', en: 'approved' },
    checks: [
      isAuditor,
      isIndependent,
      didNotApprove,
      isNotExpired,
      hasEvidence,
      sawEvidence,
      isUntouched,
      isOnBase,
    ],
    event: approval,
  },
  return: {
    from: pending,
    done: { zh: '退回', en: 'returned' },
    checks: [isAuditor, saysWhy],
    event: ({ at, actor: by, comment }) => ({ type: 'returned', at, by, comment }),
  },
  reject: {
    from: pending,
    done: { zh: '否决', en: 'rejected' },
    checks: [isAuditor, saysWhy],
    event: ({ at, actor: by, comment }) => ({ type: 'rejected', at, by, comment }),
  },
  withdraw: {
    from: pending,
    done: { zh: '撤回', en: 'withdrawn' },
    checks: [isAuthor],
    event: ({ at, actor: by }) => ({ type: 'withdrawn', at, by }),
  },
  complete_evidence: {
    from: ['proposed'],
    done: { zh: '补充证据', en: 'given evidence' },
    checks: [],
    event: ({ at, actor: by, evidenceHash }) => {
      return { type: 'evidence_completed', at, by, evidenceHash };
    },
  },
  activate: {
    from: ['scheduled'],
    done: { zh: '生效', en: 'put in force' },
    checks: [isDue, isUntouched, isOnBase, approversStand],
    event: ({ at, actor: by }) => ({ type: 'activated', at, by }),
  },
  outdate: {
    from: pending,
    done: { zh: '作废', en: 'outdated' },
    checks: [],
    event: ({ at, actor: by, because, upon }) => {
      return { type: 'outdated', at, by, because, ...(upon !== undefined && { upon }) };
    },
  },
  expire: {
    from: undecided,
    done: { zh: '置为过期', en: 'expired' },
    checks: [isPastExpiry],
    event: ({ at, actor: by }) => ({ type: 'expired', at, by }),
  },
  supersede: {
    from: ['active'],
    done: { zh: '取代', en: 'superseded' },
    checks: [],
    event: ({ at, actor: by, successor }) => ({ type: 'superseded', at, by, successor }),
  },
  roll_back: {
    from: ['active'],
    done: { zh: '回退', en: 'rolled back' },
    checks: [],
    event: ({ at, actor: by, successor }) => ({ type: 'rolled_back', at, by, successor }),
  },
  review: {
    from: wasInForce,
    done: { zh: '复核', en: 'reviewed' },
    checks: [isAuditor, needsReview, isIndependent, didNotApprove, saysWhyNot],
    event: ({ at, actor: by, verdict, comment }) => {
      return { type: 'reviewed', at, by, verdict, comment };
    },
  },
  miss_review: {
    from: wasInForce,
    done: { zh: '置为复核逾期', en: 'marked as not reviewed in time' },
    checks: [needsReview, isReviewOverdue],
    event: ({ at, actor: by }) => ({ type: 'review_overdue', at, by }),
  },
};

function step<C>(change: Change, command: C, row: Row<C>): Result<ChangeEvent> {
  if (!row.from.includes(change.state)) {
    if (change.state === 'stale') return failed(problem('change_stale'));
    const details = { state: stateNames[change.state], action: row.done };
    return failed(problem('change_wrong_state', details));
  }
  for (const check of row.checks) {
    const found = check(change, command);
    if (found !== undefined) return failed(found);
  }
  return ok(row.event(command, change));
}

/** The last approval that is needed puts it in force, or on the schedule. */
function approval(command: CommandOf<'approve'>, change: Change): Approval {
  const { at, actor: by, comment, seenEvidence: evidence } = command;
  const said = { at, by, comment, evidence, policy: changePolicy };
  const needed = isRetroactive(change, at) ? RETROACTIVE_APPROVALS : 1;
  if (change.approvals.length + 1 < needed) return { type: 'endorsed', ...said };
  const isLater = change.effectiveFrom !== null && change.effectiveFrom > at;
  return { type: isLater ? 'scheduled' : 'approved', ...said };
}

function isAuditor(_: Change, { roles }: Pick<Judge, 'roles'>): Problem | undefined {
  return roles.includes('auditor') ? undefined : problem('not_allowed');
}

/** Whoever had a hand in it, or gains by it, never approves it, whatever their roles. */
function isIndependent(change: Change, judge: Judge): Problem | undefined {
  return dependenceOf(change, judge);
}

function didNotApprove(change: Change, { actor, aliases }: Judge): Problem | undefined {
  const selves = new Set([actor, ...aliases]);
  const did = change.approvals.some(({ by }) => selves.has(by));
  return did ? problem('approved_before') : undefined;
}

function isNotExpired({ expiresAt }: Change, { at }: By): Problem | undefined {
  return expiresAt !== null && expiresAt <= at ? problem('change_expired') : undefined;
}

/** An emergency does not wait for what takes long. */
function hasEvidence({ evidenceReady, emergency }: Change): Problem | undefined {
  return evidenceReady || emergency ? undefined : problem('evidence_pending');
}

function sawEvidence(
  change: Change,
  { seenEvidence }: Pick<CommandOf<'approve'>, 'seenEvidence'>,
): Problem | undefined {
  return seenEvidence === change.evidenceHash ? undefined : problem('evidence_moved');
}

function isUntouched(change: Change, found: Found): Problem | undefined {
  const same =
    found.contentHash === change.contentHash && found.evidenceHash === change.evidenceHash;
  return same ? undefined : problem('change_tampered');
}

function isOnBase(change: Change, { activeHash }: Found): Problem | undefined {
  return activeHash === change.baseHash ? undefined : problem('change_stale');
}

function isDue({ effectiveFrom }: Change, { at }: By): Problem | undefined {
  return effectiveFrom !== null && effectiveFrom > at ? problem('change_not_due') : undefined;
}

/** Are those who approved still who may approve, and is it what they signed? */
function approversStand(change: Change, { approvers }: CommandOf<'activate'>): Problem | undefined {
  const known = change.approvals.map(({ by }) => approvers.find(({ actor }) => actor === by));
  const isWhole = known.length > 0 && known.every((one) => one?.isSigned === true);
  if (!isWhole) return problem('approval_forged');
  const stand = approvers.every((one) => {
    return one.roles.includes('auditor') && dependenceOf(change, one) === undefined;
  });
  return stand ? undefined : problem('approver_lost');
}

function saysWhy(_: Change, { comment }: { comment: string }): Problem | undefined {
  return comment.trim() === '' ? problem('comment_required') : undefined;
}

function saysWhyNot(change: Change, said: CommandOf<'review'>): Problem | undefined {
  return said.verdict === 'objected' ? saysWhy(change, said) : undefined;
}

function isAuthor(change: Change, { actor }: By): Problem | undefined {
  return actor === change.author ? undefined : problem('not_allowed');
}

function isPastExpiry({ expiresAt }: Change, { at }: By): Problem | undefined {
  return expiresAt !== null && expiresAt <= at ? undefined : problem('change_not_due');
}

function needsReview({ review }: Change): Problem | undefined {
  return review === null || review.done !== null ? problem('review_not_needed') : undefined;
}

function isReviewOverdue({ review }: Change, { at }: By): Problem | undefined {
  const isNew = review !== null && !review.overdue && review.due <= at;
  return isNew ? undefined : problem('change_not_due');
}
