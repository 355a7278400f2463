import { describe, expect, test } from 'vitest';
import { changeStates, dueOf, foldChange, type Change, type ChangeState } from './change.ts';
import { after, approve, at, auditor, found, outcome, proposed } from './changes.fixture.ts';
import type { Approver, ChangeCommand } from './decide.ts';

const later = '2026-04-01T00:00:00.000Z';
const earlier = '2026-02-01T00:00:00.000Z';
const system = { actor: 'system', at } as const;
const stale = { code: 'change_stale', words: { zh: '变', en: 'moved' } };
const indicator = { kind: 'indicator', id: 'k1', name: { zh: '标', en: 'KPI' } };
const approvers: Approver[] = [{ actor: 'anna', isSigned: true, ...auditor }];

const commands = {
  approve,
  return: { type: 'return', actor: 'anna', at, comment: 'why?', ...auditor },
  reject: { type: 'reject', actor: 'anna', at, comment: 'never', ...auditor },
  withdraw: { type: 'withdraw', actor: 'olga', at },
  complete_evidence: { type: 'complete_evidence', ...system, evidenceHash: 'more' },
  activate: { type: 'activate', ...system, at: later, ...found, approvers },
  outdate: { type: 'outdate', ...system, because: stale },
  expire: { type: 'expire', ...system, at: '2027-01-01T00:00:00.000Z' },
  supersede: { type: 'supersede', ...system, successor: 'c2' },
  roll_back: { type: 'roll_back', ...system, successor: 'c2' },
  review: { type: 'review', actor: 'adele', at, verdict: 'upheld', comment: '', ...auditor },
  miss_review: { type: 'miss_review', ...system, at: later },
} as const satisfies Record<ChangeCommand['type'], ChangeCommand>;

/** A change in each state: an emergency once it is in force, so that it is reviewed. */
const open = proposed({ expiresAt: '2026-06-01T00:00:00.000Z' });
const endorsed = after(proposed({ definition: indicator, effectiveFrom: earlier }), approve);
const active = after(proposed({ emergency: true }), approve);
const states: Record<ChangeState, Change> = {
  proposed: open,
  approved: { ...endorsed, expiresAt: open.expiresAt },
  scheduled: after(proposed({ effectiveFrom: later, zone: 'UTC' }), approve),
  active,
  returned: after(open, commands.return),
  rejected: after(open, commands.reject),
  withdrawn: after(open, commands.withdraw),
  stale: after(open, commands.outdate),
  expired: after(open, commands.expire),
  superseded: after(active, commands.supersede),
  rolled_back: after(active, commands.roll_back),
};

/** Which command leads from which state to which; everything else is refused. */
const table: Partial<Record<ChangeState, Partial<Record<ChangeCommand['type'], ChangeState>>>> = {
  proposed: {
    approve: 'active',
    return: 'returned',
    reject: 'rejected',
    withdraw: 'withdrawn',
    complete_evidence: 'proposed',
    outdate: 'stale',
    expire: 'expired',
  },
  approved: {
    return: 'returned',
    reject: 'rejected',
    withdraw: 'withdrawn',
    outdate: 'stale',
    expire: 'expired',
  },
  scheduled: {
    return: 'returned',
    reject: 'rejected',
    withdraw: 'withdrawn',
    activate: 'active',
    outdate: 'stale',
  },
  active: {
    supersede: 'superseded',
    roll_back: 'rolled_back',
    review: 'active',
    miss_review: 'active',
  },
  superseded: { review: 'superseded', miss_review: 'superseded' },
  rolled_back: { review: 'rolled_back', miss_review: 'rolled_back' },
};

const cells = changeStates.flatMap((state) =>
  Object.values(commands).map((command) => ({
    state,
    command,
    then: table[state]?.[command.type],
  })),
);

describe('the table of states and commands', () => {
  test.each(changeStates)('%s is a state that a change can be in', (state) => {
    expect(states[state].state).toBe(state);
    expect(foldChange(states[state].events)?.state).toBe(state);
  });

  test.each(cells.filter(({ then }) => then !== undefined))(
    '$state, $command.type: $then',
    ({ state, command, then }) => {
      expect(outcome(states[state], command)).toEqual({ state: then });
    },
  );

  test.each(cells.filter(({ then }) => then === undefined))(
    '$state, $command.type: refused',
    ({ state, command }) => {
      expect(outcome(states[state], command)).toEqual({ problem: expect.any(String) });
    },
  );
});

