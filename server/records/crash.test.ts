import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parcelDesk, parcelFile, parcelRow, type Desk } from './records.fixture.ts';

const program = fileURLToPath(new URL('crash-import.fixture.ts', import.meta.url));
const before = parcelFile(parcelRow('P1'), parcelRow('P2'));
const after = parcelFile(
  parcelRow('P2', { weight: '9' }),
  parcelRow('P3'),
  parcelRow('P4', { month: 'x' }),
);

/** Imports in a process of its own that is killed at a step; what it printed. */
function killedAt(desk: Desk, step: number): string {
  const file = join(desk.folder, '..', 'second.csv');
  writeFileSync(file, after);
  const { stdout } = spawnSync(process.execPath, [program, desk.folder, file, String(step)]);
  return stdout.toString();
}

const numbers = (desk: Desk) =>
  desk
    .known()
    .map(({ parcel_no, weight }) => [parcel_no, weight].join(' '))
    .toSorted();
const old = ['P1 1', 'P2 1'];
const fresh = ['P1 1', 'P2 9', 'P3 1'];

test('killed at any step, an import is there whole or not at all, and the next one goes on', async () => {
  using whole = parcelDesk();
  await whole.bring(before);
  const steps = Number(killedAt(whole, 0));
  expect(steps).toBeGreaterThan(8);
  expect(numbers(whole)).toEqual(fresh);
  const seen = new Set<string>();
  for (let step = 1; step <= steps; step++) {
    using desk = parcelDesk();
    await desk.bring(before);
    expect(killedAt(desk, step)).toBe('');
    const rows = numbers(desk);
    expect([old, fresh]).toContainEqual(rows);
    seen.add(rows.join());
    const { batch } = await desk.bring(after);
    expect(batch?.counts).toMatchObject({ rows: 3, bad: 1 });
    expect(numbers(desk)).toEqual(fresh);
    expect(readdirSync(desk.folder).filter((name) => name.startsWith('tmp-'))).toEqual([]);
    expect(existsSync(join(desk.folder, 'lock'))).toBe(false);
  }
  expect(seen).toEqual(new Set([old.join(), fresh.join()]));
}, 120_000);
