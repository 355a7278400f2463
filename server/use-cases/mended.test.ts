/** What was meddled with in the database, put right in the product. */
import { describe, expect, test } from 'vitest';
import { testServer, testStart, type Answer, type TestServer } from '../testing.ts';
import {
  approve,
  codes,
  hoursNow,
  meddle,
  people,
  proposed,
  words,
  type Json,
} from './governance.fixture.ts';
import { edits, lend, meddled, other, signature, spoilt } from './meddled.fixture.ts';

async function back(server: TestServer, hash: unknown): Promise<Answer> {
  const { olga, anna } = await people(server);
  const body = { ...words, kind: 'flow', id: 'lend', hash };
  const proposal = await olga.post('/api/rollbacks', body);
  expect(proposal).toMatchObject({ status: 201 });
  return approve(anna, proposal.body);
}

async function mend(server: TestServer) {
  const mended = await server.deps.store.definitions.mendRelease(testStart);
  await server.deps.inForce.refresh();
  return mended.ok && mended.value;
}

describe('what is refused is put right by a change that an auditor approves', () => {
  test.each(edits)('%s', async (_, sql) => {
    await using server = await testServer();
    const change = await meddled(server, sql);
    await server.restart();
    const { olga, anna } = await people(server);
    const anew = await proposed(olga, 3, change['content_hash']);
    expect((await approve(anna, anew)).status).toBe(200);
    expect((await lend(server)).status).toBe(201);
    expect(await hoursNow(anna)).toBe(3);
    const ready = await server.anonymous.get('/health/ready');
    expect(ready).toMatchObject({ status: 200, body: { refused: [] } });
    await server.restart();
    expect((await lend(server)).status).toBe(201);
  });

  test('with the very version that was altered, as its change still has it', async () => {
    await using server = await testServer();
    const change = await meddled(server, () => [
      `UPDATE definition SET content = replace(content, '"value":2', '"value":9')`,
    ]);
    await server.restart();
    expect((await back(server, change['content_hash'])).status).toBe(200);
    await server.restart();
    expect((await lend(server)).status).toBe(201);
    expect(await hoursNow(await server.as('anna'))).toBe(2);
  });

  test('which is stale once the rows are as they were', async () => {
    await using server = await testServer();
    const { olga, anna } = await people(server);
    const change = await meddled(server, ({ base_hash }) => [
      `UPDATE active SET hash = '${base_hash}' WHERE id = 'lend'`,
    ]);
    await server.restart();
    const body = { ...words, kind: 'flow', id: 'lend', hash: change['base_hash'] };
    const proposal = await olga.post('/api/rollbacks', body);
    meddle(server, `UPDATE active SET hash = '${change['content_hash']}' WHERE id = 'lend'`);
    expect(codes(await approve(anna, proposal.body))).toEqual(['change_stale']);
  });

  test('and by nobody alone', async () => {
    await using server = await testServer();
    const { olga } = await people(server);
    const change = await meddled(server, () => [`DELETE FROM active WHERE id = 'lend'`]);
    await server.restart();
    const body = { ...words, kind: 'flow', id: 'lend', hash: change['base_hash'] };
    const proposal = await olga.post('/api/rollbacks', body);
    expect((await approve(olga, proposal.body)).status).toBe(403);
    expect(codes(await lend(server))).toEqual(['not_covered']);
  });
});

describe('the newest release', () => {
  test.each(spoilt)('is made again from what was approved: %s', async (_, sql) => {
    await using server = await testServer();
    await meddled(server, sql);
    await server.restart();
    expect(await mend(server)).toBe(2);
    expect((await server.anonymous.get('/health/ready')).status).toBe(200);
    const anna = await server.as('anna');
    const log = await anna.get('/api/audit-log?object=release/2');
    expect(log.body).toMatchObject({ rows: [{ action: 'release.mended' }] });
    // Of the flow, what was released is run, or nothing until a change puts it right.
    const { active, refused } = await server.deps.store.definitions.coverage();
    const flows = active.filter(({ id }) => id === 'lend');
    expect(flows.map(({ hash }) => hash)).not.toContain(other.hash);
    expect([...flows, ...refused].map(({ id }) => id)).toEqual(['lend']);
    expect(await mend(server)).toBeUndefined();
  });

  test.each<[what: string, sql: (change: Json) => string[]]>([
    [
      'nobody signed its approval',
      () => [`UPDATE change_event SET event = json_remove(event, '$.signature')`],
    ],
    [
      'the content of its change is another',
      () => [`UPDATE change_item SET content = replace(content, '"value":2', '"value":9')`],
    ],
    ['its change is gone', () => ['DELETE FROM change_event']],
    [
      'the release before is altered',
      () => [`UPDATE release SET payload = replace(payload, '2026', '2025') WHERE seq = 1`],
    ],
    [
      'the log tells of another',
      () => [
        `UPDATE audit_entry SET details = json_set(details, '$.release.hash', 'x') WHERE action = 'change.approved'`,
      ],
    ],
    [
      'the log tells of none',
      () => [`UPDATE audit_entry SET details = json_remove(details, '$.release')`],
    ],
  ])('is not made again where %s', async (_, sql) => {
    await using server = await testServer();
    await meddled(server, (change) => [
      `UPDATE release SET signature = ${signature} WHERE seq = 2`,
      ...sql(change),
    ]);
    await server.restart();
    expect(await mend(server)).toBeUndefined();
    expect((await server.anonymous.get('/health/ready')).status).toBe(503);
  });

  test('is not one that was approved long before, for another version', async () => {
    await using server = await testServer();
    const first = await meddled(server, () => []);
    const { olga, anna } = await people(server);
    await approve(anna, await proposed(olga, 3));
    meddle(
      server,
      'DELETE FROM release WHERE seq = 3',
      `DELETE FROM audit_entry WHERE action = 'change.approved' AND object <> '${first['id']}'`,
      `UPDATE audit_entry SET details = json_set(details, '$.release.seq', 3) WHERE action = 'change.approved'`,
    );
    await server.restart();
    expect(await mend(server)).toBeUndefined();
    expect((await server.anonymous.get('/health/ready')).status).toBe(503);
  });
});
