/** A small set of synthetic records, so that rules about records have something to be asked of. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileCalendar, localDay } from '@flowmeter/engine/calendar/working-time.ts';
import { all } from '@flowmeter/engine/definition/pack.ts';
import { wordsOf } from '@flowmeter/engine/problem.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { loadPlan } from '../synthetic/plan-file.ts';
import { writeSynthetic } from '../synthetic/write-synthetic.ts';
import { importRecordFile } from '../use-cases/import-records.ts';

const SIZE = 240;
/** More than a year, so that a month can be compared with that of the year before. */
const MONTHS = 14;
const SEED = 20_260_101;

/** @throws when what comes with the product does not fit together */
export async function bringSyntheticRecords(deps: Deps, plan: string): Promise<void> {
  const loaded = await loadPlan(plan);
  const [calendar] = all(deps.inForce.pack(), 'calendar');
  if (!loaded.ok) throw new Error(loaded.problems.map((one) => wordsOf(one).en).join('; '));
  if (calendar === undefined) return;
  const today = localDay(compileCalendar(calendar), instantOf(deps.clock));
  const until = today < calendar.covers.to ? today : calendar.covers.to;
  const folder = mkdtempSync(join(tmpdir(), 'flowmeter-synthetic-'));
  try {
    const asked = { size: SIZE, months: MONTHS, seed: SEED, until };
    const { rows } = writeSynthetic(folder, loaded.value, deps.inForce.pack(), asked);
    for (const record of rows.keys()) {
      const name = `synthetic-${record}.csv`;
      const path = join(folder, `${record}.csv`);
      const done = await importRecordFile(deps, 'system', { record, path, name });
      if (!done.ok) throw new Error(done.problems.map((one) => wordsOf(one).en).join('; '));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
