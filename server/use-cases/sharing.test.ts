import { describe, expect, test } from 'vitest';
import { testServer } from '../testing.ts';
import { does, openedJoint, sharingPack } from './sharing.fixture.ts';

const shared = () => testServer({ pack: sharingPack() });
const done = { status: 200, code: undefined };
const because = { reason: 'because' };

/** Drafted and checked: the signing is visit 4. */
async function checked(server: Awaited<ReturnType<typeof shared>>) {
  const { dora, caseId } = await openedJoint(server);
  const carl = await server.as('carl');
  await does(dora, `${caseId}.2`, 'claim');
  await does(dora, `${caseId}.2`, 'complete', { data: {} });
  await does(carl, `${caseId}.3`, 'claim');
  await does(carl, `${caseId}.3`, 'complete', { route: 'ok', data: {} });
  return { dora, carl, caseId, signing: `${caseId}.4` };
}

describe('a task', () => {
  test('is transferred to somebody who can do it, and then is theirs', async () => {
    await using server = await shared();
    const { dora, caseId } = await openedJoint(server);
    const id = `${caseId}.2`;
    await does(dora, id, 'claim');
    const { body } = await dora.get(`/api/tasks/${id}/people?for=transfer`);
    expect(body).toMatchObject({ rows: [{ id: 'both' }, { id: 'dick' }] });
    expect(await does(dora, id, 'transfer', { to: 'carl', ...because })).toMatchObject({
      status: 422,
      code: 'person_not_able',
    });
    expect(await does(dora, id, 'transfer', { to: 'dick', ...because })).toEqual(done);
    const dick = await server.as('dick');
    expect((await dick.get('/api/tasks?box=mine')).body['rows']).toMatchObject([{ id }]);
    expect((await dora.get('/api/tasks?box=mine')).body['rows']).toEqual([]);
    expect(await does(dick, id, 'complete', { data: {} })).toEqual(done);
  });

  test('is delegated to somebody of no post, who sees it until it is handed back', async () => {
    await using server = await shared();
    const { dora, caseId } = await openedJoint(server);
    const id = `${caseId}.2`;
    const gus = await server.as('gus');
    await does(dora, id, 'claim');
    expect((await gus.get(`/api/tasks/${id}`)).status).toBe(404);
    await does(dora, id, 'delegate', { to: 'gus', ...because });
    expect((await gus.get('/api/tasks?box=mine')).body['rows']).toMatchObject([
      { id, status: 'delegated' },
    ]);
    expect((await dora.get('/api/tasks?box=mine')).body['rows']).toMatchObject([
      { id, status: 'lent', holder: { id: 'dora' } },
    ]);
    expect((await gus.get(`/api/tasks/${id}`)).body).toMatchObject({
      can: ['hand_back', 'copy'],
      sharing: { delegation: { by: { id: 'dora' }, to: { id: 'gus' } } },
    });
    expect(await does(gus, id, 'hand-back', { comment: 'done', data: { note: 'seen' } })).toEqual(
      done,
    );
    expect((await dora.get(`/api/tasks/${id}`)).body).toMatchObject({
      fields: [{ id: 'note', value: 'seen' }],
      sharing: { delegation: null, returned: [{ by: { id: 'gus' }, comment: 'done' }] },
    });
  });

  test('is taken back from the case while nobody has touched what came after', async () => {
    await using server = await shared();
    const { dora, caseId } = await openedJoint(server);
    const id = `${caseId}.2`;
    await does(dora, id, 'claim');
    await does(dora, id, 'complete', { data: {} });
    const { body } = await dora.get(`/api/cases/${caseId}`);
    expect(body['visits']).toMatchObject([{}, { can: ['withdraw'] }, { can: ['urge'] }]);
    const dick = await server.as('dick');
    expect(await does(dick, id, 'withdraw', because)).toMatchObject({ code: 'not_last_handler' });
    expect(await does(dora, id, 'withdraw', because)).toEqual(done);
    expect((await dora.get('/api/tasks?box=mine')).body['rows']).toMatchObject([
      { id: `${caseId}.4`, step: { id: 'draft' } },
    ]);
    const entries = await dora.get(`/api/cases/${caseId}/entries?limit=1`);
    expect(entries.body['rows']).toMatchObject([
      {
        sentences: [
          { en: 'dora took “Draft” back: because' },
          { en: '“Check” was withdrawn: “Draft” was taken back' },
          { en: 'Arrived at “Draft”' },
          { en: '“Draft” assigned to dora (took it back)' },
        ],
      },
    ]);
  });

  test('is urged by whoever sees the case, once an hour', async () => {
    await using server = await shared();
    const { caseId } = await openedJoint(server);
    const id = `${caseId}.2`;
    const [anna, sid] = [await server.as('anna'), await server.as('sid')];
    expect(await does(anna, id, 'urge', because)).toEqual(done);
    expect(await does(anna, id, 'urge', because)).toMatchObject({ code: 'urged_recently' });
    expect(await does(sid, id, 'urge', because)).toMatchObject({ status: 404 });
    server.clock.advance(3_600_000);
    expect(await does(await server.as('anna'), id, 'urge', because)).toEqual(done);
    const dora = await server.as('dora');
    expect((await dora.get(`/api/tasks/${id}`)).body).toMatchObject({
      sharing: { urges: [{ by: { id: 'anna' } }, { reason: 'because' }] },
    });
  });

  test('is copied to somebody who may then read the case', async () => {
    await using server = await shared();
    const { dora, caseId } = await openedJoint(server);
    const id = `${caseId}.2`;
    const sid = await server.as('sid');
    await does(dora, id, 'claim');
    expect((await sid.get(`/api/cases/${caseId}`)).status).toBe(404);
    await does(dora, id, 'copy', { persons: ['sid'], note: 'see' });
    expect((await sid.get(`/api/cases/${caseId}`)).status).toBe(200);
    expect((await sid.get('/api/copies')).body).toMatchObject({
      rows: [
        { case_id: caseId, title: 'Ada', step: { id: 'draft' }, by: { id: 'dora' }, note: 'see' },
      ],
      next: null,
    });
    expect((await sid.get(`/api/tasks/${id}`)).status).toBe(404);
  });

  test('is reassigned by a supervisor of its unit, who sees what the unit has open', async () => {
    await using server = await shared();
    const { dora, caseId } = await openedJoint(server);
    const id = `${caseId}.2`;
    const sue = await server.as('sue');
    await does(dora, id, 'claim');
    expect((await sue.get('/api/tasks?box=unit')).body['rows']).toMatchObject([
      { id, holder: { id: 'dora' } },
    ]);
    expect((await dora.get('/api/tasks?box=unit')).body['rows']).toEqual([]);
    expect((await sue.get(`/api/tasks/${id}`)).body).toMatchObject({ can: ['urge', 'reassign'] });
    expect((await does(dora, id, 'reassign', { to: 'dick', ...because })).status).toBe(403);
    expect(await does(sue, id, 'reassign', { to: 'dick', ...because })).toEqual(done);
    expect(await does(sue, id, 'reassign', because)).toEqual(done);
    expect((await dora.get('/api/tasks?box=pool')).body['rows']).toMatchObject([{ id }]);
  });

  test('of another unit is not reassigned', async () => {
    await using server = await shared();
    const sid = await server.as('sid');
    const opened = await sid.post('/api/cases', { flow: 'joint', data: { borrower: 'Bo' } });
    const sue = await server.as('sue');
    const id = `${String(opened.body['case_id'])}.2`;
    expect(await does(sue, id, 'reassign', { to: 'sid', ...because })).toMatchObject({
      status: 404,
    });
  });
});

