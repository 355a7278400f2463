import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { main } from '../cli.ts';
import { folderOfKeys } from '../keys/key-files.ts';
import { openKeys } from '../keys/keys.ts';
import { parcel, parcelFile, parcelRow } from '../records/records.fixture.ts';
import { openStore } from '../store/store.ts';
import { testingPack } from '../testing-pack.ts';

const folder = mkdtempSync(join(tmpdir(), 'flowmeter-cli-records-'));

beforeAll(async () => {
  const at = '2026-01-01T00:00:00.000Z';
  const store = openStore(join(folder, 'flowmeter.sqlite'));
  store.trust(openKeys(folderOfKeys(join(folder, 'keys')), at));
  await store.definitions.activate([...testingPack(), parcel], at);
  await store.close();
});

afterAll(() => rmSync(folder, { recursive: true }));

async function run(...line: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await main(['import-records', ...line, '--lang', 'en'], {
    out: (words) => void out.push(words),
    err: (words) => void err.push(words),
    environment: { DATA_DIR: folder },
  });
  return { code, out, err };
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test('a file is imported; what was left out and set apart is told', async () => {
  const rows = parcelFile(parcelRow('P1'), parcelRow('P2', { weight: '-1' }));
  const path = file('p.csv', rows.replaceAll('\r\n', ',x\r\n'));
  expect(await run(path, '--record', 'parcel', '--as-of', '2026-02-01T00:00:00+08:00')).toEqual({
    code: 0,
    out: ['parcel, batch 1: 2 rows, 1 new, 0 changed, 0 known, 1 bad'],
    err: [
      'columns left out: x',
      'Line 3, column “weight”: “-1”: at least 0',
      `bad rows are in ${join(folder, 'records', 'parcel', 'bad', '1.csv')}`,
    ],
  });
  const again = await run(file('again.csv', parcelFile(parcelRow('P1'))), '--record', 'parcel');
  expect(again.out).toEqual(['parcel, batch 2: 1 rows, 0 new, 0 changed, 1 known, 0 bad']);
});

test.each<[string, string[], number, string]>([
  ['a kind that is not in force', ['--record', 'none'], 1, 'There is no kind of record “none”'],
  ['a time that is none', ['--record', 'parcel', '--as-of', 'soon'], 64, '“soon” is no time'],
  [
    'a file that is none',
    ['--record', 'parcel'],
    1,
    'The file cannot be imported: it has no header',
  ],
])('%s is refused', async (_what, options, code, words) => {
  expect(await run(file('x.csv', ''), ...options)).toEqual({ code, out: [], err: [words] });
});
