import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { main } from './cli.ts';
import { schemaTexts } from './commands/schemas.ts';

const shipped = fileURLToPath(new URL('../definitions/power-supply', import.meta.url));
const logs = fileURLToPath(new URL('../definitions/imported-logs', import.meta.url));

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-'));
});

afterEach(() => rm(folder, { recursive: true }));

/** Runs a command line; gives its exit code and what it printed. */
async function run(...line: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await main(line, {
    out: (words) => void out.push(words),
    err: (words) => void err.push(words),
    environment: { DATA_DIR: join(folder, 'data'), FLOWMETER_DEMO: 'people' },
  });
  return { code, out, err };
}

/** Writes definitions to files named after them. */
async function pack(...definitions: { id: string }[]) {
  for (const one of definitions) {
    await writeFile(join(folder, `${one.id}.json`), JSON.stringify(one));
  }
}

const name = { zh: '名', en: 'name' };

const calendar = {
  kind: 'calendar',
  id: 'cal',
  name,
  zone: 'Asia/Shanghai',
  workdays: [1, 2, 3, 4, 5],
  covers: { from: '2026-01-01', to: '2026-12-31' },
  days: [],
  source: name,
};

const examples = (due: string) => ({
  kind: 'examples',
  id: 'cal_examples',
  name,
  of: { kind: 'calendar', id: 'cal' },
  rows: [{ title: 'a week', given: { from: '2026-09-18', value: 5, unit: 'wd' }, then: { due } }],
});

describe('a command line', () => {
  it.each([
    [[]],
    [['nonsense']],
    [['constructor']],
    [['check']],
    [['check', 'a', 'b']],
    [['check', 'a', '--as', 'b']],
    [['check', 'a', '--lang']],
    [['check', 'a', '--lang', 'fr']],
    [['check', 'a', '--loud']],
    [['import-log', 'a.xes']],
  ])('that is wrong is told how it is used: %j', async (line) => {
    const { code, out, err } = await run(...line);
    expect(code).toBe(64);
    expect(out).toEqual([]);
    expect(err[0]).toBe('用法：flowmeter 命令 …');
  });

  it('may ask for help, in either language', async () => {
    const { code, out } = await run('help', '--lang', 'en');
    expect(code).toBe(0);
    expect(out[0]).toBe('Usage: flowmeter COMMAND …');
    expect(out.join('\n')).toContain('check DIR');
  });
});

describe('check', () => {
  it('prints a problem with file, place and words, and fails', async () => {
    await pack({
      ...calendar,
      zone: 'Moon/Tycho',
      days: [{ date: '2025-12-31', off: true, name: '' }],
    } as never);
    expect(await run('check', folder, '--lang', 'en')).toEqual({
      code: 1,
      out: [
        `${folder}/cal.json#/zone: There is no time zone “Moon/Tycho”`,
        `${folder}/cal.json#/days/0/date: “2025-12-31” is not a date`,
        '1 definitions checked: 2 errors, 0 warnings',
      ],
      err: [],
    });
  });

  it('speaks Chinese unless told otherwise', async () => {
    await writeFile(join(folder, 'x.json'), '{"kind": "poem"}');
    expect((await run('check', folder)).out).toEqual([
      `${folder}/x.json#/kind: 未知的定义类型“poem”`,
      '已检查 0 个定义：1 个错误，0 个警告',
    ]);
  });

  it.each([shipped, logs])('finds nothing wrong with what is shipped: %s', async (place) => {
    const { code, out } = await run('check', place, '--lang', 'en');
    expect(out).toEqual([expect.stringMatching(/^\d+ definitions checked: 0 errors, 0 warnings$/)]);
    expect(code).toBe(0);
  });

  it('shows a flow that cannot reach its end, and the way there', async () => {
    await cp(shipped, folder, { recursive: true });
    const file = join(folder, 'flows', 'hv_new.json');
    const flow = JSON.parse(await readFile(file, 'utf8'));
    flow.steps.callback.routes = [{ id: 'called', to: 'archive' }];
    flow.steps.plan_reply.routes = [{ id: 'agreed', to: 'fees' }];
    await writeFile(file, JSON.stringify(flow));
    const { code, out } = await run('check', folder, '--lang', 'en');
    expect(code).toBe(1);
    const places = out.map((line) => line.slice(folder.length).split(': ')[0]);
    expect(places).toContain('/flows/hv_new.json#/steps/archive');
    expect(out.join('\n')).toMatch(
      /From step “File the documents” the end cannot be reached: Application → Accept → /,
    );
  });
});

