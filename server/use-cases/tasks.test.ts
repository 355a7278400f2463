import { describe, expect, test } from 'vitest';
import { testServer, type Answer, type TestServer } from '../testing.ts';

const opening = { flow: 'lend', data: { borrower: 'Ada', amount: 10 } };
const pass = { route: 'pass', data: {} };

/** A case at its first task; `task` is where that task is asked for. */
async function opened(server: TestServer, data: object = opening.data) {
  const dora = await server.as('dora');
  const answer = await dora.post('/api/cases', { ...opening, data });
  const caseId = String(answer.body['case_id']);
  const task = `/api/tasks/${caseId}.2`;
  return { caseId, task, dora, carl: await server.as('carl') };
}

/** How many answers had each status. */
function countsOf(answers: Answer[]): Record<string, number | undefined> {
  const groups = Object.entries(Object.groupBy(answers, ({ status }) => status));
  return Object.fromEntries(groups.map(([status, group]) => [status, group?.length]));
}

function codeOf(answer: Answer): unknown {
  return (answer.body['problems'] as { code: string }[] | undefined)?.[0]?.code;
}

test('a case is opened, and its task found, claimed and completed', async () => {
  await using server = await testServer();
  const { caseId, task, carl } = await opened(server);
  expect((await carl.get('/api/tasks?box=pool')).body).toMatchObject({
    rows: [{ title: 'Ada', status: 'open', step: { id: 'check' } }],
  });
  expect(await carl.post(`${task}/claim`, {}, { version: 1 })).toMatchObject({ status: 200 });
  expect((await carl.get('/api/tasks?box=mine')).body).toMatchObject({
    rows: [{ id: `${caseId}.2` }],
  });
  const done = await carl.post(`${task}/complete`, pass, { version: 2 });
  expect(done).toMatchObject({ status: 200, body: { case_id: caseId, version: 3 } });
  expect((await carl.get(`/api/cases/${caseId}`)).body).toMatchObject({
    at: [{ en: 'Cool off' }],
    visits: [{ step: { id: 'start' } }, { handler: { id: 'carl' } }, {}, { status: 'open' }],
  });
});

test('what happened is told newest first, in sentences, page by page', async () => {
  await using server = await testServer();
  const { caseId, task, carl } = await opened(server);
  await carl.post(`${task}/claim`, {}, { version: 1 });
  await carl.post(`${task}/complete`, pass, { version: 2 });
  const first = await carl.get(`/api/cases/${caseId}/entries?limit=2`);
  expect(first.body).toMatchObject({
    rows: [
      {
        version: 3,
        sentences: [
          { en: 'carl completed “Check”: Pass' },
          { en: 'Decided “Large?”: Cool off' },
          { en: 'Arrived at “Cool off”' },
        ],
      },
      { version: 2, sentences: [{ en: 'carl claimed “Check”' }] },
    ],
  });
  const older = `/api/cases/${caseId}/entries?limit=2&cursor=${first.body['next']}`;
  expect((await carl.get(older)).body).toMatchObject({ rows: [{ version: 1 }], next: null });
  const another = (await opened(server)).caseId;
  const foreign = await carl.get(`/api/cases/${another}/entries?cursor=${first.body['next']}`);
  expect([foreign.status, codeOf(foreign)]).toEqual([422, 'schema']);
});

describe('the version that the caller has seen', () => {
  test('must be named', async () => {
    await using server = await testServer();
    const { task, carl } = await opened(server);
    for (const headers of [{}, { 'If-Match': 'seven' }, { 'If-Match': '' }]) {
      const answer = await carl.post(`${task}/claim`, {}, { headers });
      expect([answer.status, codeOf(answer)]).toEqual([400, 'version_required']);
    }
  });

  test('must be the one that is there', async () => {
    await using server = await testServer();
    const { task, carl } = await opened(server);
    expect(await carl.post(`${task}/claim`, {}, { version: 7 })).toMatchObject({
      status: 412,
      body: { problems: [{ code: 'version_conflict', details: { version: 1 } }] },
    });
  });

  test('may be any', async () => {
    await using server = await testServer();
    const { task, carl } = await opened(server);
    const headers = { 'If-Match': '*' };
    expect((await carl.post(`${task}/claim`, {}, { headers })).status).toBe(200);
  });

  test('of many completions at once, one wins', async () => {
    await using server = await testServer();
    const { caseId, task, carl } = await opened(server);
    await carl.post(`${task}/claim`, {}, { version: 1 });
    const all = await Promise.all(
      Array.from({ length: 20 }, () => carl.post(`${task}/complete`, pass, { version: 2 })),
    );
    expect(countsOf(all)).toEqual({ 200: 1, 412: 19 });
    expect((await server.deps.store.cases.state(caseId))?.version).toBe(3);
  });

  test('without one, commands on one case wait for each other', async () => {
    await using server = await testServer();
    const { task, carl } = await opened(server);
    const both = await server.as('both');
    const headers = { 'If-Match': '*' };
    const claims = [carl, both].map((client) => client.post(`${task}/claim`, {}, { headers }));
    const answers = await Promise.all(claims);
    expect(countsOf(answers)).toEqual({ 200: 1, 409: 1 });
    expect(answers.map(codeOf)).toContain('task_claimed_by_other');
  });
});

