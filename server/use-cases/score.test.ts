import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { testServer, type Client } from '../testing.ts';
import { testingPack } from '../testing-pack.ts';
import { createWorker } from '../worker/worker.ts';
import { importLog } from './import-log.ts';
import { raiseFindings } from './raise-findings.ts';
import { checkedLoan } from './scoring.fixture.ts';

const receipt = fileURLToPath(new URL('../../../shared/data/logs/receipt.xes.gz', import.meta.url));
const words = { zh: '指标', en: 'Figure' };

type Indicator = Extract<Definition, { kind: 'indicator' }>;

/** For information only. */
function figure(
  id: string,
  measure: Indicator['measure'],
  over: Partial<Indicator['over']> = {},
): Indicator {
  return {
    kind: 'indicator',
    id,
    key: id.toLowerCase(),
    name: words,
    unit: 's',
    direction: 'info',
    over: { record: 'case', period_by: 'finished_at', ...over },
    measure,
    decimals: 0,
    min_n: 0,
    ladder: { form: 'none' },
  };
}

const extra: Definition[] = [
  figure('L_CASES', { measure: 'count' }),
  figure('L_EVENTS', { measure: 'sum', fact: 'step_count' }),
  figure('L_MEDIAN', { measure: 'median', fact: 'elapsed_s' }),
  figure('L_MEAN', { measure: 'mean', fact: 'elapsed_s' }),
  figure(
    'L_STEPS',
    { measure: 'count' },
    { record: 'step', flows: ['receipt'], period_by: 'submitted_at' },
  ),
  figure('L_FOUND', { measure: 'count' }, { record: 'finding', period_by: 'found_at' }),
];

const serve = () => testServer({ pack: [...testingPack(), ...extra], raiseFindings });

interface Rows<T> {
  rows: T[];
  next: string | null;
}

async function rowsOf<T = Record<string, unknown>>(client: Client, path: string): Promise<Rows<T>> {
  const answer = await client.get(path);
  expect(answer.status).toBe(200);
  return answer.body as unknown as Rows<T>;
}

test('a scorecard counts the period, and opens down to the case and its entries', async () => {
  await using server = await serve();
  const late = await checkedLoan(server, 5);
  const prompt = await checkedLoan(server, 1);
  const mia = await server.as('mia');
  const card = await mia.get('/api/scorecards/S1?period=2026-03');
  expect(card.body).toMatchObject({
    period: '2026-03',
    from: '2026-02-28T16:00:00.000Z',
    to: '2026-03-31T16:00:00.000Z',
    items: [
      {
        indicator: { id: 'K1' },
        value: 50,
        n: 2,
        score: 10,
        effective_weight: 100,
        previous: null,
        definition_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ],
    score: 10,
    coefficient: 1,
    grade: 'B',
  });
  const behind = await mia.get('/api/indicators/K1/records?period=2026-03');
  expect(behind.body).toMatchObject({
    value: 50,
    n: 2,
    unknown: 0,
    next: null,
    rows: [
      {
        case_id: late,
        case_title: 'Ada',
        step: { id: 'check' },
        handler: { id: 'carl' },
        value: 0,
        counted: false,
      },
      { case_id: prompt, value: 1, counted: true, unknown: false },
    ],
  });
  const [row] = (behind.body as unknown as Rows<{ case_id: string }>).rows;
  const entries = await rowsOf(mia, `/api/cases/${row!.case_id}/entries`);
  expect(entries.rows.length).toBeGreaterThan(1);
});

test('other periods are not counted; the figure before is shown', async () => {
  await using server = await serve();
  await checkedLoan(server, 1);
  const mia = await server.as('mia');
  const april = await mia.get('/api/scorecards/S1?period=2026-04');
  expect(april.body).toMatchObject({
    items: [{ value: null, n: 0, score: null, effective_weight: null, previous: 100 }],
    score: null,
    coefficient: null,
    grade: null,
  });
  expect((await mia.get('/api/scorecards/S1')).body).toMatchObject({
    period: '2026-03',
    score: 100,
  });
});

test.each(['2026-Q1', '2026', '2026-13', 'now'])(
  '%s is no period of a monthly scorecard',
  async (asked) => {
    await using server = await serve();
    const mia = await server.as('mia');
    expect(await mia.get(`/api/scorecards/S1?period=${asked}`)).toMatchObject({
      status: 422,
      body: { problems: [{ code: 'bad_date' }] },
    });
  },
);

test('people see the scorecards of their unit and below, and the records of theirs', async () => {
  await using server = await serve();
  const id = await checkedLoan(server, 1);
  const [mia, dora, sid] = [
    await server.as('mia'),
    await server.as('dora'),
    await server.as('sid'),
  ];
  expect((await rowsOf(mia, '/api/scorecards')).rows).toMatchObject([{ id: 'S1', unit: null }]);
  expect((await rowsOf(dora, '/api/scorecards')).rows).toEqual([]);
  expect((await dora.get('/api/scorecards/S1')).status).toBe(404);
  expect((await dora.get('/api/scorecards/S2')).status).toBe(404);
  expect((await rowsOf(dora, '/api/indicators/K1/records')).rows).toMatchObject([{ case_id: id }]);
  expect((await rowsOf(sid, '/api/indicators/K1/records?unit=north')).rows).toEqual([]);
});

test('an imported log comes to the figures of an independent reader', async () => {
  await using server = await serve();
  await importLog(server.deps, { file: receipt, id: 'receipt' });
  const mia = await server.as('mia');
  const { rows } = await rowsOf<{ indicator: { id: string }; value: number; n: number }>(
    mia,
    '/api/indicators?log=receipt',
  );
  expect(Object.fromEntries(rows.map(({ indicator, value }) => [indicator.id, value]))).toEqual({
    L_CASES: 1434,
    L_EVENTS: 8577,
    L_STEPS: 8577,
    L_MEDIAN: 2869,
    L_MEAN: 467264,
  });
  expect((await mia.get('/api/logs/receipt')).body).toMatchObject({
    cases: 1434,
    median_seconds: 2869,
  });
  expect((await mia.get('/api/logs/other')).status).toBe(404);
});

test('the records behind a figure are paged, each once', async () => {
  await using server = await serve();
  await importLog(server.deps, { file: receipt, id: 'receipt' });
  const mia = await server.as('mia');
  const seen: number[] = [];
  const ids = new Set<string>();
  let next: string | null = '';
  while (next !== null) {
    const path = `/api/indicators/L_MEDIAN/records?log=receipt&limit=200&counted=true&cursor=${next}`;
    const page: Rows<{ case_id: string; value: number }> = await rowsOf(mia, path);
    for (const { case_id, value } of page.rows) {
      seen.push(value);
      ids.add(case_id);
    }
    next = page.next;
  }
  expect(ids.size).toBe(1434);
  const sorted = seen.toSorted((a, b) => a - b);
  expect(Math.round((sorted[716]! + sorted[717]!) / 2)).toBe(2869);
});

test('findings are measured like cases', async () => {
  await using server = await serve();
  await checkedLoan(server, 5);
  await createWorker(server.deps).runDue();
  const mia = await server.as('mia');
  const found = await rowsOf(mia, '/api/indicators/L_FOUND/records?period=2026-03');
  expect(found).toMatchObject({ value: 1, n: 1, rows: [{ handler: { id: 'carl' }, value: 1 }] });
  const february = await rowsOf(mia, '/api/indicators/L_FOUND/records?period=2026-02');
  expect(february).toMatchObject({ value: 0, n: 0, rows: [] });
});