describe('a step that several sign', () => {
  test('is there for every signer, and goes on when the vote is certain', async () => {
    await using server = await shared();
    const { carl, caseId, signing } = await checked(server);
    const [mia, cleo] = [await server.as('mia'), await server.as('cleo')];
    for (const signer of [carl, mia, cleo]) {
      expect((await signer.get('/api/tasks?box=pool')).body['rows']).toMatchObject([
        { id: signing, status: 'signing' },
      ]);
    }
    expect((await carl.get(`/api/tasks/${signing}`)).body).toMatchObject({
      can: ['add_signer', 'copy', 'urge', 'sign'],
      sharing: {
        signing: { mode: 'vote', threshold: '2/3' },
        signs: [{ post: { id: 'manager' } }, { post: { id: 'checker' } }, { status: 'open' }],
      },
    });
    expect(await does(carl, signing, 'sign', { verdict: 'agree' })).toEqual(done);
    expect((await carl.get('/api/tasks?box=pool')).body['rows']).toEqual([]);
    expect(await does(carl, signing, 'sign', { verdict: 'agree' })).toMatchObject({
      code: 'signed_already',
    });
    expect(await does(mia, signing, 'sign', { verdict: 'agree', comment: 'good' })).toEqual(done);
    const { body } = await mia.get(`/api/cases/${caseId}`);
    expect(body).toMatchObject({ at: [{ en: 'Archive' }] });
    expect((await cleo.get('/api/tasks?box=pool')).body['rows']).toEqual([]);
    const entries = await mia.get(`/api/cases/${caseId}/entries?limit=1`);
    expect(entries.body['rows']).toMatchObject([
      {
        sentences: [
          { en: 'mia signed “Sign”: agreed, good' },
          { en: 'The signing of “Sign” is decided: passed; 1 more need not sign' },
          { en: 'mia completed “Sign”: Signed' },
          { en: 'Arrived at “Archive”' },
          { en: expect.stringContaining('(the fewest open tasks)') },
        ],
      },
    ]);
  });

  test('is not signed by who drafted it, nor by another post', async () => {
    await using server = await shared();
    const both = await server.as('both');
    const opened = await both.post('/api/cases', { flow: 'joint', data: { borrower: 'Ada' } });
    const caseId = String(opened.body['case_id']);
    const [carl, dick] = [await server.as('carl'), await server.as('dick')];
    await does(both, `${caseId}.2`, 'claim');
    await does(both, `${caseId}.2`, 'complete', { data: {} });
    await does(carl, `${caseId}.3`, 'claim');
    await does(carl, `${caseId}.3`, 'complete', { route: 'ok', data: {} });
    expect(await does(both, `${caseId}.4`, 'sign', { verdict: 'agree' })).toMatchObject({
      code: 'duty_conflict',
    });
    expect(await does(dick, `${caseId}.4`, 'sign', { verdict: 'agree' })).toMatchObject({
      status: 404,
    });
  });

  test('is for one more, who was added', async () => {
    await using server = await shared();
    const { carl, signing } = await checked(server);
    const gus = await server.as('gus');
    const added = { when: 'after', persons: ['gus'], ...because };
    expect(await does(carl, signing, 'signers', added)).toEqual(done);
    expect((await gus.get('/api/tasks?box=mine')).body['rows']).toMatchObject([
      { id: signing, status: 'signing' },
    ]);
    expect(await does(gus, signing, 'sign', { verdict: 'reject' })).toMatchObject({
      code: 'opinion_required',
    });
    expect(await does(gus, signing, 'sign', { verdict: 'agree' })).toEqual(done);
  });

  test('then the work goes to who has the fewest open tasks', async () => {
    await using server = await shared();
    const busy = await openedJoint(server);
    for (const who of ['dick', 'both']) {
      const { caseId } = await openedJoint(server);
      await does(await server.as(who), `${caseId}.2`, 'claim');
    }
    const { carl, signing, caseId } = await checked(server);
    await does(carl, signing, 'sign', { verdict: 'agree' });
    await does(await server.as('mia'), signing, 'sign', { verdict: 'agree' });
    expect((await busy.dora.get('/api/tasks?box=mine')).body['rows']).toMatchObject([
      { id: `${caseId}.5`, holder: { id: 'dora' } },
    ]);
  });
});

