import { expect, test } from 'vitest';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { testServer, type Client, type TestServer } from '../testing.ts';
import { testingPack } from '../testing-pack.ts';
import { createWorker } from '../worker/worker.ts';
import { raiseFindings } from './raise-findings.ts';

type Step = Extract<Definition, { kind: 'flow' }>['steps'][string];

/** The testing pack, whose repair flow takes what a finding says and establishes a verdict. */
function pack(): Definition[] {
  const found = testingPack();
  const name = { zh: '数据', en: 'Fact' };
  for (const definition of found) {
    if (definition.kind === 'facts') {
      definition.facts['finding_id'] = { name, type: 'string' };
      definition.facts['severity'] = { name, type: 'string' };
      definition.facts['verdict'] = { name, type: 'string', nullable: true };
      definition.facts['rectify_action'] = { name, type: 'text', nullable: true };
    }
    if (definition.kind === 'flow' && definition.id === 'repair') {
      formOf(definition.steps['start']).push({ fact: 'finding_id' }, { fact: 'severity' });
      formOf(definition.steps['fix']).push(
        { fact: 'verdict', optional: true },
        { fact: 'rectify_action', optional: true },
      );
    }
  }
  return found;
}

function formOf(step: Step | undefined) {
  return step !== undefined && 'form' in step ? step.form : [];
}

const serve = () => testServer({ pack: pack(), raiseFindings });

/** Claims and completes the one open task of a case. */
async function work(
  server: TestServer,
  person: string,
  caseId: string,
  body: object = { data: {} },
) {
  const client = await server.as(person);
  const open = await client.get(`/api/cases/${caseId}`);
  const [task] = (open.body as unknown as { tasks: { id: string }[] }).tasks;
  for (const [does, sent] of [
    ['claim', {}],
    ['complete', body],
  ] as const) {
    const seen = await client.get(`/api/tasks/${task?.id}`);
    const { version } = seen.body as unknown as { version: number };
    const done = await client.post(`/api/tasks/${task?.id}/${does}`, sent, { version });
    expect(done).toMatchObject({ status: 200 });
  }
}

async function openLoan(server: TestServer, amount: number): Promise<string> {
  const dora = await server.as('dora');
  const opened = await dora.post('/api/cases', { flow: 'lend', data: { borrower: 'Ada', amount } });
  return (opened.body as unknown as { case_id: string }).case_id;
}

const check = (server: TestServer, id: string) =>
  work(server, 'carl', id, { route: 'pass', data: {} });

interface Found {
  id: string;
  status: string;
  rectification_id: string;
}

async function findingsOf(client: Client, query = ''): Promise<Found[]> {
  const answer = await client.get(`/api/findings${query}`);
  return (answer.body as unknown as { rows: Found[] }).rows;
}

test('work that was late is found when it is completed, with its reason, and starts a repair', async () => {
  await using server = await serve();
  const id = await openLoan(server, 100);
  server.clock.advance(5 * 3_600_000);
  await check(server, id);
  const carl = await server.as('carl');
  const [row, ...others] = await findingsOf(carl, `?case=${id}`);
  expect(others).toEqual([]);
  expect(row).toMatchObject({
    rule: { id: 'D1', name: { en: 'Late' } },
    stage: 'during',
    severity: 'R3',
    case_id: id,
    case_title: 'Ada',
    step: { id: 'check', name: { en: 'Check' } },
    unit: { id: 'north' },
    handler: { id: 'carl' },
    status: 'open',
  });
  const finding = await carl.get(`/api/findings/${row!.id}`);
  expect(finding.body).toMatchObject({
    rule_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    operands: { overdue: true },
    reason: { holds: true, sentence: { en: expect.stringContaining('yes') } },
  });
  const repair = await carl.get(`/api/cases/${row!.rectification_id}`);
  expect(repair.body).toMatchObject({
    flow: { id: 'repair' },
    unit: { id: 'north' },
    opened_by: { id: 'system' },
    data: [
      { id: 'finding_id', value: row!.id },
      { id: 'severity', value: 'R3' },
    ],
  });
  expect((await carl.get(`/api/cases/${id}`)).body).toMatchObject({ findings: 1 });
});

test('a case is audited when it has ended; what was found is not found again', async () => {
  await using server = await serve();
  const id = await openLoan(server, 3500);
  await check(server, id);
  await work(server, 'mia', id);
  expect(await findingsOf(await server.as('mia'))).toEqual([]);
  server.clock.advance(31 * 60_000);
  await createWorker(server.deps).runDue();
  await work(server, 'dora', id);
  const mia = await server.as('mia');
  expect(await findingsOf(mia)).toMatchObject([
    { rule: { id: 'A1' }, stage: 'after', severity: 'R4', step: null, handler: null },
  ]);
  const anna = await server.as('anna');
  const again = await anna.post('/api/audits', { stage: 'after', flow: 'lend' });
  expect(again.body).toEqual({ checked: 1, hits: 1, unknown: 0 });
  expect(await findingsOf(mia)).toHaveLength(1);
  expect(await findingsOf(mia, '?rule=D1')).toEqual([]);
});

test('open cases are audited on demand', async () => {
  await using server = await serve();
  await openLoan(server, 100);
  const anna = await server.as('anna');
  const first = await anna.post('/api/audits', { stage: 'during' });
  expect(first.body).toEqual({ checked: 1, hits: 0, unknown: 0 });
  server.clock.advance(5 * 3_600_000);
  const auditor = await server.as('anna');
  const second = await auditor.post('/api/audits', { stage: 'during', flow: 'lend' });
  expect(second.body).toEqual({ checked: 1, hits: 1, unknown: 0 });
  expect(await findingsOf(auditor)).toMatchObject([{ rule: { id: 'D1' }, handler: null }]);
  const dora = await server.as('dora');
  expect((await dora.post('/api/audits', { stage: 'during' })).status).toBe(403);
});

test('a finding follows the case that it started', async () => {
  await using server = await serve();
  const id = await openLoan(server, 100);
  server.clock.advance(5 * 3_600_000);
  await check(server, id);
  const dora = await server.as('dora');
  const [found] = await findingsOf(dora);
  expect(found).toMatchObject({ status: 'open' });
  await work(server, 'dora', found!.rectification_id, {
    data: { note: 'seen', verdict: 'confirmed', rectify_action: 'told them' },
  });
  expect(await findingsOf(dora, '?status=closed')).toMatchObject([{ id: found!.id }]);
  const row = await server.deps.store.findings.byId(found!.id);
  const at = new Date(server.clock.clock()).toISOString();
  expect(row).toMatchObject({ verified_at: at, closed_at: at, rectified_at: null });
});

test('a false positive is closed as one', async () => {
  await using server = await serve();
  const id = await openLoan(server, 100);
  server.clock.advance(5 * 3_600_000);
  await check(server, id);
  const dora = await server.as('dora');
  const [found] = await findingsOf(dora);
  await work(server, 'dora', found!.rectification_id, {
    data: { note: 'clock was wrong', verdict: 'false_positive' },
  });
  expect(await findingsOf(dora, '?status=false_positive')).toHaveLength(1);
});

test('people see the findings of their unit and below', async () => {
  await using server = await serve();
  const id = await openLoan(server, 100);
  server.clock.advance(5 * 3_600_000);
  await check(server, id);
  const [mia, sid] = [await server.as('mia'), await server.as('sid')];
  const [found] = await findingsOf(mia);
  expect(await findingsOf(sid)).toEqual([]);
  expect((await sid.get(`/api/findings/${found!.id}`)).status).toBe(404);
  expect((await server.anonymous.get('/api/findings')).status).toBe(401);
});
