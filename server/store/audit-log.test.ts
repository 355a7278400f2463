import { describe, expect, test } from 'vitest';
import { rulesOf } from '@flowmeter/engine/definition/pack.ts';
import { testingPack } from '../testing-pack.ts';
import { testServer, type TestServer } from '../testing.ts';
import { makeCheckpoints } from '../use-cases/make-checkpoints.ts';
import { approve, meddle, people, proposed, told } from '../use-cases/governance.fixture.ts';

/** A log with a first release, sign-ins, a denial and a change. */
async function written(server: TestServer) {
  const { olga, anna } = await people(server);
  const change = await proposed(olga);
  await approve(olga, change);
  await approve(anna, change);
  return { olga, anna, change };
}

describe('the audit log', () => {
  test('tells the first release, sign-ins and sign-outs, denials and every step of a change', async () => {
    await using server = await testServer();
    const { anna, change } = await written(server);
    await anna.delete('/api/session');
    await server.anonymous.post('/api/session', { account: 'olga', password: 'guess' });
    const steps = await told(server);
    expect(steps.filter(([action]) => action === 'definition.released').length).toBe(8);
    expect(steps.slice(-8)).toEqual([
      ['sign_in', 'arno', true],
      ['sign_in', 'anna', true],
      ['draft.started', 'olga', true],
      ['change.proposed', 'olga', true],
      ['approve_change', 'olga', false],
      ['change.approved', 'anna', true],
      ['sign_out', 'anna', true],
      ['sign_in', 'olga', false],
    ]);
    const { rows } = await server.deps.store.auditLog.page({ limit: 3 });
    expect(rows.at(-1)).toMatchObject({
      role: 'auditor',
      object: change['id'],
      details: { contentHash: change['content_hash'], comment: { commitment: expect.any(String) } },
    });
  });

  test('tells of a pre-audit that somebody went over', async () => {
    const pack = testingPack();
    rulesOf({ definitions: pack }).get('B1')!.override_post = 'checker';
    await using server = await testServer({ pack });
    const [dora, carl] = [await server.as('dora'), await server.as('carl')];
    const data = { borrower: 'Ada', amount: 4500 };
    const { body } = await dora.post('/api/cases', { flow: 'lend', data });
    const task = `/api/tasks/${body['case_id']}.2`;
    await carl.post(`${task}/claim`, {}, { version: 1 });
    const overrides = { B1: 'The manager agreed' };
    const done = await carl.post(
      `${task}/complete`,
      { route: 'pass', data: {}, overrides },
      { version: 2 },
    );
    expect(done.status).toBe(200);
    expect((await server.deps.store.auditLog.page({ limit: 1 })).rows).toMatchObject([
      {
        action: 'audit.overridden',
        actor: 'carl',
        role: 'clerk',
        object: body['case_id'],
        details: { rule: 'B1', reason: { commitment: expect.any(String) } },
      },
    ]);
  });

  test('is whole', async () => {
    await using server = await testServer();
    const { anna } = await written(server);
    await makeCheckpoints(server.deps, 'now');
    const { body } = await anna.get('/api/audit-log/verify');
    const { rows } = await server.deps.store.auditLog.page({ limit: 200 });
    expect(body).toEqual({
      valid: true,
      entries: rows.length,
      first_bad: null,
      checkpoints: 1,
      bad_checkpoint: null,
    });
  });

  test.each<[edit: string, first_bad: number]>([
    [`UPDATE audit_entry SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 3`, 3],
    [`UPDATE audit_entry SET actor = 'otto' WHERE seq = 9`, 9],
    [`UPDATE audit_entry SET role = role || 'x' WHERE seq = 2`, 2],
    [`UPDATE audit_entry SET action = 'sign_out' WHERE seq = 9`, 9],
    [`UPDATE audit_entry SET object = 'x' WHERE seq = 1`, 1],
    [`UPDATE audit_entry SET allowed = 1 WHERE allowed = 0`, 15],
    [`UPDATE audit_entry SET allowed = 2 WHERE seq = 4`, 4],
    [`UPDATE audit_entry SET details = replace(details, '":', '" :') WHERE seq = 5`, 5],
    [`UPDATE audit_entry SET details = '{}' WHERE seq = 5`, 5],
    [`UPDATE audit_entry SET details = 'x' WHERE seq = 5`, 5],
    [`UPDATE audit_entry SET previous_hash = hash WHERE seq = 6`, 6],
    [`UPDATE audit_entry SET hash = previous_hash WHERE seq = 6`, 6],
    [`DELETE FROM audit_entry WHERE seq = 1`, 2],
    [`DELETE FROM audit_entry WHERE seq = 7`, 8],
    [`DELETE FROM audit_entry WHERE seq > 11`, 12],
    [`DELETE FROM audit_entry`, 1],
    [
      `UPDATE audit_entry SET seq = -4 WHERE seq = 4;
       UPDATE audit_entry SET seq = 4 WHERE seq = 5;
       UPDATE audit_entry SET seq = 5 WHERE seq = -4`,
      4,
    ],
    [
      `CREATE TEMP TABLE again AS SELECT * FROM audit_entry WHERE seq = 9;
       UPDATE again SET seq = 99;
       INSERT INTO audit_entry SELECT * FROM again`,
      99,
    ],
    [`UPDATE audit_entry SET version = NULL WHERE seq = 3`, 3],
    [`UPDATE audit_entry SET unit = 'x' WHERE seq = 9`, 9],
    [`UPDATE audit_entry SET session = NULL WHERE action = 'draft.started'`, 13],
    [`UPDATE audit_entry SET request = 'x' WHERE action = 'draft.started'`, 13],
    [`UPDATE audit_entry SET reason = 'x' WHERE seq = 9`, 9],
    [`UPDATE audit_entry SET "before" = 'x' WHERE seq = 9`, 9],
    [`UPDATE audit_entry SET "after" = 'x' WHERE seq = 9`, 9],
    [`UPDATE audit_entry SET policy = 'x' WHERE seq = 9`, 9],
    [`UPDATE audit_entry SET build = 'x' WHERE seq = 9`, 9],
    [`UPDATE audit_entry SET operation = 1 - operation WHERE seq = 9`, 9],
  ])('is no longer what was written: %s', async (edit, first_bad) => {
    await using server = await testServer();
    const { anna } = await written(server);
    meddle(server, edit);
    const { body } = await anna.get('/api/audit-log/verify');
    expect(body).toMatchObject({ valid: false, first_bad });
  });

  test('is read newest first, page by page, by those who may', async () => {
    await using server = await testServer();
    const { olga, anna } = await written(server);
    const first = await anna.get('/api/audit-log?limit=2');
    expect(first.body).toMatchObject({
      rows: [{ action: 'change.approved', actor: { id: 'anna' } }, { allowed: false }],
    });
    const next = await anna.get(`/api/audit-log?limit=1&before=${first.body['next']}`);
    expect(next.body).toMatchObject({ rows: [{ action: 'change.proposed' }] });
    expect((await olga.get('/api/audit-log')).body).toMatchObject({
      rows: expect.not.arrayContaining([expect.objectContaining({ role: 'auditor' })]) as unknown,
    });
    expect((await olga.get('/api/audit-log/verify')).status).toBe(403);
  });
});

describe('what cannot be told does not happen', () => {
  const broken = 'ALTER TABLE audit_entry RENAME TO elsewhere';

  test('no change is put in force', async () => {
    await using server = await testServer();
    const { olga, anna } = await people(server);
    const change = await proposed(olga);
    meddle(server, broken);
    expect((await approve(anna, change)).status).toBe(500);
    meddle(server, 'ALTER TABLE elsewhere RENAME TO audit_entry');
    expect((await anna.get(`/api/changes/${change['id']}`)).body).toMatchObject({
      state: 'proposed',
    });
  });

  test('nobody signs in', async () => {
    await using server = await testServer();
    meddle(server, broken);
    await expect(server.as('olga')).rejects.toThrow('500');
  });
});
