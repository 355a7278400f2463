import { fileURLToPath } from 'node:url';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { wordsOf, type Result } from '@flowmeter/engine/problem.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { testServer } from '../testing.ts';
import { testingPack } from '../testing-pack.ts';
import { importedRows } from '../store/history.ts';
import { importLog } from './import-log.ts';

const LOGS = new URL('../../../shared/data/logs/', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'import-log-'));
afterAll(() => rmSync(folder, { recursive: true }));

const real = (file: string) => fileURLToPath(new URL(file, LOGS));

function written(name: string, text: string | Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const words = { zh: '测试', en: 'test' };
const audit: Definition = {
  kind: 'ruleset',
  id: 'logs',
  name: words,
  rules: [
    {
      id: 'L1',
      key: 'overlong',
      name: { zh: '历时过长', en: 'Overlong' },
      stage: 'after',
      record: 'case',
      theme: words,
      severity: 'R3',
      flows: ['receipt'],
      params: { hours: { value: 720, unit: 'h', basis: { kind: 'typical', source: words } } },
      conditions: { fact: 'elapsed_h', operator: 'greaterThan', value: { param: 'hours' } },
      event: { type: 'finding' },
      message: { zh: '历时 {elapsed_h}', en: 'It took {elapsed_h}' },
      rectification: words,
    },
  ],
};

/** Foreign figures: computed by an independent reader of the same files. */
const figures = [
  {
    file: 'receipt.xes.gz',
    id: 'receipt',
    cases: 1434,
    events: 8577,
    activities: 27,
    variants: 116,
    top_variants: [713, 123, 116, 115, 75],
    median_seconds: 2869,
    mean_seconds: 467264,
    largest_wait: {
      from: 'T05 Print and send confirmation of receipt',
      to: 'T06 Determine necessity of stop advice',
      count: 791,
    },
  },
  {
    file: 'bpic2013-closed.xes.gz',
    id: 'bpic2013-closed',
    cases: 1487,
    events: 6660,
    activities: 4,
    variants: 183,
    top_variants: [493, 230, 142, 95, 67],
    median_seconds: 7086718,
    mean_seconds: 15455653,
    largest_wait: { from: 'Accepted', to: 'Accepted', count: 1882 },
  },
  {
    file: 'helpdesk.xes.gz',
    id: 'helpdesk',
    cases: 4580,
    events: 21348,
    activities: 14,
    variants: 226,
    top_variants: [2366, 552, 228, 213, 164],
    median_seconds: 3443836,
    mean_seconds: 3530166,
    largest_wait: { from: 'Resolve ticket', to: 'Closed', count: 4558 },
  },
];

describe('real logs', () => {
  test.each(figures)('$id comes to the figures of an independent reader', async (expected) => {
    await using server = await testServer();
    const { file, id, ...known } = expected;
    const imported = await importLog(server.deps, { file: real(file), id });
    expect(imported).toMatchObject({ ok: true, value: { id, file, cases: known.cases } });
    const log = await server.deps.store.history.log(id);
    const { cases, events, ...summary } = known;
    expect(log).toMatchObject({ cases, events });
    expect(JSON.parse(log!.summary)).toEqual(summary);
  });

  test('a trace is a case that has ended, an event an entry', async () => {
    await using server = await testServer();
    await importLog(server.deps, { file: real('receipt.xes.gz'), id: 'receipt' });
    const { store } = server.deps;
    const page = await store.cases.list({ log: 'receipt', q: 'case-10011', limit: 2 });
    expect(page.rows).toMatchObject([{ title: 'case-10011', status: 'ended', log: 'receipt' }]);
    const state = await store.cases.state(page.rows[0]!.id);
    const entries = await store.cases.entries(page.rows[0]!.id);
    expect(state).toMatchObject({
      status: 'ended',
      unit: 'head',
      flow: { id: 'receipt' },
      version: entries.length,
      openedAt: entries[0]?.at,
      endedAt: entries.at(-1)?.at,
    });
    expect(state?.visits.map((visit) => visit.seq)).toEqual(entries.map((entry) => entry.version));
    expect(state?.visits[0]).toMatchObject({ step: 'Confirmation of receipt', status: 'done' });
  });

  test('rules that name the log find in it, once', async () => {
    await using server = await testServer({ pack: [...testingPack(), audit] });
    await importLog(server.deps, { file: real('receipt.xes.gz'), id: 'receipt' });
    const found = await server.deps.store.findings.list({ rule: 'L1', limit: 200 });
    expect(found.rows.length).toBeGreaterThan(0);
    expect(found.next).toBeNull();
    const [first] = found.rows;
    expect(first).toMatchObject({ severity: 'R3', stage: 'after', status: 'open', seq: 0 });
    expect(JSON.parse(first!.details)).toMatchObject({
      operands: { elapsed_h: expect.any(Number) },
      reason: { holds: true },
    });
    const counted = await server.deps.store.cases.list({ log: 'receipt', limit: 2000 });
    const total = counted.rows.reduce((sum, row) => sum + row.findings, 0);
    expect(total).toBe(found.rows.length);
    const auditor = await server.as('anna');
    const again = await auditor.post('/api/audits', { stage: 'after', log: 'receipt' });
    expect(again.body).toEqual({ checked: 1434, hits: found.rows.length, unknown: 0 });
    const after = await server.deps.store.findings.list({ rule: 'L1', limit: 200 });
    expect(after.rows.length).toBe(found.rows.length);
  });
});

const timed = (name: string) =>
  `<event><string key="concept:name" value="${name}"/><date key="time:timestamp" value="2026-01-02T03:04:05Z"/></event>`;
const whole = `<log>\n<trace><string key="concept:name" value="one"/>${timed('a')}</trace>\n`;

describe('a log that cannot be read', () => {
  const latin = Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>${whole}</log>`.replace('one', 'G\u00f6ran'),
    'latin1',
  );

  test.each<[string, string | Uint8Array, RegExp]>([
    ['a cut gzip', readFileSync(real('receipt.xes.gz')).subarray(0, 20_000), /cut off.*byte \d+/],
    ['a cut text', `${whole}<trace>`, /cut off.*line 3/],
    ['the wrong encoding', latin, /no character in utf-8.*byte \d+/],
    [
      'a missing time',
      `${whole}<trace><string key="concept:name" value="two"/>${timed('b')}<event><string key="concept:name" value="c"/></event></trace></log>`,
      /“c” has no time.*trace 2 “two”, event 2, line 3/,
    ],
    [
      'a time without an offset',
      `${whole}<trace>${timed('b').replace('Z"', '"')}</trace></log>`,
      /has no offset.*trace 2/,
    ],
    ['no log', '<html/>', /no XES log/],
    ['nothing', '', /no XES log/],
  ])('%s is named with its place, and nothing of it stays', async (name, text, expected) => {
    await using server = await testServer();
    const file = written(`${name.replaceAll(' ', '-')}.xes`, text);
    const refused = await importLog(server.deps, { file, id: 'odd' });
    expect(said(refused)).toMatch(expected);
    expect(await server.deps.store.history.logs()).toEqual([]);
    expect((await server.deps.store.cases.list({ limit: 1 })).rows).toEqual([]);
  });

  test('a missing file', async () => {
    await using server = await testServer();
    const file = join(folder, 'nowhere.xes');
    expect(said(await importLog(server.deps, { file, id: 'odd' }))).toMatch(
      /no such file.*nowhere/,
    );
  });

  test.each([
    ['an id that is none', 'odd id', 'schema'],
    ['the id of a flow', 'lend', 'duplicate_id'],
  ])('%s', async (_, id, code) => {
    await using server = await testServer();
    const file = written('whole.xes', `${whole}</log>`);
    expect(await importLog(server.deps, { file, id })).toMatchObject({ problems: [{ code }] });
  });

  test('a log that is there already', async () => {
    await using server = await testServer();
    const file = written('whole.xes', `${whole}</log>`);
    const both = [1, 2].map(() => importLog(server.deps, { file, id: 'twice' }));
    // Which of the two comes first is not said: they read their files side by side.
    const [won, lost] = (await Promise.all(both)).toSorted((a, b) => Number(b.ok) - Number(a.ok));
    expect(won).toMatchObject({ ok: true });
    expect(lost).toMatchObject({ problems: [{ code: 'log_exists', details: { id: 'twice' } }] });
    expect(await importLog(server.deps, { file, id: 'twice' })).toMatchObject({ ok: false });
    expect((await server.deps.store.cases.list({ log: 'twice', limit: 9 })).rows).toHaveLength(1);
  });

  test('what cannot be stored whole is not stored at all', async () => {
    await using server = await testServer();
    const { history } = server.deps.store;
    const file = written('whole.xes', `${whole}</log>`);
    await importLog(server.deps, { file, id: 'first' });
    const [kept] = await history.ended({ log: 'first', limit: 9 });
    const log = { ...(await history.log('first'))!, id: 'second' };
    const fresh = { ...kept!.state, id: 'fresh' };
    const cases = [fresh, kept!.state].map((state) =>
      importedRows(state, [], { log: 'second', title: 'x' }),
    );
    const by = { at: log.imported_at, actor: 'system', role: '' };
    const told = { ...by, action: 'log.imported', object: 'second', allowed: true };
    const imported = { log, cases, findings: [], audit: { ...told, details: {} } };
    await expect(history.keepLog(imported)).rejects.toThrow(/UNIQUE/);
    expect(await history.log('second')).toBeUndefined();
    expect(await history.ended({ log: 'second', limit: 9 })).toEqual([]);
  });

  test('events out of order, of unknown people, with odd attributes', async () => {
    await using server = await testServer();
    const early = timed('early').replace('03:04:05', '01:00:00');
    const odd =
      '<string key="__proto__" value="x"/><list key="l"/><date key="d" value="2026-01-01T00:00:00+08:00"/>';
    const file = written(
      'odd.xes',
      `<log><trace>${odd}${timed('late')}${early}</trace><trace/></log>`,
    );
    const imported = await importLog(server.deps, { file, id: 'odd' });
    expect(imported).toMatchObject({ ok: true, value: { cases: 1, events: 2 } });
    const [row] = (await server.deps.store.cases.list({ log: 'odd', limit: 9 })).rows;
    const state = await server.deps.store.cases.state(row!.id);
    expect(state?.visits.map((visit) => visit.step)).toEqual(['early', 'late']);
    expect(Object.entries(state!.data)).toEqual([
      ['__proto__', 'x'],
      ['d', '2025-12-31T16:00:00.000Z'],
    ]);
  });
});

function said(result: Result<unknown>): string {
  if (result.ok) return 'it was imported';
  return result.problems.map((found) => wordsOf(found).en).join('\n');
}