describe('a deputy', () => {
  test('finds and does the tasks of who is absent, in their place', async () => {
    await using server = await shared();
    const { dora, caseId } = await openedJoint(server);
    await does(dora, `${caseId}.2`, 'claim');
    await does(dora, `${caseId}.2`, 'complete', { data: {} });
    const id = `${caseId}.3`;
    const early = await server.as('gus');
    expect((await early.get('/api/tasks?box=pool')).body['rows']).toEqual([]);
    server.clock.advance(86_400_000);
    const gus = await server.as('gus');
    expect((await gus.get('/api/tasks?box=pool')).body['rows']).toMatchObject([{ id }]);
    expect((await gus.get(`/api/tasks/${id}`)).body).toMatchObject({
      can: ['claim', 'urge'],
      sharing: { in_place_of: { id: 'carl' } },
    });
    expect(await does(gus, id, 'claim')).toEqual(done);
    expect(await does(gus, id, 'complete', { route: 'ok', data: {} })).toEqual(done);
    const later = await server.as('dora');
    expect((await later.get(`/api/cases/${caseId}`)).body['visits']).toMatchObject([
      {},
      {},
      { handler: { id: 'gus' }, on_behalf_of: { id: 'carl' } },
      {},
    ]);
    server.clock.advance(3 * 86_400_000);
    const back = await server.as('gus');
    expect((await back.get('/api/tasks?box=pool')).body['rows']).toEqual([]);
  });

  test('has in hand what the absent person holds', async () => {
    await using server = await shared();
    const { carl, caseId, dora } = await checked(server);
    await does(dora, `${caseId}.4`, 'urge', because);
    const next = await openedJoint(server);
    await does(dora, `${next.caseId}.2`, 'claim');
    await does(dora, `${next.caseId}.2`, 'complete', { data: {} });
    await does(carl, `${next.caseId}.3`, 'claim');
    server.clock.advance(86_400_000);
    const gus = await server.as('gus');
    expect((await gus.get('/api/tasks?box=mine')).body['rows']).toMatchObject([
      { id: `${next.caseId}.3`, holder: { id: 'carl' } },
    ]);
    expect(await does(gus, `${next.caseId}.3`, 'release')).toEqual(done);
  });
});

test('who returns a case says why, and it is read', async () => {
  await using server = await shared();
  const { dora, caseId } = await openedJoint(server);
  const carl = await server.as('carl');
  await does(dora, `${caseId}.2`, 'claim');
  await does(dora, `${caseId}.2`, 'complete', { data: {} });
  await does(carl, `${caseId}.3`, 'claim');
  const back = { route: 'back', data: {} };
  expect(await does(carl, `${caseId}.3`, 'complete', back)).toMatchObject({
    status: 422,
    code: 'opinion_required',
  });
  expect(await does(carl, `${caseId}.3`, 'complete', { ...back, comment: 'sum?' })).toEqual(done);
  expect((await dora.get(`/api/cases/${caseId}`)).body['visits']).toMatchObject([
    {},
    {},
    { result: 'return', comment: 'sum?' },
    {},
  ]);
});
