/** Bundles whose chain, signatures and seal are right, made with the key, and that tell of breaches. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BundleLine } from '@flowmeter/engine/audit-log/bundle.ts';
import type {
  Approval,
  ChangeEvent,
  ChangeItem,
  Proposal,
} from '@flowmeter/engine/changes/change.ts';
import { testServer, type TestServer } from '@flowmeter/server/testing.ts';
import { meddle } from '@flowmeter/server/use-cases/governance.fixture.ts';
import { bundleOf, parsed, story, verdictOn } from './bundle.fixture.ts';
import {
  edited,
  editedEntry,
  forged,
  linked,
  rewritten,
  sealed,
  withoutEntries,
} from './forge.fixture.ts';

let server: TestServer;
let lines: BundleLine[];

beforeAll(async () => {
  server = await testServer();
  await story(server);
  lines = parsed(await bundleOf(server));
});

afterAll(() => server[Symbol.asyncDispose]());

function found(texts: readonly string[]) {
  const { exit, findings } = verdictOn(texts, { keys: server.deps.keys.publicKeys() });
  return { exit, codes: [...new Set(findings.map(({ code }) => code))] };
}

const LATER = '2026-03-05T00:00:00.000Z';

function approvedBy(edit: (approval: Approval) => Approval) {
  return (events: ChangeEvent[]) =>
    events.map((event) => (event.type === 'approved' ? edit(event) : event));
}

test('what is written anew without a breach is valid, in the way of earlier versions too', () => {
  expect(found(rewritten(lines, server.deps.keys, (events) => events))).toEqual({
    exit: 0,
    codes: [],
  });
});

describe('4: the chain is whole, and', () => {
  test('the proposer approved', () => {
    const edit = approvedBy((one) => ({ ...one, by: 'olga' }));
    expect(found(rewritten(lines, server.deps.keys, edit))).toEqual({
      exit: 4,
      codes: ['self_approval'],
    });
  });

  test('a contributor approved', () => {
    const joined = lines.map(
      editedEntry('change.proposed', ({ details }) => ({
        details: { ...details, contributors: ['anna', 'olga'] },
      })),
    );
    expect(found(rewritten(joined, server.deps.keys, joinedBy))).toEqual({
      exit: 4,
      codes: ['self_approval'],
    });
  });

  test('another account of the proposer approved', () => {
    const sly = lines.map(edited('definition', ({ content }) => ({ content: linked(content) })));
    // Its hash is wrong now: of what is found, this is what matters here.
    expect(found(sealed(sly, server.deps.keys)).codes).toContain('self_approval');
  });

  test('the approval came after it took effect', () => {
    const edit = approvedBy((one) => ({ ...one, at: LATER }));
    expect(found(rewritten(lines, server.deps.keys, edit))).toEqual({
      exit: 4,
      codes: ['approval_late'],
    });
  });

  test('nobody approved, and it took effect', () => {
    const silent = withoutEntries(lines, 'change.approved');
    const { exit, codes } = found(rewritten(silent, server.deps.keys, unapproved));
    expect(exit).toBe(4);
    expect(codes).toContain('nobody_approved');
    expect(codes).toContain('activation_unapproved');
  });

  test('the log knows nothing of the approval', () => {
    const silent = withoutEntries(lines, 'change.approved');
    expect(found(forged(silent, server.deps.keys))).toEqual({
      exit: 4,
      codes: ['approval_untold'],
    });
  });

  test('whoever approved was no auditor by the log', () => {
    const owned = lines.map(editedEntry('change.approved', () => ({ role: 'owner' })));
    expect(found(forged(owned, server.deps.keys))).toEqual({ exit: 4, codes: ['approval_role'] });
  });

  test('a case ran before its version took effect', () => {
    const early = lines.map(edited('execution', () => ({ opened_at: '2026-01-01T00:00:00.000Z' })));
    expect(found(sealed(early, server.deps.keys))).toEqual({ exit: 4, codes: ['execution_early'] });
  });

  test('an emergency was not reviewed, or by who took part', () => {
    const late = lines.map(edited('bundle', () => ({ at: LATER })));
    expect(found(rewritten(late, server.deps.keys, emergency)).codes).toEqual(['review_missing']);
    const reviewed = (events: ChangeEvent[]): ChangeEvent[] => [
      ...emergency(events),
      { type: 'reviewed', at: LATER, by: 'anna', verdict: 'upheld', comment: '' },
    ];
    expect(found(rewritten(lines, server.deps.keys, reviewed)).codes).toEqual(['self_review']);
  });

  test('one person asked for something and approved it', () => {
    const entry = lines.find((line) => line.type === 'entry')!.entry;
    const both = ['grant.proposed', 'grant.approved'].map((action): BundleLine => {
      return { type: 'entry', entry: { ...entry, action, actor: 'adam', object: 'g1' } };
    });
    const granted = lines.toSpliced(2, 0, ...both);
    expect(found(forged(granted, server.deps.keys))).toEqual({
      exit: 4,
      codes: ['second_person_same'],
    });
  });
});

describe('1: the chain is whole, and what was approved', () => {
  test.each<[what: string, edit: (from: Proposal) => Partial<Proposal>, untold: string[]]>([
    ['is of another content', itemsOf({ contentHash: 'ab'.repeat(32) }), ['items']],
    ['was made on another base', itemsOf({ baseHash: null }), ['items']],
    ['has more definitions', itemsOf({}, { contentHash: 'ab'.repeat(32) }), ['items']],
    ['rests on other evidence', () => ({ evidenceHash: 'x' }), []],
    ['takes effect at another time', () => ({ effectiveFrom: LATER }), []],
  ])('%s', (_, edit, untold) => {
    const other = ([first, ...rest]: ChangeEvent[]) => [withProposal(first!, edit), ...rest];
    const anew = rewritten(lines.map(silent(...untold)), server.deps.keys, other);
    const { exit, codes } = found(anew);
    expect(exit).toBe(1);
    expect(codes).toContain('change_differs');
  });

  test('is told otherwise by the log', () => {
    const other = lines.map(
      editedEntry('change.approved', ({ details }) => ({ details: { ...details, items: [] } })),
    );
    expect(found(forged(other, server.deps.keys))).toEqual({ exit: 1, codes: ['change_differs'] });
  });
});

describe('4: somebody wrote into the database past the server', () => {
  test.each<[what: string, codes: string[], statements: string[]]>([
    [
      'a case runs what nobody released',
      ['execution_unapproved'],
      [`UPDATE live_case SET flow_hash = '${'ab'.repeat(32)}'`],
    ],
    [
      'a version is in force that no change brought',
      ['activation_unapproved'],
      [
        `INSERT INTO version (kind, id, hash, since, change_id)
         SELECT 'flow', 'lend', hash, '2026-03-02T02:00:00.000Z', NULL FROM definition
         WHERE kind = 'calendar'`,
      ],
    ],
  ])('%s', async (_, codes, statements) => {
    await using other = await testServer();
    await story(other);
    meddle(other, ...statements);
    const verdict = verdictOn(await bundleOf(other), { keys: other.deps.keys.publicKeys() });
    expect(verdict.exit).toBe(4);
    expect([...new Set(verdict.findings.map(({ code }) => code))]).toEqual(codes);
  });
});

/** Entries that do not say this. */
const silent = (...names: string[]) =>
  edited('entry', ({ entry }) => {
    const kept = Object.entries(entry.details).filter(([name]) => !names.includes(name));
    return { entry: { ...entry, details: Object.fromEntries(kept) } };
  });

const joinedBy = ([first, ...rest]: ChangeEvent[]) => [withContributor(first!), ...rest];

const unapproved = (events: ChangeEvent[]) => events.filter(({ type }) => type !== 'approved');

const emergency = ([first, ...rest]: ChangeEvent[]) => [urgent(first!), ...rest];

const withContributor = (event: ChangeEvent) =>
  withProposal(event, () => ({ contributors: ['anna', 'olga'] }));

const urgent = (event: ChangeEvent) => withProposal(event, () => ({ emergency: true }));

function withProposal(
  event: ChangeEvent,
  edit: (from: Proposal) => Partial<Proposal>,
): ChangeEvent {
  if (event.type !== 'proposed') return event;
  return { ...event, proposal: { ...event.proposal, ...edit(event.proposal) } };
}

/** Its definitions said to be others, with the hash of the whole left alone. */
function itemsOf(...edits: Partial<ChangeItem>[]) {
  return ({ definition, baseHash, contentHash }: Proposal): Partial<Proposal> => ({
    items: edits.map((edit) => ({ definition, baseHash, contentHash, ...edit })),
  });
}
