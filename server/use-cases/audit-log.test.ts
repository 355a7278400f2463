import Database from 'better-sqlite3';
import { beforeEach, describe, expect, test } from 'vitest';
import { testServer, type Answer, type Client, type TestServer } from '../testing.ts';
import { engineBuild, policyVersion } from '../audit-stamp.ts';
import { approve, draftOf, meddle, people, proposed } from './governance.fixture.ts';
import { makeCheckpoints } from './make-checkpoints.ts';

type Entry = Record<string, unknown> & { action: string; actor: { id: string }; allowed: boolean };

async function read(client: Client, query = ''): Promise<Entry[]> {
  const { body } = await client.get(`/api/audit-log?limit=200${query}`);
  return body['rows'] as unknown as Entry[];
}

describe('an entry', () => {
  test('says who did what in which session and request, why, and by which rules', async () => {
    await using server = await testServer();
    const { olga, anna } = await people(server);
    const change = await proposed(olga);
    const answer = await approve(anna, change);
    const [entry] = await read(anna, '&action=change.approved');
    expect(entry).toMatchObject({
      actor: { id: 'anna' },
      role: 'auditor',
      unit: { id: expect.any(String) as string },
      session: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      request: answer.headers.get('x-request-id'),
      reason: 'fine',
      before: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      after: change['content_hash'],
      policy: policyVersion,
      build: engineBuild(),
      version: 2,
    });
    const one = await anna.get(`/api/audit-log/entries/${entry?.['seq'] as number}`);
    expect(one.body).toEqual(entry);
  });

  test('of a denial has them too', async () => {
    await using server = await testServer();
    const { olga, anna } = await people(server);
    const answer = await olga.post('/api/changes/x/approve', { comment: '', evidence_hash: 'x' });
    const [entry] = await read(anna, '&result=denied');
    expect(entry).toMatchObject({
      action: 'approve_change',
      allowed: false,
      session: expect.any(String) as string,
      request: answer.headers.get('x-request-id'),
    });
  });

  test('of the same session names it alike, and never the token', async () => {
    await using server = await testServer();
    const { olga, anna } = await people(server);
    await draftOf(olga);
    await olga.get('/api/audit-log/verify');
    const sessions = (await read(anna, '&actor=olga')).map((one) => one['session']).filter(Boolean);
    expect(sessions.length).toBeGreaterThan(1);
    expect(new Set(sessions).size).toBe(1);
  });
});

describe('who sees what', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await testServer();
    const { olga } = await people(server);
    await draftOf(olga);
    await olga.get('/api/audit-log/verify');
    return () => server[Symbol.asyncDispose]();
  });

  test('auditors see everything', async () => {
    const actors = (await read(await server.as('anna'))).map(({ actor }) => actor.id);
    expect(new Set(actors)).toEqual(new Set(['system', 'olga', 'otto', 'arno', 'anna']));
  });

  test('owners and clerks see what they did', async () => {
    const olga = await read(await server.as('olga'));
    expect(new Set(olga.map(({ actor }) => actor.id))).toEqual(new Set(['olga']));
    expect(olga.map(({ action }) => action)).toContain('draft.started');
    const dora = await read(await server.as('dora'));
    expect(new Set(dora.map(({ actor }) => actor.id))).toEqual(new Set(['dora']));
  });

  test('what is not for their eyes does not exist', async () => {
    const anna = await server.as('anna');
    const [entry] = await read(anna, '&action=draft.started');
    const path = `/api/audit-log/entries/${entry?.['seq'] as number}`;
    expect((await anna.get(path)).status).toBe(200);
    expect((await (await server.as('otto')).get(path)).status).toBe(404);
    expect((await anna.get('/api/audit-log/entries/9999')).status).toBe(404);
  });
});

