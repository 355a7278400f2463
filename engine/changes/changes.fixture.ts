/** A change, and commands on it, as tests of the machine write them. */
import { applyChangeEvent, type Change, type ChangeEvent, type Proposal } from './change.ts';
import { decideChange, type ChangeCommand } from './decide.ts';

export const at = '2026-03-02T01:00:00.000Z';

export const auditor = { roles: ['auditor'], aliases: [], delegates: [], gains: false } as const;

export const proposal: Proposal = {
  id: 'c1',
  definition: { kind: 'flow', id: 'lend', name: { zh: '借', en: 'Lend' } },
  title: 'Faster',
  reason: 'Because',
  baseHash: 'base',
  contentHash: 'content',
  evidenceHash: 'evidence',
  contributors: ['olga', 'arno'],
  rollback: false,
};

export function proposed(over: Partial<Proposal> = {}): Change {
  const event: ChangeEvent = {
    type: 'proposed',
    at,
    by: 'olga',
    proposal: { ...proposal, ...over },
  };
  return applyChangeEvent(undefined, event);
}

export const found = { activeHash: 'base', contentHash: 'content', evidenceHash: 'evidence' };

export const approve = {
  type: 'approve',
  actor: 'anna',
  at,
  comment: 'fine',
  seenEvidence: 'evidence',
  ...found,
  ...auditor,
} as const;

/** The change after a command; as it was where the command is refused. */
export function after(change: Change, command: ChangeCommand): Change {
  const decided = decideChange(change, command);
  return decided.ok ? applyChangeEvent(change, decided.value) : change;
}

/** The state after a command, or the code of what is in its way. */
export function outcome(change: Change, command: ChangeCommand) {
  const decided = decideChange(change, command);
  return decided.ok
    ? { state: applyChangeEvent(change, decided.value).state }
    : { problem: decided.problems[0]?.code };
}
