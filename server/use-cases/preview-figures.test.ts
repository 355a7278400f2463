import { expect, test } from 'vitest';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { type Client, testServer, type TestServer } from '../testing.ts';
import { testingPack } from '../testing-pack.ts';
import { privacyServer } from './privacy.fixture.ts';

const serve = () => testServer({ pack: testingPack() });

function inForce(id: string): Definition {
  const found = testingPack().find((one) => one.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
}

/** The indicator in force: the share of checks that were not overdue. */
const asInForce = { ...inForce('K1') };
const looser = {
  ...asInForce,
  measure: { measure: 'share', of: { fact: 'step_id', operator: 'equal', value: 'check' } },
};
const card = { ...inForce('S1') };

interface Told {
  of: string;
  periods: { period: string; is: object; was: object | null }[];
  problems: { code: string; at?: string }[];
}

async function preview(client: Client, definition: object, more: object = {}) {
  const asked = { definition, count: 2, ...more };
  const answer = await client.post('/api/figure-previews', asked);
  return { status: answer.status, body: answer.body as unknown as Told };
}

interface Records {
  is: { value: number | null; n: number };
  was: { value: number | null } | null;
  changed: number;
  rows: { case_id: string; is: { counted: boolean } | null; was: { counted: boolean } | null }[];
  next: string | null;
}

async function records(client: Client, definition: object, more: object = {}) {
  const asked = { definition, period: '2026-03', ...more };
  const answer = await client.post('/api/figure-previews/records', asked);
  expect(answer.status).toBe(200);
  return answer.body as unknown as Records;
}

/** A loan whose check is done after so many hours; its limit is 4. */
async function checkedLoan(server: TestServer, hours: number): Promise<string> {
  const dora = await server.as('dora');
  const data = { borrower: 'Ada', amount: 9 };
  const opened = await dora.post('/api/cases', { flow: 'lend', data });
  const id = (opened.body as unknown as { case_id: string }).case_id;
  server.clock.advance(hours * 3_600_000);
  const carl = await server.as('carl');
  const body = (await carl.get(`/api/cases/${id}`)).body as unknown as { tasks: { id: string }[] };
  const task = body.tasks[0]!.id;
  await carl.post(`/api/tasks/${task}/claim`, {}, { version: 1 });
  await carl.post(`/api/tasks/${task}/complete`, { route: 'pass', data: {} }, { version: 2 });
  return id;
}

test('a draft is measured over past periods beside the version in force', async () => {
  await using server = await serve();
  await checkedLoan(server, 5);
  await checkedLoan(server, 1);
  const olga = await server.as('olga');
  const { status, body } = await preview(olga, looser);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    of: 'indicator',
    periods: [
      { period: '2026-02', is: { value: null, n: 0, score: null, why: 'too_few' } },
      {
        period: '2026-03',
        from: '2026-02-28T16:00:00.000Z',
        is: { value: 100, n: 2, score: 100, why: null },
        was: { value: 50, n: 2, score: 10 },
      },
    ],
  });
});

test('a previewed figure opens down to its records, with what the two judge differently', async () => {
  await using server = await serve();
  const late = await checkedLoan(server, 5);
  await checkedLoan(server, 1);
  const olga = await server.as('olga');
  const all = await records(olga, looser, { limit: 1 });
  expect(all).toMatchObject({ is: { value: 100, n: 2 }, was: { value: 50 }, changed: 1 });
  expect(all.rows).toHaveLength(1);
  const rest = await records(olga, looser, { limit: 1, cursor: all.next });
  expect(rest.next).toBeNull();
  expect(new Set([...all.rows, ...rest.rows].map((row) => row.case_id)).size).toBe(2);
  const changed = await records(olga, looser, { show: 'changed' });
  expect(changed.rows).toMatchObject([
    { case_id: late, is: { counted: true }, was: { counted: false } },
  ]);
  const nothing = await records(olga, looser, { show: 'not' });
  expect(nothing.rows).toEqual([]);
});

test('what is new stands beside nothing', async () => {
  await using server = await serve();
  await checkedLoan(server, 1);
  const olga = await server.as('olga');
  const fresh = { ...looser, id: 'K9' };
  expect((await preview(olga, fresh)).body.periods.at(-1)).toMatchObject({
    is: { n: 1 },
    was: null,
  });
  expect(await records(olga, fresh)).toMatchObject({ was: null, changed: 0 });
});

test('a scorecard is previewed with its score and coefficient beside those in force', async () => {
  await using server = await serve();
  await checkedLoan(server, 1);
  const olga = await server.as('olga');
  const draft = {
    ...card,
    pay: { ...Object(card)['pay'], bands: [{ from: 0, coefficient: 0.5, grade: 'D' }] },
  };
  const { body } = await preview(olga, draft);
  expect(body).toMatchObject({ of: 'scorecard' });
  expect(body.periods.at(-1)).toMatchObject({
    is: {
      score: 100,
      coefficient: 0.5,
      grade: 'D',
      items: [{ indicator: { id: 'K1' }, weight: 100, value: 100, n: 1 }],
    },
    was: { score: 100, coefficient: 1.1, grade: 'A' },
  });
});

test('whom somebody does not see they get no figures of', async () => {
  await using server = await serve();
  await checkedLoan(server, 1);
  const olga = await server.as('olga');
  const { body } = await preview(olga, { ...card, unit: 'elsewhere' });
  expect(body).toEqual({ of: 'hidden' });
  const outside = await preview(olga, looser, { unit: 'elsewhere' });
  expect(outside.body.periods.at(-1)).toMatchObject({ is: { n: 0 }, was: { n: 0 } });
});

test.each([
  ['no definition', { kind: 'indicator' }, 'schema'],
  ['another kind', inForce('lend'), 'preview_of_kind'],
  [
    'a fact that is not there',
    { ...looser, over: { ...Object(looser)['over'], period_by: 'never' } },
    'unknown_fact',
  ],
])('%s is refused with what is wrong', async (_, definition, code) => {
  await using server = await serve();
  const olga = await server.as('olga');
  const { status, body } = await preview(olga, definition);
  expect(status).toBe(422);
  expect(body.problems.map((one) => one.code)).toContain(code);
});

test('what asks for personal facts tells nothing to those who are shown them in part', async () => {
  await using server = await privacyServer();
  const olga = await server.as('olga');
  const where = { fact: 'borrower', operator: 'equal', value: 'Ada' };
  const curious = { ...looser, over: { ...Object(looser)['over'], where } };
  const { status, body } = await preview(olga, curious);
  expect(status).toBe(403);
  expect(body.problems).toMatchObject([{ code: 'preview_reads_personal' }]);
  const asked = { definition: curious, period: '2026-03' };
  expect((await olga.post('/api/figure-previews/records', asked)).status).toBe(403);
});

test('nobody but an owner asks', async () => {
  await using server = await serve();
  const carl = await server.as('carl');
  expect((await preview(carl, looser)).status).toBe(403);
});
