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
import { testServer, testStart, type TestServer } from '../testing.ts';
import { testingPack } from '../testing-pack.ts';
import { codes, hoursNow, meddle } from './governance.fixture.ts';
import { edits, lend, meddled, now, point, spoilt, store } from './meddled.fixture.ts';

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
