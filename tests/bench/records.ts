/**
 * A million synthetic records (RECORDS_ACCOUNTS=300000 for as many accounts), imported as files are: all
 * rules about records asked of every one, as each night, and tried as a candidate beside themselves.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { all, type Pack } from '@flowmeter/engine/definition/pack.ts';
import { ruleRecords } from '@flowmeter/engine/definition/ruleset.ts';
import type { Result } from '@flowmeter/engine/problem.ts';
import { readConfig } from '@flowmeter/server/config.ts';
import type { Deps } from '@flowmeter/server/deps.ts';
import { createLog } from '@flowmeter/server/log.ts';
import { openDeps } from '@flowmeter/server/open.ts';
import { loadPlan } from '@flowmeter/server/synthetic/plan-file.ts';
import { writeSynthetic } from '@flowmeter/server/synthetic/write-synthetic.ts';
import { beginRecordAudit } from '@flowmeter/server/use-cases/audit-records.ts';
import { importRecordFile } from '@flowmeter/server/use-cases/import-records.ts';
import { beginBacktest, subjectOf } from '@flowmeter/server/use-cases/run-backtest.ts';
import { rounded, type Figure } from './figures.ts';

const ACCOUNTS = Number(process.env['RECORDS_ACCOUNTS'] ?? 14_000);
const MONTHS = 24;
/** All records of 300,000 accounts in half an hour of a night. */
const NIGHTLY_GOAL = 13_000;

export async function measureRecords(pack: Pack): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'flowmeter-bench-'));
  const environment = { DATA_DIR: join(folder, 'data'), FLOWMETER_DEMO: 'people' };
  const deps = await openDeps(
    readConfig(environment),
    createLog(() => {}),
  );
  try {
    const made = await seconds(() => generate(join(folder, 'files'), pack));
    const brought = await seconds(() => bring(deps, join(folder, 'files'), made.value));
    const audited = await seconds(async () => {
      const { ended } = must(await beginRecordAudit(deps, { by: 'system' })) ?? {};
      return ended === undefined ? undefined : must(await ended);
    });
    const tried = await seconds(() => tryAll(deps, pack));
    const rows = brought.value;
    const said = `${rows.toLocaleString('en')} records, ${aboutRecords(pack).length} rules`;
    return [
      {
        name: 'records_audited_vs_nightly_goal',
        value: rounded(rows / audited.seconds / NIGHTLY_GOAL),
        unit: 'x',
        peer: 'all records of 300,000 accounts and 24 months in half an hour',
        detail: `${said} in ${rounded(audited.seconds)} s; made in ${rounded(made.seconds)} s, imported in ${rounded(brought.seconds)} s`,
      },
      {
        name: 'backtest_1m_records_seconds',
        value: rounded((tried.seconds * 1_000_000) / rows),
        unit: 's',
        peer: 'a minute, by two versions of every rule',
        detail: `${said} in ${rounded(tried.seconds)} s`,
      },
    ];
  } finally {
    await deps.store.close();
    rmSync(folder, { recursive: true });
  }
}

/** The kinds of which there are files. */
async function generate(folder: string, pack: Pack): Promise<string[]> {
  const plan = must(await loadPlan('power-supply'));
  const asked = { size: ACCOUNTS, months: MONTHS, seed: 7, times: 1, until: undefined };
  return [...writeSynthetic(folder, plan, pack, asked).rows.keys()];
}

/** How many records were brought. */
async function bring(deps: Deps, folder: string, kinds: readonly string[]): Promise<number> {
  let rows = 0;
  for (const record of kinds) {
    const name = `${record}.csv`;
    const file = { record, name, path: join(folder, name) };
    rows += must(await importRecordFile(deps, 'system', file)).counts.added;
  }
  return rows;
}

async function tryAll(deps: Deps, pack: Pack): Promise<void> {
  const [first] = all(pack, 'ruleset');
  if (first === undefined) throw new Error('the pack has no rules');
  const only = aboutRecords(pack);
  const candidate = { definitions: [first], subject: subjectOf(first, {}), only, by: 'system' };
  const { ended } = must(await beginBacktest(deps, candidate));
  const { status } = must(await ended);
  if (status !== 'done') throw new Error('the backtest did not end');
}

function aboutRecords(pack: Pack): string[] {
  const builtin: readonly string[] = ruleRecords;
  return all(pack, 'ruleset').flatMap(({ rules }) =>
    rules.filter(({ record }) => !builtin.includes(record)).map(({ id }) => id),
  );
}

async function seconds<T>(work: () => Promise<T>): Promise<{ value: T; seconds: number }> {
  const began = performance.now();
  const value = await work();
  return { value, seconds: (performance.now() - began) / 1000 };
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}
