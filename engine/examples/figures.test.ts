import { describe, expect, it } from 'vitest';
import type { CalendarDefinition } from '../definition/calendar.ts';
import type { IndicatorDefinition, ScorecardDefinition } from '../definition/indicator.ts';
import type { Pack } from '../definition/pack.ts';
import { checkCalendarExample } from './calendar.ts';
import { checkIndicatorExample } from './indicator.ts';
import { checkScorecardExample } from './scorecard.ts';

const name = { zh: '示例', en: 'example' };
const basis = { kind: 'typical', source: name } as const;

const calendar: CalendarDefinition = {
  kind: 'calendar',
  id: 'plain',
  name,
  zone: 'Asia/Shanghai',
  workdays: [1, 2, 3, 4, 5],
  covers: { from: '2026-01-01', to: '2026-12-31' },
  days: [],
  source: name,
};

function row(
  from: string,
  value: number,
  unit: 'wd' | 'h',
  then: { due?: string; problem?: string },
) {
  return { title: 'row', given: { from, value, unit }, then };
}

describe('calendar examples', () => {
  it.each([
    row('2026-09-18', 5, 'wd', { due: '2026-09-25' }),
    row('2026-09-18T01:00:00Z', 24, 'h', { due: '2026-09-19T09:00:00+08:00' }),
    row('2026-12-25', 6, 'wd', { problem: 'calendar_not_covered' }),
    row('never', 6, 'wd', { problem: 'bad_date' }),
  ])('hold: %j', (example) => {
    expect(checkCalendarExample(calendar, example)).toEqual([]);
  });

  it.each([
    [row('2026-09-18', 5, 'wd', { due: '2026-09-24' }), 'due 2026-09-25, expected 2026-09-24'],
    [
      row('2026-12-25', 6, 'wd', { due: '2027-01-04' }),
      'problem: calendar_not_covered, expected 2027-01-04',
    ],
    [
      row('2026-12-24', 1, 'wd', { problem: 'bad_date' }),
      'due 2026-12-25T16:00:00.000Z, expected the problem bad_date',
    ],
  ])('fail: %j', (example, difference) => {
    expect(checkCalendarExample(calendar, example)).toEqual([difference]);
  });
});

const pack: Pack = {
  definitions: [
    { kind: 'facts', id: 'facts', name, facts: { kva: { name, type: 'number', unit: 'kVA' } } },
  ],
};

const onTime: IndicatorDefinition = {
  kind: 'indicator',
  id: 'on_time',
  name,
  key: 'on_time',
  unit: '%',
  direction: 'higher',
  over: {
    record: 'step',
    where: { fact: 'clock_owner', operator: 'equal', value: 'utility' },
    period_by: 'submitted_at',
  },
  measure: { measure: 'share', of: { fact: 'overdue', operator: 'equal', value: false } },
  decimals: 1,
  min_n: 2,
  target: { value: 100, basis },
  ladder: { form: 'deduct', per: 10, points: 5, floor: 0, cap: 100 },
};

describe('indicator examples', () => {
  const given = [
    { clock_owner: 'utility', overdue: false },
    { clock_owner: 'utility', overdue: true },
    { clock_owner: 'customer', overdue: true },
    { clock_owner: 'utility' },
  ];

  it('hold when figure, number of records and score are as said', () => {
    const then = { value: 50, n: 2, score: 75 };
    expect(checkIndicatorExample(onTime, { title: 'row', given, then }, pack)).toEqual([]);
  });

  it('say each difference', () => {
    const then = { value: 33.3, n: 3, score: null };
    expect(checkIndicatorExample(onTime, { title: 'row', given, then }, pack)).toEqual([
      'value 50, expected 33.3',
      'n 2, expected 3',
      'score 75, expected null',
    ]);
  });

  it('read declared facts', () => {
    const sum: IndicatorDefinition = { ...onTime, measure: { measure: 'sum', fact: 'kva' } };
    const rows = [
      { clock_owner: 'utility', kva: 100.1 },
      { clock_owner: 'utility', kva: 0.2 },
    ];
    const then = { value: 100.3, n: 2 };
    expect(checkIndicatorExample(sum, { title: 'row', given: rows, then }, pack)).toEqual([]);
  });
});

describe('scorecard examples', () => {
  const card: ScorecardDefinition = {
    kind: 'scorecard',
    id: 'team',
    name,
    level: 'team',
    period: 'month',
    items: [{ indicator: 'on_time', weight: 100 }],
    pay: {
      basis,
      bands: [
        { from: 90, coefficient: 1.1, grade: 'B' },
        { from: 0, coefficient: 1, grade: 'C' },
      ],
    },
  };

  it.each([
    [{ on_time: 95 }, { score: 95, coefficient: 1.1 }, []],
    [{ on_time: null }, { score: null, coefficient: null }, []],
    [
      { on_time: 89 },
      { score: 90, coefficient: 1.1 },
      ['score 89, expected 90', 'coefficient 1, expected 1.1'],
    ],
    [{ on_time: 95, other: 1 }, { score: 95, coefficient: 1.1 }, ['other is not on the scorecard']],
  ])('%j is %j: %j', (given, then, differences) => {
    expect(checkScorecardExample(card, { title: 'row', given, then })).toEqual(differences);
  });
});
