import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { all } from '@flowmeter/engine/definition/pack.ts';
import { main } from '../cli.ts';
import { loadPack } from '../pack-files.ts';
import { importRecords } from '../records/import.ts';
import { packFolder } from '../synthetic/plan-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'flowmeter-synthetic-'));
afterAll(() => rmSync(folder, { recursive: true }));

const { pack } = await loadPack(packFolder('power-supply'));

async function run(out: string, ...more: string[]) {
  const said: string[] = [];
  const line = ['--accounts', '30', '--months', '2', '--seed', '5', '--out', join(folder, out)];
  const code = await main(['generate-records', ...line, ...more, '--lang', 'en'], {
    out: (words) => void said.push(words),
    err: (words) => void said.push(words),
    environment: {},
  });
  return { code, said };
}

function textsIn(out: string): Record<string, string> {
  const names = readdirSync(join(folder, out));
  return Object.fromEntries(
    names.map((name) => [name, readFileSync(join(folder, out, name), 'utf8')]),
  );
}

test('the same seed writes the same files, each row marked as made up', async () => {
  const first = await run('a');
  await run('b');
  expect(first.code).toBe(0);
  expect(first.said.at(-1)).toMatch(/^Synthetic data: \d+ anomalies planted/);
  expect(textsIn('a')).toEqual(textsIn('b'));
  const lines = String(textsIn('a')['reading.csv']).trim().split('\n');
  expect(lines.length).toBeGreaterThan(50);
  expect(lines.slice(1).every((line) => line.endsWith(',true'))).toBe(true);
  expect(textsIn('a')['planted.csv']).toMatch(/^rule,record,key,also,synthetic\nA88,loss,T/);
});

test('every file is imported as it is, and its batch says that it was made up', async () => {
  await run('c', '--accounts=260');
  for (const definition of all(pack, 'record')) {
    const done = await importRecords(join(folder, 'records', definition.id), {
      definition,
      hash: 'h',
      path: join(folder, 'c', `${definition.id}.csv`),
      name: `${definition.id}.csv`,
      id: 'one',
      at: '2026-07-01T00:00:00.000Z',
      by: 'system',
      knownAt: '2026-07-01T00:00:00.000Z',
    });
    expect([definition.id, done]).toMatchObject([
      definition.id,
      {
        ok: true,
        value: { synthetic: true, left_out: [], counts: { bad: 0, changed: 0, same: 0 } },
      },
    ]);
  }
});

test.each([
  ['--accounts', '0'],
  ['--months', 'x'],
  ['--until', '2026-02-30'],
  ['--times', '-1'],
])('%s %s is refused', async (option, value) => {
  const { code, said } = await run('d', `${option}=${value}`);
  expect([code, said]).toEqual([64, ['a figure or a day is wrong']]);
});
