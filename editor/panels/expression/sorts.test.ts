import { describe, expect, test } from 'vitest';
import type { Aggregate, Expression } from '@flowmeter/engine/definition/expression.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import { functions } from '@flowmeter/engine/records/functions.ts';
import { recordTermsOf } from '@flowmeter/engine/records/kinds.ts';
import { scopeOf } from '@flowmeter/engine/records/scope.ts';
import { typeExpression } from '@flowmeter/engine/records/type-expression.ts';
import type { Kind } from '@flowmeter/engine/records/function-row.ts';
import {
  callOf,
  converted,
  mayVary,
  newWindow,
  sorts,
  sortOf,
  withAggregate,
  withOver,
} from './sorts.ts';

const said = (text: string) => ({ zh: text, en: text });
const field = (type: string) => ({ name: said(type), type, nullable: true });

const pack = {
  definitions: [
    {
      kind: 'calendar',
      id: 'cal',
      name: said('Calendar'),
      zone: 'Asia/Shanghai',
      workdays: [1, 2, 3, 4, 5],
      covers: { from: '2026-01-01', to: '2026-12-31' },
      days: [],
    },
    {
      kind: 'record',
      id: 'account',
      name: said('Account'),
      key: ['no'],
      fields: {
        no: field('string'),
        size: field('number'),
        since: field('date'),
        on: field('boolean'),
      },
    },
    {
      kind: 'record',
      id: 'bill',
      name: said('Bill'),
      key: ['bill_no'],
      order: 'month',
      date: 'paid_at',
      fields: {
        bill_no: field('string'),
        account_no: field('string'),
        month: field('string'),
        money: field('number'),
        paid_at: field('datetime'),
      },
      links: { account: { name: said('Account'), record: 'account', by: { no: 'account_no' } } },
    },
    {
      kind: 'table',
      id: 'price',
      name: said('Price'),
      hit: 'U',
      inputs: [{ id: 'size', name: said('Size'), type: 'number', nullable: true }],
      outputs: [{ id: 'rate', name: said('Rate'), type: 'number' }],
      rows: [{ when: [[]], then: [1] }],
    },
  ],
} as unknown as Pack;

const terms = recordTermsOf(pack);
const account = terms.kinds.get('account');
const params = { months: { name: said('Months'), type: 'integer' as const, default: 3 } };
const fact = { name: said('F'), type: 'number' as const, params, value: 0 };
const scope = account && scopeOf(terms, account, fact);
const kinds: Kind[] = ['number', 'text', 'boolean', 'date', 'datetime'];
const begun: Expression[] = [5, 'x', null, { fact: 'size' }, { function: 'add', of: [1, 2] }];

test('the records are there', () => {
  expect(scope).toBeDefined();
});

describe('an expression of another sort', () => {
  test.each(sorts)('is of the sort that was asked for: %s', (sort) => {
    const made = begun.map((one) => sortOf(converted(one, sort, scope as never, ['number'])));
    expect(made).toEqual(begun.map(() => sort));
  });

  test.each(kinds)('has no problems, whatever it began with, where %s is wanted', (kind) => {
    const simple = ['value', 'fact', 'table', 'aggregate'] as const;
    const made = simple.flatMap((sort) =>
      begun.map((one) => converted(one, sort, scope as never, [kind])),
    );
    const problems = made.flatMap((one) => typeExpression(one, scope as never).problems);
    expect(problems).toEqual([]);
  });

  test('what was there goes into the function', () => {
    expect(converted({ fact: 'size' }, 'function', scope as never, ['number'])).toEqual({
      function: 'add',
      of: [{ fact: 'size' }, 0],
    });
  });
});

describe('a function as it is begun', () => {
  test.each(Object.keys(functions))('%s has arguments that fit', (id) => {
    const { problems } = typeExpression(callOf(id, [], scope as never), scope as never);
    expect(problems).toEqual([]);
  });

  test('another function keeps the arguments that fit', () => {
    const held: Expression[] = [{ fact: 'size' }, { fact: 'no' }];
    expect(callOf('subtract', held, scope as never).of).toEqual([{ fact: 'size' }, 0]);
    expect(callOf('joined', held, scope as never).of).toEqual(['', { fact: 'no' }]);
  });

  test('arguments come and go as its row says', () => {
    expect(mayVary(functions['subtract'] as never, 2)).toEqual({ more: false, fewer: false });
    expect(mayVary(functions['add'] as never, 2)).toEqual({ more: true, fewer: true });
  });
});

describe('an aggregate', () => {
  const count: Aggregate = { aggregate: 'count', over: 'account' };

  test('is matched by the link between the records', () => {
    expect(withOver(count, 'bill', scope as never)).toEqual({
      aggregate: 'count',
      over: 'bill',
      match: { account_no: { fact: 'no' } },
    });
  });

  test('of the same kind leaves the record itself out', () => {
    expect(withOver(count, 'account', scope as never)).toMatchObject({ others: true });
  });

  test.each([
    ['sum', { value: { fact: 'money' } }],
    ['share', { where: { operator: 'notNull' } }],
    ['last', { value: { fact: 'bill_no' } }],
  ] as const)('%s gets what it needs', (how, expected) => {
    const bills = withOver(count, 'bill', scope as never);
    const made = withAggregate(bills, how, scope as never);
    expect(made).toMatchObject(expected);
    expect(typeExpression(made, scope as never).problems).toEqual([]);
  });

  test('a value goes where nothing is worked out of each', () => {
    const sum = withAggregate(withOver(count, 'bill', scope as never), 'sum', scope as never);
    expect(withAggregate(sum, 'count', scope as never)).not.toHaveProperty('value');
  });

  test.each([
    ['all', undefined],
    ['last', { last: 3 }],
    ['within', { within: { to: { fact: 'now' } } }],
  ] as const)('looks through %s', (sort, expected) => {
    expect(newWindow(sort, terms.kinds.get('bill'))).toEqual(expected);
  });
});
