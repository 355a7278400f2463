import { describe, expect, test } from 'vitest';
import type { Expression } from '../definition/expression.ts';
import type { FactValue } from '../definition/facts.ts';
import { recordTermsOf } from './kinds.ts';
import { recordSource } from './source.ts';
import { ask, AT, dataOf, derived, packOf, used, type Row } from './records.fixture.ts';

const months = ['202601', '202602', '202603', '202604'];
const uses = [10, 0, 0, 30].map((amount, at) => used(months[at]!, amount));
const records = {
  customer: [{ customer_id: 'c', cert_no: null }],
  account: [
    { account_id: 'a', customer_id: 'c', status: 'active', opened_on: '2025-01-31', most: 20 },
    { account_id: 'b', customer_id: null, status: 'closed', most: 5 },
    { account_id: 'd', customer_id: 'lost', status: 'active', most: 5 },
  ],
  use: uses,
};

const last = { row: 3 };
const mine = { account_id: { fact: 'account_id' } };
const sumOf = (more: object): Expression => ({
  aggregate: 'sum',
  over: 'use',
  match: mine,
  value: { fact: 'used' },
  ...more,
});

describe('expressions about one record', () => {
  test.each<[string, Expression, FactValue | undefined]>([
    ['a figure', 7, 7],
    ['a field', { fact: 'used' }, 30],
    ['a field through a link', { fact: 'account.most' }, 20],
    ['and through two', { fact: 'account.holder.cert_no' }, null],
    ['a function', { function: 'subtract', of: [{ fact: 'used' }, 4] }, 26],
    [
      'with something missing',
      { function: 'subtract', of: [{ fact: 'account.closed_at' }, 4] },
      null,
    ],
    [
      'a date written down',
      { function: 'days_between', of: ['2026-04-01', { fact: 'read_at' }] },
      27,
    ],
    [
      'a moment',
      { function: 'hours_between', of: ['2026-04-28T00:00:00Z', { fact: 'read_at' }] },
      1,
    ],
    [
      'a choice',
      { if: { fact: 'kind', operator: 'equal', value: 'guess' }, then: 1, else: { fact: 'used' } },
      30,
    ],
    [
      'a choice that is not known but the same both ways',
      { if: { fact: 'reader', operator: 'equal', value: 'x' }, then: 1, else: 1 },
      1,
    ],
    ['time between', { fact: 'days', params: { from: 'account.opened_on', to: 'read_at' } }, 452],
    ['divided by nought', { function: 'divide', of: [1, 0] }, undefined],
  ])('%s', (_, value, answer) => {
    expect(ask('use', value, records, last)).toBe(answer);
  });

  test.each<[string, number, FactValue | undefined]>([
    ['found', 0, null],
    ['leads nowhere', 1, null],
    ['to a record that is not there', 2, undefined],
  ])('a link %s', (_, row, answer) => {
    expect(ask('account', { fact: 'holder.cert_no' }, records, { row, type: 'string' })).toBe(
      answer,
    );
  });

  test('date-times come back as text', () => {
    const value: Expression = { function: 'plus_hours', of: [{ fact: 'read_at' }, 1] };
    expect(ask('use', value, records, { type: 'datetime' })).toBe('2026-01-28T02:00:00.000Z');
    expect(ask('use', { fact: 'now' }, records, { type: 'datetime' })).toBe(AT);
    expect(ask('use', { fact: 'today' }, records, { type: 'date' })).toBe('2026-06-15');
  });
});

