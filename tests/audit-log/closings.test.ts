/** Closed periods in a bundle: what was done to them shows, by whoever holds a key as well. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BundleLine, LineOf } from '@flowmeter/engine/audit-log/bundle.ts';
import {
  closingPayload,
  hashOfClosing,
  type Closing,
} from '@flowmeter/engine/indicators/closing.ts';
import { testServer, type TestServer } from '@flowmeter/server/testing.ts';
import { approve, meddle } from '@flowmeter/server/use-cases/governance.fixture.ts';
import { checkedLoan, milder } from '@flowmeter/server/use-cases/scoring.fixture.ts';
import { bundleOf, closed, parsed, verdictOn } from './bundle.fixture.ts';
import { edited, editedEntry, forged, linked, sealed, withoutEntries } from './forge.fixture.ts';

type Line = LineOf<'closing'>;

let server: TestServer;
let lines: BundleLine[];

/** A loan of March was checked late; March was closed, and corrected after an appeal. */
async function marchOf(made: TestServer): Promise<void> {
  await checkedLoan(made, 5);
  made.clock.set('2026-04-10T01:00:00.000Z');
  await closed(made, '2026-03');
  const change = await milder(made, { local: '2026-03-20T00:00', zone: 'Asia/Shanghai' });
  for (const auditor of ['anna', 'arno']) await approve(await made.as(auditor), change);
  await closed(made, '2026-03');
}

beforeAll(async () => {
  server = await testServer();
  await marchOf(server);
  lines = parsed(await bundleOf(server));
});

afterAll(() => server[Symbol.asyncDispose]());

function found(texts: readonly string[], from = server) {
  const { exit, findings } = verdictOn(texts, { keys: from.deps.keys.publicKeys() });
  return { exit, codes: [...new Set(findings.map(({ code }) => code))] };
}

const contentOf = (line: Line) => line.content as Closing;

/** The correction, as if it had always said this: hashed, told of and signed anew. */
function rewritten(edit: (closing: Closing) => Partial<Closing>, act: Partial<Line> = {}) {
  const before = closings().find((line) => contentOf(line).corrects !== null)!;
  const content = { ...contentOf(before), ...edit(contentOf(before)) };
  const hash = hashOfClosing(content);
  const made = { ...before, ...act, content, hash };
  const signature = server.deps.keys.sign('closing', closingPayload(made));
  const told = lines.map(
    edited('entry', ({ entry }) =>
      entry.details['closing'] === before.id
        ? { entry: { ...entry, after: hash, actor: actorOf(entry, made) } }
        : {},
    ),
  );
  const row = edited('closing', ({ id }) => (id === before.id ? { ...made, signature } : {}));
  return forged(told.map(row), server.deps.keys);
}

const actorOf = ({ action }: { action: string }, { by, decided_by }: Line) =>
  action === 'period.closed' ? String(decided_by) : by;

const closings = () => lines.filter((line): line is Line => line.type === 'closing');
const [SCORE, DOUBLE] = [{ score: 99 }, { coefficient: 2 }];

test('a closing and what corrects it are valid', () => {
  expect(found(rewritten(() => ({})))).toEqual({ exit: 0, codes: [] });
  const [first, second] = closings();
  expect(second!.content).toMatchObject({ corrects: first!.id, score: 90.5 });
});

