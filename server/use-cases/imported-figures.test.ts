/** Figures over imported records: counted in their period and unit, opened down to the record. */
import { expect, test } from 'vitest';
import type { IndicatorDefinition } from '@flowmeter/engine/definition/indicator.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { parcelRow } from '../records/records.fixture.ts';
import { auditServer, bring, damageRecords, withNorthern } from './record-audits.fixture.ts';

const said = (text: string) => ({ zh: text, en: text });
const basis = { kind: 'typical' as const, source: said('test') };

/** Kilograms of a parcel in grams: what is worked out about it. */
const grams: Definition = {
  kind: 'derived',
  id: 'grams',
  name: said('Grams'),
  record: 'parcel',
  facts: {
    grams: {
      name: said('Grams'),
      type: 'number',
      unit: 'g',
      value: { function: 'multiply', of: [{ fact: 'weight' }, 1000] },
    },
  },
};

const light: IndicatorDefinition = {
  kind: 'indicator',
  id: 'P1',
  key: 'light',
  name: said('Light parcels'),
  unit: '%',
  direction: 'higher',
  over: {
    record: 'parcel',
    where: { fact: 'size', operator: 'equal', value: 's' },
    period_by: 'sent_at',
  },
  measure: { measure: 'share', of: { fact: 'grams', operator: 'lessThan', value: 2000 } },
  decimals: 1,
  min_n: 1,
  target: { value: 100, basis },
  ladder: { form: 'deduct', per: 1, points: 1, floor: 0, cap: 100 },
};

const mean: IndicatorDefinition = {
  ...light,
  id: 'P2',
  key: 'mean_grams',
  unit: 'g',
  direction: 'info',
  over: { record: 'parcel', period_by: 'due' },
  measure: { measure: 'mean', fact: 'grams' },
  ladder: { form: 'none' },
};

function packWith(): Definition[] {
  const pack = [...withNorthern(), grams, light, mean];
  return pack.map((one) =>
    one.kind === 'scorecard'
      ? {
          ...one,
          items: [
            { indicator: 'K1', weight: 40 },
            { indicator: 'P1', weight: 60 },
          ],
        }
      : one,
  );
}

const march = { sent_at: '2026-03-10T09:00:00+08:00', size: 's', due: '2026-03-12' };

async function served() {
  const server = await auditServer(packWith());
  await bring(
    server,
    parcelRow('P1', { ...march, desk: 'north', weight: '1' }),
    parcelRow('P2', { ...march, desk: 'south', weight: '5' }),
    parcelRow('P3', { ...march, desk: 'north', weight: '' }),
    parcelRow('P4', { ...march, desk: 'north', size: 'l', weight: '9' }),
    // Midnight in the business's zone: February and April elsewhere.
    parcelRow('P5', { ...march, sent_at: '2026-02-28T16:00:00Z', desk: 'north', weight: '1' }),
    parcelRow('P6', { ...march, sent_at: '2026-03-31T16:00:00Z', desk: 'north', weight: '1' }),
    parcelRow('P7', { ...march, sent_at: '', desk: 'north', weight: '1' }),
  );
  return server;
}

test('a scorecard scores them in their period, and the figure opens down to the record', async () => {
  await using server = await served();
  const mia = await server.as('mia');
  const card = await mia.get('/api/scorecards/S1?period=2026-03');
  expect(card.body).toMatchObject({
    score: 66.7,
    items: [
      { indicator: { id: 'K1' }, n: 0, score: null, effective_weight: null },
      { indicator: { id: 'P1' }, value: 66.7, n: 3, unknown: 1, score: 66.7 },
    ],
  });
  const opened = await mia.get('/api/indicators/P1/records?period=2026-03');
  expect(opened.body).toMatchObject({ value: 66.7, n: 3, unknown: 1, next: null });
  const { rows } = opened.body as unknown as { rows: { record: { key: string[] } }[] };
  expect(new Set(rows.map(({ record }) => record.key[0]))).toEqual(
    new Set(['P1', 'P2', 'P3', 'P5']),
  );
  expect(rows).toHaveLength(4);
  expect(rows).toContainEqual({
    case_id: '',
    case_title: '',
    seq: null,
    step: null,
    handler: null,
    record: {
      kind: { id: 'parcel', name: expect.anything() },
      key: ['P2'],
      object: 'Ada',
      whole: true,
      synthetic: false,
    },
    at: '2026-03-10T01:00:00.000Z',
    value: 0,
    counted: false,
    unknown: false,
  });
  const record = await mia.get('/api/records/parcel/record?key=P2');
  expect(record).toMatchObject({ status: 200 });
});

