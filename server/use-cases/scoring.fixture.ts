/** What tests of scores do again and again: a loan is checked late, somebody proposes a milder ladder. */
import type { IndicatorDefinition } from '@flowmeter/engine/definition/indicator.ts';
import type { Answer, Client, TestServer } from '../testing.ts';
import type { Json } from './governance.fixture.ts';

/** A loan whose check is done after so many hours; its limit is 4. */
export async function checkedLoan(server: TestServer, hours: number): Promise<string> {
  const dora = await server.as('dora');
  const data = { borrower: 'Ada', amount: 9 };
  const opened = await dora.post('/api/cases', { flow: 'lend', data });
  const id = String(opened.body['case_id']);
  server.clock.advance(hours * 3_600_000);
  const carl = await server.as('carl');
  await carl.post(`/api/tasks/${id}.2/claim`, {}, { version: 1 });
  const body = { route: 'pass', data: {} };
  const done = await carl.post(`/api/tasks/${id}.2/complete`, body, { version: 2 });
  if (done.status !== 200) throw new Error(JSON.stringify(done.body));
  return id;
}

/** Proposes that little is taken off for being late. */
export async function milder(
  server: TestServer,
  effective?: { local: string; zone: string },
): Promise<Json> {
  const olga = await server.as('olga');
  const started = await olga.post('/api/drafts', { kind: 'indicator', id: 'K1' });
  const { id, content, revision } = started.body as unknown as Drafted;
  const ladder = { form: 'deduct', per: 1, points: 0.1, floor: 0, cap: 100 };
  const draft = { content: { ...content, ladder }, layout: null };
  await olga.put(`/api/drafts/${id}`, draft, { version: revision });
  const words = { title: 'Milder', reason: 'The season', ...(effective && { effective }) };
  const proposed = await olga.post(`/api/drafts/${id}/propose`, words);
  if (proposed.status !== 201) throw new Error(JSON.stringify(proposed.body));
  return proposed.body;
}

interface Drafted {
  id: string;
  revision: number;
  content: IndicatorDefinition;
}

export function scoredIn(client: Client, period = '2026-03'): Promise<Answer> {
  return client.get(`/api/scorecards/S1?period=${period}`);
}