describe('aggregates', () => {
  test.each<[string, Expression, FactValue | undefined]>([
    ['all of the account', sumOf({}), 40],
    ['the last three, this one among them', sumOf({ window: { last: 3 } }), 30],
    ['the last two before', sumOf({ window: { last: 2, including: false } }), 0],
    ['three before this', sumOf({ window: { last: 1, skip: 2, including: false } }), 10],
    ['up to a month', sumOf({ window: { last: 9, upto: '202602' } }), 10],
    ['others', sumOf({ others: true }), 10],
    [
      'by time',
      sumOf({
        window: {
          within: {
            from: { function: 'plus_days', of: [{ fact: 'read_at' }, -62] },
            to: { fact: 'read_at' },
          },
        },
      }),
      30,
    ],
    [
      'how many of the last three are nought',
      {
        aggregate: 'count',
        over: 'use',
        match: mine,
        window: { last: 3 },
        where: { fact: 'used', operator: 'equal', value: 0 },
      },
      2,
    ],
    [
      'the share of them',
      {
        aggregate: 'share',
        over: 'use',
        match: mine,
        where: { fact: 'used', operator: 'lessThan', value: { fact: 'this.used' } },
      },
      0.75,
    ],
    [
      'a month of the year before',
      {
        aggregate: 'last',
        over: 'use',
        match: {
          ...mine,
          month: { function: 'plus_periods', of: [{ fact: 'month' }, -3] },
        },
        value: { fact: 'used' },
      },
      10,
    ],
    ['too few', sumOf({ at_least: 5 }), null],
    ['the mean of none', sumOf({ aggregate: 'mean', match: { account_id: 'x' } }), null],
    ['the sum of none', sumOf({ match: { account_id: 'x' } }), 0],
    ['least', sumOf({ aggregate: 'least', window: { last: 2, including: false } }), 0],
    ['distinct', sumOf({ aggregate: 'count_distinct' }), 3],
    [
      'of a kind never imported',
      { aggregate: 'exists', over: 'customer', match: { customer_id: 'c' } },
      undefined,
    ],
  ])('%s', (_, value, answer) => {
    const { customer: _none, ...known } = records;
    expect(ask('use', value, known, last)).toBe(answer);
  });

  test.each<[string, Row[], FactValue | undefined]>([
    ['one certainly fits', [used('202601', 1, { reader: 'x' }), used('202602', 1)], true],
    ['none fits', [used('202601', 1, { reader: 'y' })], false],
    ['null fits nothing', [used('202601', 1, { reader: null })], false],
  ])('exists: %s', (_, use, answer) => {
    const value: Expression = {
      aggregate: 'exists',
      over: 'use',
      match: mine,
      where: { fact: 'reader', operator: 'equal', value: 'x' },
    };
    expect(ask('account', value, { ...records, use }, { type: 'boolean' })).toBe(answer);
  });

  test('what is missing where there is always a value leaves it unknown', () => {
    const value: Expression = {
      aggregate: 'count',
      over: 'account',
      match: { customer_id: 'c' },
      where: { fact: 'opened_on', operator: 'lessThan', value: '2026-01-01' },
    };
    const account = [{ account_id: 'e', customer_id: 'c', status: 'active' }];
    expect(ask('use', value, records)).toBe(1);
    expect(ask('use', value, { ...records, account })).toBeUndefined();
  });
});

test.each<[number, number, number | undefined]>([
  [100, 10_000, 4950],
  [1000, 1_000_000, undefined],
])('aggregates within aggregates over %i records', (many, shared, each) => {
  const inner: Expression = { aggregate: 'count', over: 'use', match: mine };
  const value: Expression = { aggregate: 'sum', over: 'use', match: mine, value: inner };
  const where = { fact: 'used', operator: 'lessThan', value: { fact: 'this.used' } };
  const use = Array.from({ length: many }, (_, at) => used('202601', at, { use_id: String(at) }));
  const account = [{ account_id: 'a', customer_id: 'c', status: 'active' }];
  // Answered once for all of them, or for each of them: that is too much at last.
  expect(ask('account', value, { use, account })).toBe(shared);
  const asked: Expression = { ...value, value: { ...inner, where } };
  expect(ask('account', asked, { use, account })).toBe(each);
});

test('a rule’s threshold reaches a derived fact', () => {
  const pack = packOf(
    derived('use', {
      noughts: {
        params: { months: { name: { zh: '月数', en: 'months' }, type: 'integer', default: 2 } },
        value: {
          aggregate: 'count',
          over: 'use',
          match: mine,
          window: { last: { param: 'months' } },
          where: { fact: 'used', operator: 'equal', value: 0 },
        },
      },
    }),
  );
  const asking = { terms: recordTermsOf(pack), data: dataOf(records, pack), at: AT };
  const source = recordSource(asking, 'use', 2)!;
  expect([source.read('noughts'), source.read('noughts', { months: 1 })]).toEqual([2, 1]);
});

test('the business date is the record’s, or else the day of asking', () => {
  const pack = packOf();
  const asking = { terms: recordTermsOf(pack), data: dataOf(records, pack), at: AT };
  const days = [0, 1].map((row) => recordSource(asking, 'account', row)!.day());
  expect([...days, recordSource(asking, 'use')!.day()]).toEqual([
    '2025-01-31',
    '2026-06-15',
    '2026-01-28',
  ]);
});