describe('test', () => {
  it('counts files and examples that hold', async () => {
    await pack(calendar, examples('2026-09-25'));
    expect(await run('test', folder)).toEqual({ code: 0, out: ['3 passed, 0 failed'], err: [] });
  });

  it('prints an example that does not hold, and fails', async () => {
    await pack(calendar, examples('2026-09-24'));
    expect(await run('test', folder)).toEqual({
      code: 1,
      out: [
        `${folder}/cal_examples.json#/rows/0: a week: due 2026-09-25, expected 2026-09-24`,
        '2 passed, 1 failed',
      ],
      err: [],
    });
  });

  it('does not run the examples of a definition with errors', async () => {
    await pack({ ...calendar, zone: 'Moon/Tycho' } as never, examples('2026-09-25'));
    expect(await run('test', folder, '--lang', 'en')).toEqual({
      code: 1,
      out: [
        `${folder}/cal.json#/zone: There is no time zone “Moon/Tycho”`,
        `${folder}/cal_examples.json#: “cal” has errors; its examples were not run`,
        '1 passed, 2 failed',
      ],
      err: [],
    });
  });

  it('never takes silence for success', async () => {
    expect(await run('test', folder)).toEqual({ code: 1, out: ['0 passed, 0 failed'], err: [] });
  });

  it.each([shipped, logs])('holds for everything that is shipped: %s', async (place) => {
    const { code, out } = await run('test', place);
    expect(out).toEqual([expect.stringMatching(/^\d+ passed, 0 failed$/)]);
    expect(code).toBe(0);
  });
});

describe('schemas', () => {
  it('writes a schema of every kind', async () => {
    const { code, out } = await run('schemas', folder);
    expect(code).toBe(0);
    expect(out).toContain(join(folder, 'flow.schema.json'));
    const flow = JSON.parse(await readFile(join(folder, 'flow.schema.json'), 'utf8'));
    expect(flow).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'Flow',
      properties: { kind: { const: 'flow' } },
      additionalProperties: false,
    });
  });

  it.each(schemaTexts())('%s is the one in the repository', async (file, text) => {
    const kept = await readFile(new URL(`../schemas/${file}`, import.meta.url), 'utf8');
    expect(text).toBe(kept);
  });
});

describe('import-log', () => {
  const log = fileURLToPath(new URL('../../shared/data/logs/running-example.xes', import.meta.url));

  it('brings a log into the data folder, once', async () => {
    const { code, out } = await run('import-log', log, '--as', 'running', '--lang', 'en');
    expect(out).toEqual([
      'running imported: 6 cases, 42 events, 8 activities, 6 variants, median 815940 s, mean 966890 s',
    ]);
    expect(code).toBe(0);
    const again = await run('import-log', log, '--as', 'running', '--lang', 'en');
    expect(again).toEqual({
      code: 1,
      out: [],
      err: ['A log “running” has been imported already'],
    });
  });

  it('says why a log cannot be read', async () => {
    const { code, err } = await run(
      'import-log',
      join(folder, 'none.xes'),
      '--as',
      'x',
      '--lang',
      'en',
    );
    expect(err.at(-1)).toContain('there is no such file');
    expect(code).toBe(1);
  });
});