test('pages follow one another, and only what counts is shown when that is asked', async () => {
  await using server = await served();
  const mia = await server.as('mia');
  type Page = { rows: { record: { key: string[] } }[]; next: string | null };
  const path = '/api/indicators/P1/records?period=2026-03&counted=true&limit=1';
  const first = (await mia.get(path)).body as unknown as Page;
  const second = (await mia.get(`${path}&cursor=${first.next}`)).body as unknown as Page;
  expect(second.next).toBeNull();
  const keys = [...first.rows, ...second.rows].map(({ record }) => record.key[0]);
  expect(keys).toHaveLength(2);
  expect(new Set(keys)).toEqual(new Set(['P1', 'P5']));
});

test('a mean of a derived fact by a date, over all time', async () => {
  await using server = await served();
  const mia = await server.as('mia');
  const opened = await mia.get('/api/indicators/P2/records');
  expect(opened.body).toMatchObject({ value: 3000, n: 6, unknown: 1 });
});

test('a unit has its own records only', async () => {
  await using server = await served();
  const nina = await server.as('nina');
  const opened = await nina.get('/api/indicators/P1/records?period=2026-03');
  expect(opened.body).toMatchObject({ value: 100, n: 2, unknown: 1 });
  const elsewhere = await nina.get('/api/indicators/P1/records?period=2026-03&unit=south');
  expect(elsewhere.body).toMatchObject({ value: null, n: 0, rows: [] });
});

test('a draft is previewed over past periods, beside the version in force, record by record', async () => {
  await using server = await served();
  const olga = await server.as('olga');
  const definition = {
    ...light,
    measure: { measure: 'share', of: { fact: 'grams', operator: 'lessThan', value: 9000 } },
  };
  const figures = await olga.post('/api/figure-previews', { definition, kind: 'month', count: 24 });
  const { periods } = figures.body as unknown as { periods: { period: string }[] };
  expect(periods.find(({ period }) => period === '2026-03')).toMatchObject({
    is: { value: 100, n: 3, unknown: 1 },
    was: { value: 66.7, n: 3, unknown: 1 },
  });
  const changed = await olga.post('/api/figure-previews/records', {
    definition,
    period: '2026-03',
    show: 'changed',
  });
  expect(changed.body).toMatchObject({
    changed: 1,
    rows: [{ record: { key: ['P2'] }, is: { value: 1 }, was: { value: 0 } }],
  });
});

test('of personal facts only who may see them previews figures', async () => {
  await using server = await served();
  const nina = await server.as('nina');
  const definition = {
    ...light,
    over: { ...light.over, where: { fact: 'phone', operator: 'equal', value: '1' } },
  };
  const refused = await nina.post('/api/figure-previews', { definition });
  expect(refused).toMatchObject({
    status: 403,
    body: { problems: [{ code: 'preview_reads_personal' }] },
  });
});

test('where nothing of the kind was imported there is no figure', async () => {
  await using server = await auditServer(packWith());
  const olga = await server.as('olga');
  const opened = await olga.get('/api/indicators/P1/records?period=2026-03');
  expect(opened).toMatchObject({ status: 200, body: { value: null, n: 0, rows: [] } });
  const figures = await olga.post('/api/figure-previews', { definition: light, count: 1 });
  expect(figures).toMatchObject({
    status: 200,
    body: { periods: [{ is: { value: null, n: 0, score: null } }] },
  });
});

test.each(['/api/scorecards/S1?period=2026-03', '/api/indicators/P1/records?period=2026-03'])(
  'files that are damaged are named as such by %s',
  async (path) => {
    await using server = await served();
    const mia = await server.as('mia');
    damageRecords(server.deps, 'parcel');
    expect(await mia.get(path)).toMatchObject({
      status: 500,
      body: { problems: [{ code: 'records_damaged' }] },
    });
  },
);