describe('a repeated request', () => {
  test('with the same key and body gets the same answer and happens once', async () => {
    await using server = await testServer();
    const dora = await server.as('dora');
    const first = await dora.post('/api/cases', opening, { key: 'k1' });
    await server.restart();
    const second = await dora.post('/api/cases', opening, { key: 'k1' });
    expect(second).toMatchObject({ status: 201, body: first.body });
    expect((await dora.get('/api/cases')).body['rows']).toHaveLength(1);
  });

  test('on a task is answered although its version has passed', async () => {
    await using server = await testServer();
    const { task, carl } = await opened(server);
    const claim = () => carl.post(`${task}/claim`, {}, { version: 1, key: 'k' });
    expect((await claim()).body).toMatchObject({ version: 2 });
    expect(await claim()).toMatchObject({ status: 200, body: { version: 2 } });
  });

  test('with the same key and another body, or for something else, is refused', async () => {
    await using server = await testServer();
    const { task, carl, dora } = await opened(server);
    await dora.post('/api/cases', opening, { key: 'k' });
    const other = { ...opening, data: { borrower: 'Bo', amount: 10 } };
    expect(await dora.post('/api/cases', other, { key: 'k' })).toMatchObject({
      status: 422,
      body: { problems: [{ code: 'idempotency_mismatch' }] },
    });
    await carl.post(`${task}/claim`, {}, { version: 1, key: 'c' });
    const release = await carl.post(`${task}/release`, {}, { version: 2, key: 'c' });
    expect(release.status).toBe(422);
  });

  test('while the first is on its way is told to wait', async () => {
    await using server = await testServer();
    const dora = await server.as('dora');
    const send = () => dora.post('/api/cases', opening, { key: 'k' });
    const answers = await Promise.all([send(), send()]);
    expect(countsOf(answers)).toEqual({ 201: 1, 409: 1 });
    expect(answers.map(codeOf)).toContain('idempotency_in_flight');
  });

  test('a key belongs to one person', async () => {
    await using server = await testServer();
    const [dora, both] = [await server.as('dora'), await server.as('both')];
    const first = await dora.post('/api/cases', opening, { key: 'k' });
    const second = await both.post('/api/cases', opening, { key: 'k' });
    expect(second.status).toBe(201);
    expect(second.body).not.toEqual(first.body);
  });

  test('after a refusal the key is free', async () => {
    await using server = await testServer();
    const dora = await server.as('dora');
    const bad = await dora.post('/api/cases', { ...opening, data: {} }, { key: 'k' });
    expect(codeOf(bad)).toBe('fact_required');
    expect((await dora.post('/api/cases', opening, { key: 'k' })).status).toBe(201);
  });
});

describe('who may', () => {
  test('another unit’s case and task do not exist', async () => {
    await using server = await testServer();
    const { caseId, task } = await opened(server);
    const sid = await server.as('sid');
    expect((await sid.get(`/api/cases/${caseId}`)).status).toBe(404);
    expect((await sid.get(`/api/cases/${caseId}/entries`)).status).toBe(404);
    expect((await sid.get(task)).status).toBe(404);
    expect((await sid.post(`${task}/claim`, {}, { version: 1 })).status).toBe(404);
    expect((await sid.get('/api/cases')).body['rows']).toEqual([]);
    expect((await sid.get('/api/tasks?box=pool')).body['rows']).toEqual([]);
  });

  test('the unit above sees them', async () => {
    await using server = await testServer();
    const { caseId } = await opened(server);
    expect((await (await server.as('anna')).get(`/api/cases/${caseId}`)).status).toBe(200);
  });

  test('a task of another post is not mine', async () => {
    await using server = await testServer();
    const { task, dora } = await opened(server);
    expect((await dora.get(task)).status).toBe(404);
    expect((await dora.post(`${task}/claim`, {}, { version: 1 })).status).toBe(404);
  });

  test('a case is opened by holders of the start’s posts, for units that they see', async () => {
    await using server = await testServer();
    const [carl, dora] = [await server.as('carl'), await server.as('dora')];
    expect((await carl.get('/api/openable')).body).toEqual({ rows: [] });
    expect((await dora.get('/api/openable')).body).toMatchObject({
      rows: [{ flow: { id: 'lend' }, fields: [{ id: 'borrower', required: true }, {}] }],
    });
    expect((await carl.post('/api/cases', opening)).status).toBe(403);
    expect(codeOf(await dora.post('/api/cases', { ...opening, unit: 'south' }))).toBe(
      'unknown_reference',
    );
    expect(codeOf(await dora.post('/api/cases', { ...opening, flow: 'none' }))).toBe('not_active');
  });

  test('a task held by another, or by nobody, cannot be completed', async () => {
    await using server = await testServer();
    const { task, carl } = await opened(server);
    expect(codeOf(await carl.post(`${task}/complete`, pass, { version: 1 }))).toBe(
      'task_not_claimed',
    );
    await (await server.as('both')).post(`${task}/claim`, {}, { version: 1 });
    expect(codeOf(await carl.post(`${task}/complete`, pass, { version: 2 }))).toBe(
      'task_claimed_by_other',
    );
  });

  test('one person does not do incompatible duties in one case', async () => {
    await using server = await testServer();
    const { task, carl } = await opened(server);
    const both = await server.as('both');
    await carl.post(`${task}/claim`, {}, { version: 1 });
    await carl.post(
      `${task}/complete`,
      { route: 'back', data: {}, comment: 'The amount?' },
      { version: 2 },
    );
    const amend = task.replace(/2$/, '3');
    await both.post(`${amend}/claim`, {}, { version: 3 });
    await both.post(`${amend}/complete`, { data: { amount: 20 } }, { version: 4 });
    const check = task.replace(/2$/, '4');
    expect((await both.get(check)).body).toMatchObject({ can: ['urge'] });
    expect(await both.post(`${check}/claim`, {}, { version: 5 })).toMatchObject({
      status: 409,
      body: { problems: [{ code: 'duty_conflict' }] },
    });
    expect((await carl.get(check)).body).toMatchObject({ can: ['claim', 'urge'] });
  });

  test.each(['nonsense', 'x.1', 'x.y', `${'9'.repeat(70)}.1`])('no such task: %s', async (id) => {
    await using server = await testServer();
    const carl = await server.as('carl');
    expect((await carl.get(`/api/tasks/${id}`)).status).toBe(404);
    expect((await carl.post(`/api/tasks/${id}/claim`, {}, { version: 1 })).status).toBe(404);
  });
});