describe('sealed again by who holds the key, the log as it was:', () => {
  test.each<[what: string, exit: number, codes: string[], edit: (line: Line) => Partial<Line>]>([
    ['a sum', 1, ['closing_altered'], (line) => ({ content: { ...line.content, ...SCORE } })],
    [
      'a sum, with its hash',
      1,
      ['closing_differs', 'signature_bad', 'closing_sum'],
      (line) => {
        const content = { ...contentOf(line), ...SCORE };
        return { content, hash: hashOfClosing(content) };
      },
    ],
    ['it is no closing', 1, ['closing_altered'], () => ({ content: { total: 1 } })],
    ['it cannot be read', 1, ['closing_altered'], () => ({ content: null })],
    ['the period', 1, ['closing_altered'], () => ({ period: '2026-02' })],
    ['who agreed', 1, ['closing_differs', 'signature_bad'], () => ({ decided_by: 'arno' })],
    ['who put it down', 1, ['closing_differs', 'signature_bad'], () => ({ by: 'olga' })],
    ['the state', 1, ['closing_differs'], () => ({ state: 'refused' })],
    ['open again', 1, ['closing_differs'], () => ({ state: 'proposed' })],
    ['the signature is gone', 3, ['signature_missing'], () => ({ signature: null })],
  ])('%s', (_, exit, codes, edit) => {
    const made = found(sealed(lines.map(edited('closing', edit)), server.deps.keys));
    expect(made).toEqual({ exit, codes });
  });

  test('one is signed with a key that nobody handed over to', async () => {
    await using other = await testServer();
    const signed = edited('closing', (line) => ({
      signature: other.deps.keys.sign('closing', closingPayload(line)),
    }));
    expect(found(sealed(lines.map(signed), server.deps.keys))).toEqual({
      exit: 3,
      codes: ['signer_unknown'],
    });
  });

  test.each([
    ['the first', 0],
    ['the correction', 1],
  ])('%s is missing', (_, at) => {
    const gone = lines.filter((line) => line !== closings()[at]);
    const { exit, codes } = found(sealed(gone, server.deps.keys));
    expect({ exit, codes }).toEqual({ exit: 5, codes: ['closing_missing'] });
  });

  test('one is there twice', () => {
    const twice = lines.toSpliced(lines.indexOf(closings()[0]!), 0, closings()[0]!);
    expect(found(sealed(twice, server.deps.keys)).codes).toEqual(['closing_differs']);
  });

  test('another account of who put it down agreed', () => {
    const sly = lines.map(
      edited('definition', ({ content }) => ({ content: linked(content, 'mia') })),
    );
    expect(found(sealed(sly, server.deps.keys)).codes).toContain('closing_own');
  });
});

describe('signed and told of anew:', () => {
  test.each<[what: string, exit: number, codes: string[], texts: () => string[]]>([
    ['a sum is another', 1, ['closing_sum'], () => rewritten(() => SCORE)],
    ['what is paid for it is another', 1, ['closing_sum'], () => rewritten(() => DOUBLE)],
    [
      'an indicator is scored otherwise',
      1,
      ['closing_sum'],
      () =>
        rewritten(({ items }) => ({
          items: items.map((one) => ({ ...one, score: 100 })),
          score: 100,
        })),
    ],
    ['an indicator is left out', 1, ['closing_sum'], () => rewritten(() => ({ items: [] }))],
    ['it replaces the first', 1, ['closing_replaced'], () => rewritten(() => ({ corrects: null }))],
    ['it corrects another', 1, ['closing_replaced'], () => rewritten(() => ({ corrects: 'x' }))],
    [
      'who put it down agreed',
      4,
      ['closing_own'],
      () => rewritten(() => ({}), { by: 'anna', decided_by: 'anna' }),
    ],
    [
      'somebody agreed who is scored by it',
      4,
      ['closing_gains'],
      () => rewritten(() => ({}), { decided_by: 'dora' }),
    ],
    [
      'it is by a version that nobody approved',
      4,
      ['closing_unapproved', 'definition_missing'],
      () => rewritten(() => ({ hash: 'ab'.repeat(32) })),
    ],
  ])('%s', (_, exit, codes, texts) => {
    expect(found(texts())).toEqual({ exit, codes });
  });

  test('it was agreed to by no auditor, or told of by nobody', () => {
    const owned = lines.map(editedEntry('period.closed', () => ({ role: 'owner' })));
    expect(found(forged(owned, server.deps.keys))).toEqual({ exit: 4, codes: ['closing_role'] });
    const silent = withoutEntries(lines, 'period.closed');
    expect(found(forged(silent, server.deps.keys)).codes).toEqual(['closing_untold']);
  });

  test('it was closed before the period was over', () => {
    const early = rewritten(() => ({}), { at: '2026-03-20T00:00:00.000Z' });
    expect(found(early).codes).toContain('closing_early');
  });
});

describe('somebody wrote into the database past the server:', () => {
  test.each([
    ['a sum', `UPDATE closing SET content = replace(content, '"score":90.5', '"score":99')`, 1],
    ['what cannot be read', `UPDATE closing SET content = '{', signature = '{'`, 1],
    ['a closing is gone', `DELETE FROM closing WHERE content LIKE '%"corrects":null%'`, 5],
  ])('%s', async (_, statement, exit) => {
    await using other = await testServer();
    await marchOf(other);
    meddle(other, statement);
    expect(found(await bundleOf(other), other).exit).toBe(exit);
  });
});
