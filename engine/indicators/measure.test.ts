import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact, FactValues } from '../definition/facts.ts';
import type { IndicatorDefinition } from '../definition/indicator.ts';
import { countedRecords, measure, type IndicatorRecord, type MeasureContext } from './measure.ts';

const name = { zh: '数据', en: 'fact' };
const facts: Record<string, Fact> = {
  amount: { name, type: 'number' },
  discount: { name, type: 'number', nullable: true },
  kind: {
    name,
    type: 'enum',
    options: [
      { value: 'a', name },
      { value: 'b', name },
    ],
  },
  done_at: { name, type: 'datetime', nullable: true },
  done_on: { name, type: 'date' },
};
const context: MeasureContext = { facts, zone: 'Asia/Shanghai' };
const isA = { fact: 'kind', operator: 'equal', value: 'a' };
const large = { fact: 'amount', operator: 'greaterThan', value: 2 };

function indicator(
  measured: IndicatorDefinition['measure'],
  over: Partial<IndicatorDefinition['over']> = {},
): IndicatorDefinition {
  return {
    kind: 'indicator',
    id: 'x',
    name,
    key: 'x',
    unit: '',
    direction: 'info',
    over: { record: 'case', period_by: 'done_at', ...over },
    measure: measured,
    decimals: 2,
    min_n: 0,
    ladder: { form: 'none' },
  };
}

function records(rows: FactValues[]): IndicatorRecord[] {
  return rows.map((row, index) => ({
    ref: { caseId: `c${index + 1}` },
    source: { read: (fact) => row[fact] },
  }));
}

const amounts = records([1, 2, 3, 4, 10].map((amount) => ({ amount })));

describe('measures', () => {
  it.each<[IndicatorDefinition['measure'], value: number]>([
    [{ measure: 'count' }, 5],
    [{ measure: 'count', of: large }, 3],
    [{ measure: 'share', of: large }, 60],
    [{ measure: 'sum', fact: 'amount' }, 20],
    [{ measure: 'mean', fact: 'amount' }, 4],
    [{ measure: 'median', fact: 'amount' }, 3],
    [{ measure: 'percentile', fact: 'amount', p: 90 }, 7.6],
    [{ measure: 'percentile', fact: 'amount', p: 0 }, 1],
    [{ measure: 'min', fact: 'amount' }, 1],
    [{ measure: 'max', fact: 'amount' }, 10],
  ])('%j of 1, 2, 3, 4, 10 is %d', (measured, value) => {
    expect(measure(indicator(measured), amounts, context)).toEqual({ value, n: 5, unknown: 0 });
  });

  it.each<[IndicatorDefinition['measure'], value: number | null]>([
    [{ measure: 'count' }, 0],
    [{ measure: 'sum', fact: 'amount' }, 0],
    [{ measure: 'share', of: large }, null],
    [{ measure: 'mean', fact: 'amount' }, null],
    [{ measure: 'median', fact: 'amount' }, null],
    [{ measure: 'max', fact: 'amount' }, null],
  ])('%j of nothing is %j', (measured, value) => {
    expect(measure(indicator(measured), [], context)).toEqual({ value, n: 0, unknown: 0 });
  });

  it('is rounded half up, without floating noise', () => {
    const rows = records([{ amount: 0.1 }, { amount: 0.2 }, { amount: 0.715 }]);
    expect(measure(indicator({ measure: 'sum', fact: 'amount' }), rows, context).value).toBe(1.02);
    const third = records([{ amount: 3 }, { amount: 3 }, { amount: 1 }]);
    expect(measure(indicator({ measure: 'share', of: large }), third, context).value).toBe(66.67);
  });

  it('the median of an even number of values is the mean of the middle two', () => {
    const rows = records([4, 1, 2, 9].map((amount) => ({ amount })));
    expect(measure(indicator({ measure: 'median', fact: 'amount' }), rows, context).value).toBe(3);
  });
});

