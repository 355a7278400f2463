import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createBacktestFiles } from './backtest-files.ts';
import type { BacktestReport } from './report.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'backtests-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const none = { hits: 0, money: 0 };
const finds = { ...none, unknown: 0, confirmed: 0, refuted: 0 };
const rule = { rule: 'R1', current: finds, candidate: finds, lost: none };

function report(id: string, more: Partial<BacktestReport> = {}): BacktestReport {
  const rules = [{ ...rule, gained: { hits: 2, money: 0 } }];
  const units = [{ unit: 'north', checked: 7, rules, people: [] }];
  return {
    id,
    by: 'olga',
    at: '2026-03-02T00:00:00.000Z',
    ended_at: '2026-03-02T00:01:00.000Z',
    status: 'done',
    subject: { kind: 'ruleset', id: 'r', name: { zh: 'r', en: 'r' }, hash: 'h' },
    asked: [],
    absent: [],
    data: null,
    counts: { checked: 7, rules, groups: [], units },
    kept: 0,
    seconds: 1,
    ...more,
  };
}

const packs = { current: [], candidate: [] };
const share = { checked: 7, gained: 2, lost: 0 };

describe('the list', () => {
  test('is told without the reports, newest first', () => {
    const files = createBacktestFiles(root);
    for (const id of ['a1', 'a2']) files.begin(report(id), packs);
    for (const id of ['a1', 'a2']) writeFileSync(join(root, id, 'report.json'), 'not read');
    const rows = createBacktestFiles(root).list();
    expect(rows).toMatchObject([
      { id: 'a2', whole: share, units: [{ unit: 'north', ...share }] },
      { id: 'a1' },
    ]);
  });

  test('has those that were kept before rows were', () => {
    const files = createBacktestFiles(root);
    files.begin(report('a1'), packs);
    rmSync(join(root, 'a1', 'row.json'));
    expect(files.list()).toMatchObject([{ id: 'a1', whole: share }]);
    expect(readdirSync(join(root, 'a1'))).toContain('row.json');
  });

  test('follows what is kept, erased and removed', () => {
    const files = createBacktestFiles(root);
    files.begin(report('a1', { status: 'running' }), packs);
    expect(files.list()).toMatchObject([{ status: 'running' }]);
    files.keep(report('a1', { subject: { ...report('a1').subject, id: 'Ada Lovelace' } }));
    expect(files.list()).toMatchObject([{ status: 'done', subject: { id: 'Ada Lovelace' } }]);
    files.erase({ values: ['Ada Lovelace'], names: [], isTelling: () => true });
    expect(JSON.stringify(files.list())).not.toContain('Ada Lovelace');
    files.remove('a1');
    expect(files.list()).toEqual([]);
    expect(readdirSync(root)).toEqual([]);
  });
});

test('a folder without a report goes when it is old', () => {
  const files = createBacktestFiles(root);
  for (const [id, year] of [['old', 2020] as const, ['new', 2026] as const]) {
    mkdirSync(join(root, id));
    const at = new Date(`${year}-01-01T00:00:00Z`);
    utimesSync(join(root, id), at, at);
  }
  files.begin(report('a1'), packs);
  expect(files.removeStrays('2025-01-01T00:00:00.000Z')).toBe(1);
  expect(readdirSync(root).toSorted()).toEqual(['a1', 'new']);
});
