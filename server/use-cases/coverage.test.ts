import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hashOf } from '@flowmeter/engine/definition/hash.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { systemClock } from '../clock.ts';
import { keysInMemory } from '../keys/key-files.ts';
import { openKeys } from '../keys/keys.ts';
import { openStore } from '../store/store.ts';
import { takeOver } from '../take-over.ts';
import { testServer, testStart, type Answer, type TestServer } from '../testing.ts';
import { testingPack } from '../testing-pack.ts';
import {
  approve,
  codes,
  hoursNow,
  meddle,
  people,
  proposed,
  type Json,
} from './governance.fixture.ts';

/** A server whose lending flow has been changed once (4 hours, then 2), then meddled with. */
async function meddled(server: TestServer, sql: (change: Json) => string[]): Promise<Json> {
  const { olga, anna } = await people(server);
  const change = await proposed(olga);
  await approve(anna, change);
  meddle(server, ...sql(change));
  return change;
}

function lend(server: TestServer): Promise<Answer> {
  return server
    .as('dora')
    .then((dora) => dora.post('/api/cases', { flow: 'lend', data: { borrower: 'A', amount: 1 } }));
}

/** The lending flow with a check of other hours: what somebody would like to run. */
function forged(hours: number): { hash: string; content: string } {
  const text = JSON.stringify(
    testingPack().find((one) => one.kind === 'flow' && one.id === 'lend'),
  );
  const definition = JSON.parse(
    text.replace(/("id":"check".{0,30}"value":)\d+/, `$1${hours}`),
  ) as Definition;
  return { hash: hashOf(definition), content: JSON.stringify(definition) };
}

const other = forged(99);
const store = `INSERT INTO definition (hash, kind, id, content) VALUES ('${other.hash}', 'flow', 'lend', '${other.content.replaceAll("'", "''")}')`;
const point = (table: string, more = '') =>
  `UPDATE ${table} SET hash = '${other.hash}' WHERE kind = 'flow' AND id = 'lend' ${more}`;
const now = 'AND until IS NULL';
const signature = `(SELECT signature FROM release WHERE seq = 1)`;
const first = `(SELECT payload FROM release WHERE seq = 1)`;

const edits: [what: string, sql: (change: Json) => string[], why: RegExp][] = [
  [
    'the row in force points to the version before',
    ({ base_hash }) => [`UPDATE active SET hash = '${base_hash}' WHERE id = 'lend'`],
    /another version was released/,
  ],
  [
    'the content was swapped',
    () => [`UPDATE definition SET content = replace(content, '"value":2', '"value":9')`],
    /not what its hash says/,
  ],
  [
    'the content is no JSON',
    ({ content_hash }) => [`UPDATE definition SET content = '{' WHERE hash = '${content_hash}'`],
    /not what its hash says/,
  ],
  [
    'the content of another definition stands behind it',
    () => [
      `UPDATE active SET hash = (SELECT hash FROM active WHERE id = 'repair') WHERE id = 'lend'`,
    ],
    /not what its hash says/,
  ],
  [
    'content and hash were swapped together',
    () => [store, point('active'), point('version', now)],
    /another version was released/,
  ],
  [
    'a version row was forged',
    () => [`UPDATE version SET change_id = NULL WHERE id = 'lend' ${now}`],
    /row of its version/,
  ],
  [
    'the version row is gone',
    () => [`DELETE FROM version WHERE id = 'lend' ${now}`],
    /row of its version/,
  ],
  [
    'the event of its approval was edited',
    () => [`UPDATE change_event SET event = replace(event, '"comment":"fine"', '"comment":"ok"')`],
    /history of its change/,
  ],
  [
    'a contributor was taken out of its proposal',
    () => [
      `UPDATE change_event SET event = json_set(event, '$.proposal.contributors', json('[]')) WHERE seq = 1`,
    ],
    /history of its change/,
  ],
  [
    'its approval is gone',
    () => [`DELETE FROM change_event WHERE seq = 2`],
    /history of its change/,
  ],
  ['its row is gone', () => [`DELETE FROM active WHERE id = 'lend'`], /row was taken away/],
];

/** The newest release is not what was signed, or not the one that the log told of last. */
const spoilt: [what: string, sql: (change: Json) => string[]][] = [
  [
    'its release was edited',
    ({ content_hash }) => [
      store,
      point('active'),
      point('version', now),
      `UPDATE release SET payload = replace(payload, '${content_hash}', '${other.hash}') WHERE seq = 2`,
    ],
  ],
  ['its release is gone', () => [`DELETE FROM release WHERE seq = 2`]],
  [
    'a release was written that is not signed for it',
    () => [
      store,
      point('active'),
      point('version', now),
      `INSERT INTO release (seq, at, change_id, payload, signature) SELECT 3, at, change_id,
         replace(json_set(${first}, '$.seq', 3), '"nothing"', ''), signature FROM release WHERE seq = 1`,
    ],
  ],
  [
    'its release is gone, and the version before is in force again as the older one says',
    ({ base_hash }) => [
      'DELETE FROM release WHERE seq = 2',
      `DELETE FROM version WHERE id = 'lend' AND change_id IS NOT NULL`,
      `UPDATE version SET until = NULL WHERE id = 'lend'`,
      `UPDATE active SET hash = '${base_hash}' WHERE id = 'lend'`,
    ],
  ],
  [
    'its release is signed for something else',
    () => [`UPDATE release SET signature = ${signature} WHERE seq = 2`],
  ],
];

