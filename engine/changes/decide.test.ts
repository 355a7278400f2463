import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldChange } from './change.ts';
import { after, approve, at, auditor, outcome, proposed } from './changes.fixture.ts';
import type { ChangeCommand } from './decide.ts';

describe('what may be done to a proposed change', () => {
  test.each<[title: string, command: ChangeCommand, then: object]>([
    ['an auditor approves it', approve, { state: 'active' }],
    ['its author does not approve it', { ...approve, actor: 'olga' }, { problem: 'own_change' }],
    ['nor does who edited it', { ...approve, actor: 'arno' }, { problem: 'own_change' }],
    ['the base has moved', { ...approve, activeHash: 'other' }, { problem: 'change_stale' }],
    ['the base is gone', { ...approve, activeHash: null }, { problem: 'change_stale' }],
    ['the content was altered', { ...approve, contentHash: 'x' }, { problem: 'change_tampered' }],
    ['the evidence was altered', { ...approve, evidenceHash: '' }, { problem: 'change_tampered' }],
    [
      'it is returned with a comment',
      { type: 'return', actor: 'anna', at, comment: 'why?', ...auditor },
      { state: 'returned' },
    ],
    [
      'not without one',
      { type: 'return', actor: 'anna', at, comment: '  ', ...auditor },
      { problem: 'comment_required' },
    ],
    ['its author withdraws it', { type: 'withdraw', actor: 'olga', at }, { state: 'withdrawn' }],
    ['nobody else does', { type: 'withdraw', actor: 'arno', at }, { problem: 'not_allowed' }],
    [
      'it is not superseded',
      { type: 'supersede', actor: 'anna', at, successor: 'c2' },
      { problem: 'change_wrong_state' },
    ],
  ])('%s', (_, command, then) => {
    expect(outcome(proposed(), command)).toEqual(then);
  });

  test('the decision is kept with who, when and why', () => {
    expect(after(proposed(), approve)).toMatchObject({
      state: 'active',
      author: 'olga',
      decision: { by: 'anna', at, comment: 'fine' },
    });
  });
});

describe('whatever people try', () => {
  const people = fc.constantFrom('olga', 'arno', 'anna', 'adam');
  const hash = fc.constantFrom('base', 'content', 'evidence', 'other');
  const by = { actor: people, at: fc.constant(at) };
  const judge = {
    ...by,
    roles: fc.constantFrom([], ['auditor'] as const),
    aliases: fc.constantFrom([], ['olga']),
    delegates: fc.constantFrom([], ['arno']),
    gains: fc.boolean(),
  };
  const commands: fc.Arbitrary<ChangeCommand> = fc.oneof(
    fc.record({
      ...judge,
      type: fc.constant('approve' as const),
      comment: fc.string(),
      seenEvidence: hash,
      activeHash: hash,
      contentHash: hash,
      evidenceHash: hash,
    }),
    fc.record({ ...judge, type: fc.constant('return' as const), comment: fc.string() }),
    fc.record({ ...by, type: fc.constant('withdraw' as const) }),
    fc.record({ ...by, type: fc.constant('supersede' as const), successor: fc.string() }),
  );
  const histories = fc
    .array(commands, { maxLength: 12 })
    .map((tried) => tried.reduce(after, proposed()));

  test('who approved a change had no hand in it, and approved what was proposed', () => {
    fc.assert(
      fc.property(histories, (change) => {
        const approvals = change.events.filter((event) => event.type === 'approved');
        const own = approvals.filter((event) => change.contributors.includes(event.by));
        expect(own).toEqual([]);
        expect(approvals.length).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('a change is decided once', () => {
    const order = /^proposed( returned| withdrawn| approved( superseded)?)?$/;
    fc.assert(
      fc.property(histories, (change) => {
        expect(change.events.map((event) => event.type).join(' ')).toMatch(order);
        expect(foldChange(change.events)).toEqual(change);
      }),
    );
  });
});

test('a history that does not begin with a proposal is a bug', () => {
  expect(() => foldChange([{ type: 'withdrawn', at, by: 'olga' }])).toThrow('began');
  expect(foldChange([])).toBeUndefined();
});