describe('a page', () => {
  let server: TestServer;
  let anna: Client;
  beforeEach(async () => {
    server = await testServer();
    const { olga } = await people(server);
    server.clock.advance(1_200_000);
    await draftOf(olga);
    anna = await server.as('anna');
    return () => server[Symbol.asyncDispose]();
  });

  test.each<[query: string, actions: string[]]>([
    ['&actor=olga', ['draft.started', 'sign_in']],
    ['&action=draft.started', ['draft.started']],
    ['&object=flow%2Flend', ['draft.started', 'definition.released']],
    ['&actor=olga&action=sign_in', ['sign_in']],
    ['&from=2026-03-02T01:10:00.000Z', ['sign_in', 'draft.started']],
    ['&until=2026-03-02T01:10:00.000Z&actor=olga', ['sign_in']],
    ['&from=2026-03-02T09:10:00%2B08:00', ['sign_in', 'draft.started']],
    ['&from=2026-03-02T01:10:00Z', ['sign_in', 'draft.started']],
    ['&until=2026-03-02T09:10:00%2B08:00&actor=olga', ['sign_in']],
    ['&until=2026-03-01T20:10:00-05:00&actor=olga', ['sign_in']],
    ['&from=2027-01-01T00:00:00.000Z', []],
    ['&result=denied', []],
  ])('of %s', async (query, actions) => {
    expect((await read(anna, query)).map(({ action }) => action)).toEqual(actions);
  });

  test('follows on the one before, whatever is asked', async () => {
    const all = await read(anna);
    const seen = await everyPage(anna, '/api/audit-log?limit=3&from=2026-01-01T00:00:00Z');
    expect(seen).toEqual(all);
  });
});

describe('checkpoints', () => {
  test('are signed, listed, and downloaded as they are verified', async () => {
    await using server = await testServer();
    const { anna } = await people(server);
    await makeCheckpoints(server.deps, 'now');
    const { body } = await anna.get('/api/audit-log/checkpoints');
    const [found] = body['rows'] as unknown as { checkpoint: { size: number }; signature: never }[];
    expect(server.deps.keys.verify('checkpoint', found?.checkpoint, found!.signature)).toBe(true);
    const one = await anna.get(`/api/audit-log/checkpoints/${found?.checkpoint.size}`);
    expect(one.body).toEqual(found);
    expect(one.headers.get('content-disposition')).toContain('attachment');
    expect((await anna.get('/api/audit-log/checkpoints/9999')).status).toBe(404);
    expect((await anna.get('/api/audit-log/keys')).body).toEqual({
      keys: server.deps.keys.publicKeys(),
    });
  });

  test.each<[edit: string, bad: { first_bad?: number; bad_checkpoint?: number }]>([
    [`UPDATE checkpoint SET root = head`, { bad_checkpoint: 12 }],
    [`UPDATE checkpoint SET head = root`, { bad_checkpoint: 12 }],
    [`UPDATE checkpoint SET at = '2026-01-01T00:00:00.000Z'`, { bad_checkpoint: 12 }],
    [`UPDATE checkpoint SET size = 11`, { bad_checkpoint: 11 }],
    [`UPDATE checkpoint SET size = 99`, { first_bad: 13 }],
  ])('that are not what they were show: %s', async (edit, bad) => {
    await using server = await testServer();
    const { anna } = await people(server);
    await makeCheckpoints(server.deps, 'now');
    meddle(server, edit);
    const { body } = await anna.get('/api/audit-log/verify');
    expect(body).toMatchObject({ valid: false, ...bad });
  });

  test('are made at every thousandth entry, a minute after the first, and of nothing new never', async () => {
    await using server = await testServer();
    await people(server);
    const sizes = async () => {
      await makeCheckpoints(server.deps);
      const { rows } = await server.deps.store.checkpoints.list({ limit: 10 });
      return rows.map(({ checkpoint }) => checkpoint.size);
    };
    expect(await sizes()).toEqual([]);
    server.clock.advance(59_999);
    expect(await sizes()).toEqual([]);
    server.clock.advance(1);
    expect(await sizes()).toEqual([12]);
    server.clock.advance(3_600_000);
    expect(await sizes()).toEqual([12]);
    const at = new Date(server.clock.clock()).toISOString();
    const event = { at, actor: 'system', action: 'x', object: 'x', allowed: true, details: {} };
    for (let entry = 0; entry < 2100; entry++) await server.deps.recordAudit(server.deps, event);
    expect(await sizes()).toEqual([2012, 1012, 12]);
    expect((await (await server.as('anna')).get('/api/audit-log/verify')).body).toMatchObject({
      valid: true,
      checkpoints: 3,
    });
  });
});

