import { describe, expect, test } from 'vitest';
import type { MigrationPlan } from '@flowmeter/engine/migration/plan.ts';
import { testServer, type Answer, type TestServer } from '../testing.ts';
import {
  approve,
  codes,
  draftOf,
  people,
  saved,
  told,
  words,
  type Json,
} from './governance.fixture.ts';

const at = '/api/flows/lend/migration';

type Steps = Record<string, Record<string, unknown>>;

/** A version in force after what `edit` does to the lending flow. */
async function released(server: TestServer, edit: (steps: Steps) => void): Promise<Json> {
  const { olga, anna } = await people(server);
  const draft = await draftOf(olga);
  edit(draft.content.steps);
  await saved(olga, draft, draft.content);
  const proposal = await olga.post(`/api/drafts/${draft.id}/propose`, words);
  await approve(anna, proposal.body);
  return proposal.body;
}

/** Two cases of the first version, one of them with its check claimed by Carl; then a second version. */
async function moved(server: TestServer, edit: (steps: Steps) => void = () => undefined) {
  const dora = await server.as('dora');
  const carl = await server.as('carl');
  const cases: string[] = [];
  for (const borrower of ['Ada', 'Bo']) {
    const opened = await dora.post('/api/cases', { flow: 'lend', data: { borrower, amount: 10 } });
    cases.push(String(opened.body['case_id']));
  }
  await carl.post(`/api/tasks/${cases[0]}.2/claim`, {}, { version: 1 });
  const change = await released(server, edit);
  const olga = await server.as('olga');
  const from = String(change['base_hash']);
  const planned = await olga.post(`${at}/plan`, { from });
  const { plan } = planned.body as unknown as { plan: MigrationPlan };
  return { olga, carl, dora, cases, change, from, plan, planned };
}

function renamed(steps: Steps): void {
  steps['examine'] = steps['check'] ?? {};
  delete steps['check'];
  for (const id of ['start', 'amend']) {
    for (const route of (steps[id]?.['routes'] ?? []) as { to: string }[]) route.to = 'examine';
  }
}

const rowsOf = ({ body }: Answer) => body['rows'] as unknown as Record<string, unknown>[];

