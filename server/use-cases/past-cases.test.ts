import { describe, expect, test } from 'vitest';
import { testServer, type TestServer } from '../testing.ts';
import { RetraceView } from '../views/retraces.ts';
import { lending, lendWithin } from './past-cases.fixture.ts';
import { does } from './sharing.fixture.ts';

const HOUR = 3_600_000;

/** A loan checked by Carl after so many hours; it waits for approval then. */
async function lent(server: TestServer, hours: number, borrower = 'Ada'): Promise<string> {
  const dora = await server.as('dora');
  const opened = await dora.post('/api/cases', { flow: 'lend', data: { borrower, amount: 3500 } });
  expect(opened.status).toBe(201);
  const id = String(opened.body.case_id);
  expect((await does(await server.as('carl'), `${id}.2`, 'claim')).status).toBe(200);
  server.clock.advance(hours * HOUR);
  const passed = { route: 'pass', data: {} };
  expect((await does(await server.as('carl'), `${id}.2`, 'complete', passed)).status).toBe(200);
  return id;
}

const withoutCheck = () => {
  const { check: _c, amend: _a, ...steps } = lending.steps;
  const start = { ...lending.steps['start'], routes: [{ id: 'r', to: 'size' }] };
  return { ...lending, steps: { ...steps, start } };
};

describe('a past case in a draft', () => {
  test('is late where the limit is shorter; in its own version it goes as it went', async () => {
    await using server = await testServer();
    const id = await lent(server, 2);
    const olga = await server.as('olga');
    const own = await olga.post('/api/simulations/past-case', { flow: { id: 'lend' }, case: id });
    expect(own).toMatchObject({
      status: 200,
      body: { different: false, as_it_was: true, notes: [], case: { id, status: 'open' } },
    });
    const flow = { definition: lendWithin(1) };
    const late = await olga.post('/api/simulations/past-case', { flow, case: id });
    expect(late.body).toMatchObject({ different: true, as_it_was: true, notes: [] });
    const check = RetraceView.parse(late.body).path.find(({ step }) => step.id === 'check');
    expect(check).toMatchObject({
      changes: ['limits'],
      then: { route: { id: 'pass' }, handler: { id: 'carl' } },
      limits: [
        {
          id: 'check',
          then: { value: 4, unit: 'h', standing: 'kept' },
          now: { value: 1, unit: 'h', standing: 'overdue' },
          changed: true,
        },
      ],
    });
  });

  test('goes another way without a step, and says what cannot be done again', async () => {
    await using server = await testServer();
    const id = await lent(server, 2);
    const olga = await server.as('olga');
    const flow = { definition: withoutCheck() };
    const { body } = await olga.post('/api/simulations/past-case', { flow, case: id });
    expect(body.notes).toMatchObject([{ what: 'gone', step: { id: 'check' }, do: 'complete' }]);
    const gone = RetraceView.parse(body).path.filter((row) => row.now === null);
    expect(gone).toMatchObject([{ step: { id: 'check' }, exists: false }]);
  });

  test('of another flow, or of a unit that is not seen, cannot be gone through', async () => {
    await using server = await testServer();
    const id = await lent(server, 2);
    const olga = await server.as('olga');
    const other = { flow: { definition: { ...lending, id: 'other' } }, case: id };
    expect(await olga.post('/api/simulations/past-case', other)).toMatchObject({
      status: 422,
      body: { problems: [{ code: 'case_of_other_flow' }] },
    });
    const none = { flow: { id: 'lend' }, case: 'nothing' };
    expect((await olga.post('/api/simulations/past-case', none)).status).toBe(404);
  });
});

describe('a changed limit', () => {
  test('is counted over past cases, and every figure opens down to them', async () => {
    await using server = await testServer();
    const [fast, slow] = [await lent(server, 1), await lent(server, 3)];
    const olga = await server.as('olga');
    const flow = { definition: lendWithin(2) };
    const { body } = await olga.post('/api/simulations/limits', { flow });
    expect(body).toMatchObject({
      cases: 2,
      more: false,
      down_to: fast,
      limits: [
        {
          step: { id: 'check' },
          id: 'check',
          before: { value: 4, unit: 'h' },
          after: { value: 2, unit: 'h' },
          then: { kept: 1, warned: 1, overdue: 0 },
          now: { kept: 1, warned: 0, overdue: 1 },
          newly_overdue: 1,
          no_longer_overdue: 0,
        },
      ],
    });
    const asked = { flow, step: 'check', limit: 'check', down_to: body.down_to };
    const behind = await olga.post('/api/simulations/limits/cases', {
      ...asked,
      flip: 'newly_overdue',
    });
    expect(behind.body).toMatchObject({
      rows: [{ id: slow, seq: 2, then: { standing: 'warned' }, now: { standing: 'overdue' } }],
      next: null,
    });
    const kept = await olga.post('/api/simulations/limits/cases', { ...asked, now: 'kept' });
    expect(kept.body).toMatchObject({ rows: [{ id: fast }], next: null });
  });

  test('is none where nothing is changed', async () => {
    await using server = await testServer();
    await lent(server, 1);
    const olga = await server.as('olga');
    const { body } = await olga.post('/api/simulations/limits', { flow: { id: 'lend' } });
    expect(body).toEqual({ limits: [], cases: 0, down_to: null, more: false });
  });
});