describe('a task', () => {
  test('shows what may be done to it, step by step', async () => {
    await using server = await testServer();
    const { task, carl } = await opened(server);
    const can = async () => (await carl.get(task)).body['can'];
    expect(await can()).toEqual(['claim', 'urge']);
    await carl.post(`${task}/claim`, {}, { version: 1 });
    expect(await can()).toEqual(['release', 'complete', 'pause', 'copy']);
    const pause = { reason: 'papers missing', evidence: 'letter 7' };
    await carl.post(`${task}/pause`, pause, { version: 2 });
    expect(await can()).toEqual(['release', 'resume', 'copy']);
    expect((await carl.get(task)).body).toMatchObject({
      status: 'paused',
      due_at: null,
      pauses: [{ reason: 'papers missing', to: null }],
    });
    await carl.post(`${task}/resume`, {}, { version: 3 });
    await carl.post(`${task}/release`, {}, { version: 4 });
    expect(await can()).toEqual(['claim', 'urge']);
  });

  test('is not paused without evidence', async () => {
    await using server = await testServer();
    const { task, carl } = await opened(server);
    await carl.post(`${task}/claim`, {}, { version: 1 });
    for (const body of [{}, { reason: 'r' }, { reason: 'r', evidence: '  ' }]) {
      expect((await carl.post(`${task}/pause`, body, { version: 2 })).status).toBe(422);
    }
  });

  test('is stopped by a pre-audit, with its reason', async () => {
    await using server = await testServer();
    const { caseId, task, carl } = await opened(server, { borrower: 'Ada', amount: 4500 });
    await carl.post(`${task}/claim`, {}, { version: 1 });
    expect(await carl.post(`${task}/complete`, pass, { version: 2 })).toMatchObject({
      status: 422,
      body: { problems: [{ code: 'audit_blocked', details: { rule: 'B1' } }] },
    });
    expect((await server.deps.store.cases.state(caseId))?.version).toBe(2);
  });

  test('asks for what its form needs, naming the field', async () => {
    await using server = await testServer();
    const { task, carl } = await opened(server);
    await carl.post(`${task}/claim`, {}, { version: 1 });
    const send = (body: object) => carl.post(`${task}/complete`, body, { version: 2 });
    expect(codeOf(await send({ data: {} }))).toBe('route_required');
    expect(codeOf(await send({ route: 'up', data: {} }))).toBe('unknown_route');
    expect((await send({ route: 'pass', data: { amount: 1 } })).body).toMatchObject({
      problems: [{ code: 'fact_not_on_form', at: '/data/amount' }],
    });
  });
});

test('what was acknowledged is stored', async () => {
  await using server = await testServer();
  const dora = await server.as('dora');
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      dora.post('/api/cases', { ...opening, data: { borrower: `B${index}`, amount: index } }),
    ),
  );
  await server.restart();
  for (const [index, { body }] of answers.entries()) {
    const state = await server.deps.store.cases.state(String(body['case_id']));
    expect(state).toMatchObject({ version: 1, data: { borrower: `B${index}` } });
  }
});
