/** What a person may do with a change now: the same table that decides says what to offer. */
import type { Instant } from '../case/state.ts';
import type { Role } from '../definition/organisation.ts';
import type { Problem } from '../problem.ts';
import { isRetroactive, RETROACTIVE_APPROVALS } from './approval.ts';
import type { Change } from './change.ts';
import { decideChange, type ChangeCommand } from './decide.ts';
import type { Standing } from './independence.ts';

type Verb = 'approve' | 'return' | 'reject' | 'withdraw' | 'review';

export interface Offers {
  can: Verb[];
  /** Why an auditor may not judge it. */
  hindrance: Problem | null;
  approvalsNeeded: number;
}

type Asking = Standing & { roles: readonly Role[]; at: Instant };

/** As if everything that is stored were as it was when the change was proposed. */
export function offers(change: Change, asking: Asking): Offers {
  const { at } = asking;
  const said = { comment: '-', ...asking };
  const { baseHash: activeHash, contentHash, evidenceHash } = change;
  const found = { activeHash, contentHash, evidenceHash, seenEvidence: evidenceHash };
  const commands: { [V in Verb]: ChangeCommand } = {
    approve: { type: 'approve', ...said, ...found },
    return: { type: 'return', ...said },
    reject: { type: 'reject', ...said },
    withdraw: { type: 'withdraw', actor: asking.actor, at },
    review: { type: 'review', verdict: 'upheld', ...said },
  };
  const tried = Object.entries(commands).map(([verb, command]) => {
    return { verb: verb as Verb, decided: decideChange(change, command) };
  });
  const judging = change.review === null ? 'approve' : 'review';
  const refused = tried.find(({ verb }) => verb === judging)?.decided;
  const first = refused?.ok === false ? refused.problems[0] : undefined;
  const needed = isRetroactive(change, at) ? RETROACTIVE_APPROVALS : 1;
  const isAuditor = asking.roles.includes('auditor');
  return {
    can: tried.flatMap(({ verb, decided }) => (decided.ok ? [verb] : [])),
    hindrance: isAuditor && first?.code !== 'change_wrong_state' ? (first ?? null) : null,
    approvalsNeeded: Math.max(0, needed - change.approvals.length),
  };
}