describe('who approves', () => {
  test.each<[title: string, over: object, code: string]>([
    ['no auditor', { roles: ['owner', 'admin'] }, 'not_allowed'],
    ['a contributor', { actor: 'arno' }, 'own_change'],
    ['a contributor by another account', { aliases: ['olga'] }, 'own_change'],
    ['a stand-in of a contributor', { delegates: ['arno'] }, 'change_of_delegate'],
    ['somebody whose pay hangs on it', { gains: true }, 'change_benefits'],
    ['somebody who saw other evidence', { seenEvidence: 'older' }, 'evidence_moved'],
    ['too late', { at: '2026-06-01T00:00:00.000Z' }, 'change_expired'],
  ])('not %s', (_, over, code) => {
    expect(outcome(open, { ...approve, ...over })).toEqual({ problem: code });
  });

  test('nobody while evidence is being made; then by the new evidence alone', () => {
    const waiting = proposed({ awaitsEvidence: true });
    expect(outcome(waiting, approve)).toEqual({ problem: 'evidence_pending' });
    const ready = after(waiting, commands.complete_evidence);
    expect(ready).toMatchObject({ state: 'proposed', evidenceReady: true, evidenceHash: 'more' });
    expect(outcome(ready, approve)).toEqual({ problem: 'evidence_moved' });
    const whole = { ...approve, evidenceHash: 'more', seenEvidence: 'more' };
    expect(outcome(ready, whole)).toEqual({ state: 'active' });
  });

  test('an emergency does not wait for evidence', () => {
    const emergency = proposed({ awaitsEvidence: true, emergency: true });
    expect(outcome(emergency, approve)).toEqual({ state: 'active' });
  });
});

describe('when it takes effect', () => {
  const scheduled = states.scheduled;

  test.each<[title: string, over: object, code: string]>([
    ['its time has not come', { at: '2026-03-31T23:59:59.999Z' }, 'change_not_due'],
    ['the content was altered', { contentHash: 'x' }, 'change_tampered'],
    ['the evidence was altered', { evidenceHash: 'x' }, 'change_tampered'],
    ['its base has moved', { activeHash: 'x' }, 'change_stale'],
    ['nobody is known to have approved', { approvers: [] }, 'approval_forged'],
    [
      'the approval is not signed',
      { approvers: [{ ...approvers[0], isSigned: false }] },
      'approval_forged',
    ],
    [
      'its approver is no auditor',
      { approvers: [{ ...approvers[0], roles: ['clerk'] }] },
      'approver_lost',
    ],
    [
      'its approver gains by it',
      { approvers: [{ ...approvers[0], gains: true }] },
      'approver_lost',
    ],
  ])('not when %s', (_, over, code) => {
    expect(outcome(scheduled, { ...commands.activate, ...over })).toEqual({ problem: code });
  });

  test('a date that has passed while it waited: at its approval', () => {
    expect(outcome(proposed({ effectiveFrom: earlier }), approve)).toEqual({ state: 'active' });
  });

  test('a date that has passed, of an indicator: when two have approved', () => {
    expect(endorsed).toMatchObject({ state: 'approved', approvals: [{ by: 'anna' }] });
    expect(outcome(endorsed, approve)).toEqual({ problem: 'approved_before' });
    const alias = { ...approve, actor: 'ann2', aliases: ['anna'] };
    expect(outcome(endorsed, alias)).toEqual({ problem: 'approved_before' });
    expect(outcome(endorsed, { ...approve, actor: 'adele' })).toEqual({ state: 'active' });
  });
});

describe('what is due by itself', () => {
  test.each<[title: string, change: Change, due: string | null]>([
    ['undecided: when it expires', open, '2026-06-01T00:00:00.000Z'],
    ['scheduled: when it takes effect', states.scheduled, later],
    ['an emergency: when its review is due', active, '2026-03-03T01:00:00.000Z'],
    ['superseded meanwhile: still', states.superseded, '2026-03-03T01:00:00.000Z'],
    ['reviewed: nothing', after(active, commands.review), null],
    ['missed: nothing more', after(active, commands.miss_review), null],
    ['in force: nothing', after(proposed(), approve), null],
    ['withdrawn: nothing', states.withdrawn, null],
  ])('%s', (_, change, due) => {
    expect(dueOf(change)).toBe(due);
  });
});

test('a history of before folds as it did', () => {
  const events = [
    ...proposed().events,
    { type: 'approved', at, by: 'anna', comment: 'fine' },
    { type: 'superseded', at: later, by: 'adele', successor: 'c2' },
  ] as const;
  expect(foldChange(events)).toEqual({
    id: 'c1',
    definition: { kind: 'flow', id: 'lend', name: { zh: '借', en: 'Lend' } },
    title: 'Faster',
    reason: 'Because',
    baseHash: 'base',
    contentHash: 'content',
    evidenceHash: 'evidence',
    contributors: ['olga', 'arno'],
    rollback: false,
    state: 'superseded',
    author: 'olga',
    proposedAt: at,
    decision: { by: 'anna', at, comment: 'fine' },
    events,
    // What was not said then.
    items: [{ definition: proposed().definition, baseHash: 'base', contentHash: 'content' }],
    effectiveFrom: null,
    zone: null,
    emergency: false,
    expiresAt: null,
    evidenceReady: true,
    approvals: [events[1]],
    activeFrom: at,
    review: null,
  });
});