describe('moving running cases', () => {
  test('a plan is suggested, tried on every open case, and carried out', async () => {
    await using server = await testServer();
    const { olga, carl, cases, change, plan, planned } = await moved(server);
    expect(planned).toMatchObject({
      status: 200,
      body: {
        open_cases: 2,
        plan: { steps: { check: 'check', amend: 'amend', cool: 'cool' }, timers: {} },
      },
    });
    const tried = await olga.post(`${at}/dry-run`, { plan });
    expect(tried).toMatchObject({
      status: 200,
      body: {
        rows: [
          { id: cases[1], title: 'Bo', can: true, kept: [{ holder: null }] },
          {
            id: cases[0],
            can: true,
            kept: [{ from: { id: 'check' }, to: { id: 'check' }, holder: { id: 'carl' } }],
            limits: [],
            limits_kept: 2,
          },
        ],
      },
    });
    const done = await olga.post(`${at}/run`, { plan, cases, reason: 'Shorter check' });
    expect(rowsOf(done)).toMatchObject([
      { done: true, version: 3 },
      { done: true, version: 2 },
    ]);
    expect((await olga.get('/api/definitions/flow/lend/versions')).body).toMatchObject({
      rows: [{ open_cases: 2 }, { open_cases: 0 }],
    });
    const seen = await carl.get(`/api/cases/${cases[0]}`);
    expect(seen.body).toMatchObject({ flow_hash: change['content_hash'], version: 3 });
    const entries = await carl.get(`/api/cases/${cases[0]}/entries?limit=1`);
    expect(rowsOf(entries)).toMatchObject([
      { sentences: [{ en: 'olga moved the case to another version of the flow: Shorter check' }] },
    ]);
  });

  test('work goes on by the new version, after a restart too', async () => {
    await using server = await testServer();
    const { olga, cases, plan } = await moved(server, renamed);
    const mapped = { ...plan, steps: { ...plan.steps, check: 'examine' } };
    await olga.post(`${at}/run`, { plan: mapped, cases, reason: 'Renamed' });
    const state = await server.deps.store.cases.state(String(cases[0]));
    await server.restart();
    expect(await server.deps.store.cases.state(String(cases[0]))).toEqual(state);
    const carl = await server.as('carl');
    expect(rowsOf(await carl.get('/api/tasks?box=mine'))).toMatchObject([
      { step: { id: 'examine' } },
    ]);
    expect(rowsOf(await carl.get('/api/tasks?box=pool'))).toMatchObject([
      { step: { id: 'examine' } },
    ]);
    const task = `/api/tasks/${cases[0]}.2`;
    const done = await carl.post(`${task}/complete`, { route: 'pass', data: {} }, { version: 3 });
    expect(done.status).toBe(200);
    const seen = await carl.get(`/api/cases/${cases[0]}`);
    expect(seen.body['visits']).toMatchObject([
      {},
      { step: { id: 'examine', name: { en: 'Check' } } },
      {},
      {},
    ]);
  });

  test('what was done in a version before keeps its name', async () => {
    await using server = await testServer();
    const { olga, carl, cases, plan } = await moved(server, renamed);
    const task = `/api/tasks/${cases[0]}.2`;
    await carl.post(`${task}/complete`, { route: 'pass', data: {} }, { version: 2 });
    await olga.post(`${at}/run`, { plan, cases: [cases[0]], reason: 'Renamed' });
    const check = { id: 'check', name: { en: 'Check' } };
    const seen = await carl.get(`/api/cases/${cases[0]}`);
    expect(seen.body['visits']).toMatchObject([{}, { step: check, status: 'done' }, {}, {}]);
    const entries = await carl.get(`/api/cases/${cases[0]}/entries`);
    expect(rowsOf(entries)[1]).toMatchObject({
      sentences: [{ en: 'carl completed “Check”: Pass' }, {}, {}],
    });
  });

  test('a case that cannot be moved says why, and stops no other', async () => {
    await using server = await testServer();
    const { olga, cases, plan } = await moved(server, renamed);
    const tried = await olga.post(`${at}/dry-run`, { plan, cases: [cases[0], 'nobody'] });
    expect(rowsOf(tried)).toMatchObject([
      { can: false, problems: [{ code: 'migration_no_target', at: '/steps/check' }] },
      { can: false, title: null, problems: [{ code: 'case_not_found' }] },
    ]);
    const mapped = { ...plan, steps: { ...plan.steps, check: 'examine' } };
    const done = await olga.post(`${at}/run`, {
      plan: mapped,
      cases: ['nobody', cases[1]],
      reason: 'Renamed',
    });
    expect(rowsOf(done)).toMatchObject([
      { id: 'nobody', done: false, problems: [{ code: 'case_not_found' }] },
      { id: cases[1], done: true },
    ]);
  });

  test('under one key each case is moved once and answered alike', async () => {
    await using server = await testServer();
    const { olga, cases, plan } = await moved(server);
    const run = () => olga.post(`${at}/run`, { plan, cases, reason: 'Once' }, { key: 'k1' });
    const first = await run();
    expect(rowsOf(await run())).toEqual(rowsOf(first));
    const entries = await server.deps.store.cases.entries(String(cases[1]));
    expect(entries.map(({ command }) => command)).toEqual(['open', 'migrate']);
    const other = await olga.post(`${at}/run`, { plan, cases, reason: 'Twice' }, { key: 'k1' });
    expect(rowsOf(other)).toMatchObject([
      { done: false, problems: [{ code: 'idempotency_mismatch' }] },
      { done: false, problems: [{ code: 'idempotency_mismatch' }] },
    ]);
    const again = await olga.post(`${at}/run`, { plan, cases, reason: 'Twice' });
    expect(rowsOf(again)).toMatchObject([
      { done: false, problems: [{ code: 'migration_other_version' }] },
      { done: false },
    ]);
  });

  test('and back, when the earlier version is in force again', async () => {
    await using server = await testServer();
    const { olga, cases, plan, from } = await moved(server, renamed);
    const before = await server.deps.store.cases.state(String(cases[0]));
    const mapped = { ...plan, steps: { ...plan.steps, check: 'examine' } };
    await olga.post(`${at}/run`, { plan: mapped, cases, reason: 'There' });
    const back = await olga.post('/api/rollbacks', {
      kind: 'flow',
      id: 'lend',
      hash: from,
      ...words,
    });
    const anna = await server.as('anna');
    await approve(anna, back.body);
    const planned = await olga.post(`${at}/plan`, { from: plan.to });
    const { plan: other } = planned.body as unknown as { plan: MigrationPlan };
    const returning = { ...other, steps: { ...other.steps, examine: 'check' } };
    await olga.post(`${at}/run`, { plan: returning, cases, reason: 'Back' });
    const after = await server.deps.store.cases.state(String(cases[0]));
    expect({ ...after, version: 0, moves: [] }).toEqual({ ...before, version: 0, moves: [] });
  });

  test.each<[string, (plan: MigrationPlan) => unknown, number, string]>([
    [
      'a target that is not in force',
      (plan) => ({ ...plan, to: plan.from }),
      409,
      'migration_not_in_force',
    ],
    [
      'a version that never was',
      (plan) => ({ ...plan, from: '0'.repeat(64) }),
      404,
      'definition_not_found',
    ],
    [
      'a plan of nonsense',
      (plan) => ({ ...plan, steps: { check: 'nowhere' } }),
      422,
      'unknown_reference',
    ],
  ])('is refused for %s', async (_title, edit, status, code) => {
    await using server = await testServer();
    const { olga, cases, plan } = await moved(server);
    const answer = await olga.post(`${at}/run`, { plan: edit(plan), cases, reason: 'x' });
    expect(answer.status).toBe(status);
    expect(codes(answer)).toEqual([code]);
  });

  test('a version that is superseded before the commit takes no case', async () => {
    await using server = await testServer();
    const { olga, cases, plan } = await moved(server);
    const lend = server.deps.inForce.flow('lend');
    await released(server, (steps) => {
      steps['amend'] = { ...steps['amend'], description: { zh: 'x', en: 'x' } };
    });
    server.deps.inForce.flow = () => lend;
    const done = await olga.post(`${at}/run`, { plan, cases, reason: 'Late' });
    expect(rowsOf(done)).toMatchObject([
      { done: false, problems: [{ code: 'migration_not_in_force' }] },
      { done: false },
    ]);
  });

  test('is for owners, and told to the audit log with its plan', async () => {
    await using server = await testServer();
    const { olga, carl, cases, plan } = await moved(server);
    expect((await carl.post(`${at}/dry-run`, { plan })).status).toBe(403);
    await olga.post(`${at}/check`, { plan });
    await olga.post(`${at}/dry-run`, { plan });
    await olga.post(`${at}/run`, { plan, cases: [cases[0]], reason: 'Told' });
    const log = await told(server);
    expect(log.filter(([action]) => action.includes('migrat')).slice(-4)).toEqual([
      ['try_migration', 'carl', false],
      ['migration.checked', 'olga', true],
      ['migration.tried', 'olga', true],
      ['case.migrated', 'olga', true],
    ]);
    const { rows } = await server.deps.store.auditLog.page({ limit: 1 });
    expect(rows[0]?.details).toMatchObject({
      from: plan.from,
      to: plan.to,
      reason: { commitment: expect.any(String) },
    });
  });
});