describe('what cannot be told does not happen', () => {
  const broken = 'ALTER TABLE audit_entry RENAME TO elsewhere';

  test.each<[what: string, act: (around: Around) => Promise<Answer>]>([
    ['a draft is begun', ({ otto }) => otto.post('/api/drafts', { kind: 'flow', id: 'lend' })],
    ['a draft is thrown away', ({ olga, draft }) => olga.delete(`/api/drafts/${draft}`)],
    ['a change is proposed', ({ olga, draft }) => olga.post(`/api/drafts/${draft}/propose`, why)],
    ['a change is approved', ({ anna, change }) => approve(anna, change)],
    ['a change is returned', ({ anna, change }) => decide(anna, change, 'return')],
    ['a change is rejected', ({ anna, change }) => decide(anna, change, 'reject')],
    [
      'a change is withdrawn',
      ({ otto, change }) => otto.post(`/api/changes/${change['id']}/withdraw`),
    ],
    ['somebody is denied', ({ olga, change }) => decide(olga, change, 'return')],
    ['rules are asked', ({ anna }) => anna.post('/api/audits', { stage: 'after' })],
    ['somebody signs out', ({ olga }) => olga.delete('/api/session')],
    ['a bundle is taken away', ({ anna }) => anna.get('/api/audit-log/bundle')],
    ['a key hands over', ({ adam }) => adam.post('/api/audit-log/keys', { reason: 'x' })],
  ])('%s', async (_, act) => {
    await using server = await testServer();
    const { olga, otto, anna } = await people(server);
    const adam = await server.as('adam');
    const change = await proposed(otto, 3);
    const { id: draft } = await draftOf(olga);
    const before = [contentOf(server), server.deps.keys.publicKeys()];
    meddle(server, broken);
    const answer = await act({ olga, otto, anna, adam, change, draft });
    meddle(server, 'ALTER TABLE elsewhere RENAME TO audit_entry');
    expect(answer.status).toBe(500);
    expect([contentOf(server), server.deps.keys.publicKeys()]).toEqual(before);
  });
});

async function everyPage(client: Client, path: string, before = ''): Promise<unknown[]> {
  const { body } = await client.get(`${path}${before}`);
  const rows = body['rows'] as unknown as unknown[];
  if (body['next'] === null) return rows;
  return [...rows, ...(await everyPage(client, path, `&before=${body['next']}`))];
}

const why = { title: 'Shorter check', reason: 'Two hours are enough' };

interface Around {
  olga: Client;
  otto: Client;
  anna: Client;
  adam: Client;
  change: Record<string, never>;
  draft: string;
}

function decide(client: Client, change: Around['change'], how: string): Promise<Answer> {
  return client.post(`/api/changes/${change['id']}/${how}`, { comment: 'no' });
}

/** Everything in the database but when sessions were used last. */
function contentOf(server: TestServer): Record<string, unknown[]> {
  const database = new Database(server.file, { readonly: true });
  const names = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'session'")
    .pluck()
    .all() as string[];
  const rows = names.map((name) => [name, database.prepare(`SELECT * FROM "${name}"`).all()]);
  database.close();
  return Object.fromEntries(rows) as Record<string, unknown[]>;
}