describe('only what a signed release covers is run', () => {
  test.each(edits)('%s', async (_, sql, why) => {
    await using server = await testServer();
    await meddled(server, sql);
    await server.restart();
    const refused = await lend(server);
    expect(refused).toMatchObject({ status: 409, body: { problems: [{ code: 'not_covered' }] } });
    const [{ words }] = refused.body['problems'] as unknown as [{ words: Record<string, string> }];
    expect(words['en']).toMatch(why);
    expect(words['zh']).toContain('拒绝执行');
    const ready = await server.anonymous.get('/health/ready');
    expect(ready).toMatchObject({ status: 200, body: { refused: [{ code: 'not_covered' }] } });
    expect(server.logged.join('\n')).toContain('is not run');
    // The rest stays up.
    expect((await (await server.as('carl')).get('/api/tasks')).status).toBe(200);
    expect((await (await server.as('anna')).get('/api/definitions/flow/repair')).status).toBe(200);
  });

  test.each(spoilt)('nothing of an older release: %s', async (_, sql) => {
    await using server = await testServer();
    await meddled(server, sql);
    await server.restart();
    const ready = await server.anonymous.get('/health/ready');
    expect(ready.status).toBe(503);
    expect(codes(ready).slice(0, 2)).toEqual(['nothing_runs', 'not_covered']);
  });

  test('a running server does not run what was put in force past it', async () => {
    await using server = await testServer();
    await meddled(server, () => [store, point('active'), point('version', now)]);
    expect(codes(await lend(server))).toEqual(['not_active']);
  });

  test('cases of a version whose content was altered do not go on', async () => {
    await using server = await testServer();
    const dora = await server.as('dora');
    await lend(server);
    await meddled(server, ({ base_hash }) => [
      `UPDATE definition SET content = replace(content, '"value":4', '"value":9') WHERE hash = '${base_hash}'`,
    ]);
    await server.restart();
    const cases = (await dora.get('/api/cases')).body['rows'] as unknown as { id: string }[];
    const cancelled = await (await server.as('mia')).post(
      `/api/cases/${cases[0]?.id}/cancel`,
      { reason: 'no' },
      { version: 1 },
    );
    expect(codes(cancelled)).toEqual(['not_covered']);
  });

  test('what depends on what is refused is refused too', async () => {
    await using server = await testServer();
    meddle(
      server,
      `UPDATE definition SET content = replace(content, 'Found', 'found') WHERE kind = 'ruleset'`,
    );
    await server.restart();
    expect(codes(await lend(server))).toEqual(['not_covered']);
    const { body } = await server.anonymous.get('/health/ready');
    expect(JSON.stringify(body)).toContain('depends on what no signed release covers');
  });

  test('without any release nobody signs in, and ready says why', async () => {
    await using server = await testServer();
    meddle(server, 'DELETE FROM release');
    await server.restart();
    const ready = await server.anonymous.get('/health/ready');
    expect(ready.status).toBe(503);
    expect(codes(ready).slice(0, 2)).toEqual(['nothing_runs', 'not_covered']);
    expect((await server.anonymous.get('/health/live')).status).toBe(200);
  });

  test('what was put right is run again', async () => {
    await using server = await testServer();
    const change = await meddled(server, ({ base_hash }) => [
      `UPDATE active SET hash = '${base_hash}' WHERE id = 'lend'`,
    ]);
    await server.restart();
    meddle(server, `UPDATE active SET hash = '${change['content_hash']}' WHERE id = 'lend'`);
    await server.restart();
    expect((await lend(server)).status).toBe(201);
    expect(await hoursNow(await server.as('anna'))).toBe(2);
  });
});

const log = () => undefined;

describe('a store of before releases were signed', () => {
  const keys = openKeys(keysInMemory(), testStart);

  test('is taken over once, with what was in force before', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'flowmeter-'));
    const file = join(folder, 'flowmeter.sqlite');
    const mark = join(folder, 'keys', 'releases-signed');
    const unsigned = openStore(file);
    const lending = testingPack().find(({ id }) => id === 'lend');
    const rest = testingPack().filter(({ id }) => id !== 'lend');
    await unsigned.definitions.activate([forgedOf(lending!), ...rest], testStart);
    await unsigned.definitions.activate([lending!], testStart);
    await unsigned.close();
    meddle({ file } as TestServer, 'DELETE FROM release', 'UPDATE version SET release_seq = NULL');
    const taken = openStore(file);
    await takeOver({ store: taken, keys, clock: systemClock, log, mark });
    const { active, refused } = await taken.definitions.coverage();
    expect([active.length, refused]).toEqual([rest.length + 1, []]);
    expect(await taken.definitions.byHash(hashOf(forgedOf(lending!)))).toMatchObject({
      id: 'lend',
    });
    await taken.close();

    meddle({ file } as TestServer, 'DELETE FROM release');
    const again = openStore(file);
    await takeOver({ store: again, keys, clock: systemClock, log, mark });
    expect((await again.definitions.coverage()).active).toEqual([]);
    await again.close();
    rmSync(folder, { recursive: true });
  });
});

function forgedOf(definition: Definition): Definition {
  return { ...definition, name: { zh: '旧', en: 'Old' } };
}