describe('records', () => {
  it('unknown is neither for nor against, and is counted apart', () => {
    const rows = records([{ amount: 3 }, { amount: 1 }, {}, { amount: 'many' }]);
    const share = indicator({ measure: 'share', of: large });
    expect(measure(share, rows, context)).toEqual({ value: 50, n: 2, unknown: 2 });
    const mean = indicator({ measure: 'mean', fact: 'amount' });
    expect(measure(mean, rows, context)).toEqual({ value: 2, n: 2, unknown: 2 });
  });

  it('whether a record belongs may be unknown', () => {
    const rows = records([{ kind: 'a', amount: 1 }, { kind: 'b', amount: 5 }, { amount: 9 }]);
    const sum = indicator({ measure: 'sum', fact: 'amount' }, { where: isA });
    expect(measure(sum, rows, context)).toEqual({ value: 1, n: 1, unknown: 1 });
    expect([...countedRecords(sum, rows, context)].map((row) => row.ref.caseId)).toEqual([
      'c1',
      'c3',
    ]);
  });

  it('a fact that is legitimately not there leaves the record out', () => {
    const rows = records([{ discount: 5 }, { discount: null }, {}]);
    const mean = indicator({ measure: 'mean', fact: 'discount' });
    expect(measure(mean, rows, context)).toEqual({ value: 5, n: 1, unknown: 0 });
  });

  it.each([
    ['2026-10-31T15:59:59.999Z', '2026-10'],
    ['2026-10-31T16:00:00.000Z', '2026-11'],
    ['2026-11-30T15:59:59.999Z', '2026-11'],
    ['2026-11-30T16:00:00.000Z', '2026-12'],
  ])('%s belongs to %s in Shanghai', (done_at, month) => {
    const days = { '2026-10': '31', '2026-11': '30', '2026-12': '31' } as const;
    const counted = Object.entries(days)
      .map(([id, last]) => ({ id, period: { from: `${id}-01`, to: `${id}-${last}` } }))
      .filter(({ period }) => {
        const within = { ...context, period };
        return measure(indicator({ measure: 'count' }), records([{ done_at }]), within).n === 1;
      });
    expect(counted.map(({ id }) => id)).toEqual([month]);
  });

  it('what has not happened, and dates, belong to no other period', () => {
    const period = { from: '2026-11-01', to: '2026-11-30' };
    const rows = records([{ done_at: null }, {}, { done_at: 'soon' }]);
    expect(measure(indicator({ measure: 'count' }), rows, { ...context, period }).n).toBe(0);
    const byDay = indicator({ measure: 'count' }, { period_by: 'done_on' });
    const dates = records(
      ['2026-10-31', '2026-11-01', '2026-11-30'].map((done_on) => ({ done_on })),
    );
    expect(measure(byDay, dates, { ...context, period }).n).toBe(2);
  });
});

describe('opening a figure', () => {
  it('says for each record what it adds', () => {
    const rows = records([
      { amount: 3, done_at: '2026-11-02T00:00:00.000Z' },
      { amount: 1 },
      { kind: 'a' },
    ]);
    expect([...countedRecords(indicator({ measure: 'share', of: large }), rows, context)]).toEqual([
      {
        ref: { caseId: 'c1' },
        at: '2026-11-02T00:00:00.000Z',
        value: 1,
        counted: true,
        unknown: false,
      },
      { ref: { caseId: 'c2' }, at: null, value: 0, counted: false, unknown: false },
      { ref: { caseId: 'c3' }, at: null, value: null, counted: false, unknown: true },
    ]);
  });

  it('the rows add up to the figure', () => {
    const row = fc.record({ amount: fc.integer({ min: -99, max: 99 }) }, { requiredKeys: [] });
    fc.assert(
      fc.property(fc.array(row), (data) => {
        const sum = indicator({ measure: 'sum', fact: 'amount' });
        const measured = measure(sum, records(data), context);
        const rows = [...countedRecords(sum, records(data), context)];
        expect(rows.reduce((total, { value }) => total + Number(value), 0)).toBe(measured.value);
        expect(rows.filter(({ counted }) => counted)).toHaveLength(measured.n);
        expect(rows.filter(({ unknown }) => unknown)).toHaveLength(measured.unknown);
      }),
    );
  });

  it('is lazy', () => {
    let read = 0;
    const endless = (function* () {
      for (;;) yield { ref: { caseId: `c${++read}` }, source: { read: () => 3 } };
    })();
    const rows = countedRecords(indicator({ measure: 'count' }), endless, context);
    expect(rows.next().value).toMatchObject({ ref: { caseId: 'c1' } });
    expect(read).toBe(1);
  });
});
