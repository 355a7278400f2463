import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { main } from '../cli.ts';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { openDeps } from '../open.ts';

const shared = new URL('../../../shared/data/', import.meta.url);
const sample = (path: string) => fileURLToPath(new URL(path, shared));
const dmn = sample('dmn/tck-level-2/0010-multi-output-U/0010-multi-output-U.dmn');

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tables-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function run(...line: string[]) {
  return runIn({}, ...line);
}

async function runIn(environment: Record<string, string>, ...line: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await main([...line, '--lang', 'en'], {
    out: (words) => void out.push(words),
    err: (words) => void err.push(words),
    environment,
  });
  return { code, out, err };
}

describe('import-table', () => {
  test('writes a definition for each table, and says what was guessed', async () => {
    const { code, out, err } = await run(
      'import-table',
      sample('xlsx/test3.xlsx'),
      '--out',
      folder,
    );
    expect({ code, out }).toEqual({ code: 0, out: [join(folder, 'Tabelle1.json')] });
    expect(err).toContain('warning: “input2” has no type; it is taken as number (cell B2)');
    const kept = JSON.parse(await readFile(join(folder, 'Tabelle1.json'), 'utf8'));
    expect(kept).toMatchObject({ kind: 'table', rows: [{ then: ['foofoo'] }, {}, {}, {}] });
  });

  test('prints where it is not told to write', async () => {
    const { code, out } = await run('import-table', dmn);
    expect(code).toBe(0);
    expect(JSON.parse(out.join('\n'))).toMatchObject({ id: 'Approval' });
  });

  test('writes over nothing', async () => {
    await writeFile(join(folder, 'Approval.json'), 'mine');
    const { code, err } = await run('import-table', dmn, '--out', folder);
    expect(code).toBe(1);
    expect(err.at(-1)).toContain('was not written: EEXIST');
    expect(await readFile(join(folder, 'Approval.json'), 'utf8')).toBe('mine');
  });

  test('says what is wrong with a file', async () => {
    const bad = join(folder, 'bad.csv');
    await writeFile(bad, 'a,b\n"[2..1]",x\n> 1,y\n');
    const { code, out, err } = await run('import-table', bad);
    expect({ code, out }).toEqual({ code: 1, out: [] });
    expect(err).toContain(
      '“[2..1]” cannot be imported: the interval ends before it begins (cell A2)',
    );
    expect((await run('import-table', join(folder, 'none.dmn'))).err).toEqual([
      'Cannot be read: ENOENT',
    ]);
    expect((await run('import-table', folder)).err).toEqual(['Cannot be read: not a file']);
    await symlink(dmn, join(folder, 'link.dmn'));
    expect((await run('import-table', join(folder, 'link.dmn'))).code).toBe(1);
  });
});

describe('export-table', () => {
  test('writes what import-table reads', async () => {
    await run('import-table', dmn, '--out', folder);
    const file = join(folder, 'out.dmn');
    expect(await run('export-table', folder, 'Approval', '--out', file)).toMatchObject({
      code: 0,
      out: [file],
    });
    const [first, again] = [await run('import-table', dmn), await run('import-table', file)];
    expect(again.out).toEqual(first.out);
    expect((await run('export-table', folder, 'Approval', '--out', file)).code).toBe(1);
  });

  test('prints text for spreadsheets', async () => {
    await run('import-table', dmn, '--out', folder);
    const { out } = await run('export-table', folder, 'Approval', '--as', 'tsv');
    expect(out.join('\n').split('\r\n')[1]).toBe('\tAge\tRiskCategory\tisAffordable\tStatus\tRate');
  });

  test.each(['dmn', 'csv', 'tsv'])('marks what it writes as %s', async (as) => {
    await run('import-table', dmn, '--out', folder);
    const asked = ['export-table', folder, 'Approval', '--as', as, '--purpose', 'for the audit'];
    const { out } = await run(...asked);
    expect(out.join()).toMatch(/#flowmeter-export unregistered system \S+Z for the audit/);
    const nowhere = await runIn({ DATA_DIR: join(folder, 'none') }, ...asked);
    expect(nowhere).toMatchObject({ code: 1, out: [] });
  });

  test('registers and tells what it writes, where there is a register', async () => {
    await run('import-table', dmn, '--out', folder);
    const environment = { DATA_DIR: join(folder, 'data') };
    const config = readConfig(environment);
    await (
      await openDeps(
        config,
        createLog(() => undefined),
      )
    ).store.close();
    const asked = ['export-table', folder, 'Approval', '--purpose', 'for the audit'];
    const { out, code } = await runIn(environment, ...asked);
    expect(code).toBe(0);
    const deps = await openDeps(
      config,
      createLog(() => undefined),
    );
    const [row] = await deps.store.privacy.exports(1);
    const [entry] = (await deps.store.auditLog.page({ limit: 1 })).rows;
    await deps.store.close();
    expect(row).toMatchObject({ what: 'table', object: 'Approval', purpose: 'for the audit' });
    expect(entry).toMatchObject({ action: 'exported', actor: 'system', object: row?.id });
    expect(out.join()).toContain(`#flowmeter-export ${row?.id} system ${row?.at} for the audit`);
  });

  test('says what there is not', async () => {
    expect((await run('export-table', folder, 'none')).code).toBe(1);
    expect((await run('export-table', folder, 'none', '--as', 'exe')).code).toBe(64);
  });
});
