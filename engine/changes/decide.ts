/**
 * What may be done to a change, by whom and when: one row a command. Pure; what the decision depends on
 * besides the change (the version in force, the hash of what is stored) arrives in the command.
 */
import type { Instant } from '../case/state.ts';
import { failed, ok, problem, type Localized, type Problem, type Result } from '../problem.ts';
import { stateNames, type Change, type ChangeEvent, type ChangeState } from './change.ts';

interface By {
  actor: string;
  at: Instant;
}

export type ChangeCommand =
  | (By & {
      type: 'approve';
      comment: string;
      /** Hash of the version in force now; null where there is none. */
      activeHash: string | null;
      /** Hashes of the content and the evidence as they are stored now. */
      contentHash: string;
      evidenceHash: string;
    })
  | (By & { type: 'return'; comment: string })
  | (By & { type: 'withdraw' })
  /** Said by the approval of another change of the same definition. */
  | (By & { type: 'supersede'; successor: string });

/** The event that follows, or why none does: the first thing that stands in the way. */
export function decideChange(change: Change, command: ChangeCommand): Result<ChangeEvent> {
  switch (command.type) {
    case 'approve':
      return step(change, command, rows.approve);
    case 'return':
      return step(change, command, rows.return);
    case 'withdraw':
      return step(change, command, rows.withdraw);
    case 'supersede':
      return step(change, command, rows.supersede);
    default:
      return command satisfies never;
  }
}

type CommandOf<T extends ChangeCommand['type']> = Extract<ChangeCommand, { type: T }>;
type Check<C> = (change: Change, command: C) => Problem | undefined;

interface Row<C> {
  from: ChangeState;
  /** What is said about the change when it is in another state: it cannot be … */
  done: Localized;
  checks: Check<C>[];
  event: (command: C) => ChangeEvent;
}

const rows: { [T in ChangeCommand['type']]: Row<CommandOf<T>> } = {
  approve: {
    from: 'proposed',
    done: { zh: '批准', en: 'approved' },
    checks: [tookNoPart, isUntouched, isOnBase],
    event: ({ at, actor: by, comment }) => ({ type: 'approved', at, by, comment }),
  },
  return: {
    from: 'proposed',
    done: { zh: '退回', en: 'returned' },
    checks: [saysWhy],
    event: ({ at, actor: by, comment }) => ({ type: 'returned', at, by, comment }),
  },
  withdraw: {
    from: 'proposed',
    done: { zh: '撤回', en: 'withdrawn' },
    checks: [isAuthor],
    event: ({ at, actor: by }) => ({ type: 'withdrawn', at, by }),
  },
  supersede: {
    from: 'active',
    done: { zh: '取代', en: 'superseded' },
    checks: [],
    event: ({ at, actor: by, successor }) => ({ type: 'superseded', at, by, successor }),
  },
};

function step<C>(change: Change, command: C, row: Row<C>): Result<ChangeEvent> {
  if (change.state !== row.from) {
    const details = { state: stateNames[change.state], action: row.done };
    return failed(problem('change_wrong_state', details));
  }
  for (const check of row.checks) {
    const found = check(change, command);
    if (found !== undefined) return failed(found);
  }
  return ok(row.event(command));
}

/** Whoever had a hand in it never approves it, whatever their roles. */
function tookNoPart(change: Change, { actor }: By): Problem | undefined {
  const took = actor === change.author || change.contributors.includes(actor);
  return took ? problem('own_change') : undefined;
}

function isUntouched(change: Change, command: CommandOf<'approve'>): Problem | undefined {
  const same =
    command.contentHash === change.contentHash && command.evidenceHash === change.evidenceHash;
  return same ? undefined : problem('change_tampered');
}

function isOnBase(change: Change, { activeHash }: CommandOf<'approve'>): Problem | undefined {
  return activeHash === change.baseHash ? undefined : problem('change_stale');
}

function saysWhy(_: Change, { comment }: CommandOf<'return'>): Problem | undefined {
  return comment.trim() === '' ? problem('comment_required') : undefined;
}

function isAuthor(change: Change, { actor }: By): Problem | undefined {
  return actor === change.author ? undefined : problem('not_allowed');
}
