import { describe, expect, test } from 'vitest';
import type { Condition } from '../definition/condition.ts';
import type { Truth } from '../flow/outcome.ts';
import { dictionary, param, recordOf } from './conditions.fixture.ts';
import { combine, interpret } from './interpret.ts';

const yes: Condition = { fact: 'important', operator: 'equal', value: true };
const no: Condition = { fact: 'important', operator: 'equal', value: false };
const open: Condition = { fact: 'sources', operator: 'equal', value: 2 };

const values = {
  important: true,
  kva: 100,
  load: 100,
  customer: '10',
  category: 'shop',
  signed_on: '2026-02-12',
  planned_on: '2026-02-26',
  energised_at: null,
  checked_at: '2026-02-12T00:00:00+08:00',
};

function ask(condition: Condition, record: Record<string, unknown> = values): Truth {
  const params = { limit: param(100), some: param(['shop', 'works']) };
  return interpret(condition, { source: recordOf(record), facts: dictionary, params });
}

function compare(fact: string, operator: string, value: unknown = true): Condition {
  return { fact, operator, value } as Condition;
}

/** No time has passed because one of the moments has not come. */
function days(from: string): Condition {
  const params = { from, to: 'checked_at' };
  return { fact: 'days', params, operator: 'isNull', value: true };
}

describe('groups follow Kleene', () => {
  test.each<[string, Condition, Truth]>([
    ['all: true with unknown is unknown', { all: [yes, open] }, 'unknown'],
    ['all: false decides', { all: [open, no, yes] }, false],
    ['all: true throughout', { all: [yes, yes] }, true],
    ['any: true decides', { any: [open, yes] }, true],
    ['any: false with unknown is unknown', { any: [no, open] }, 'unknown'],
    ['any: false throughout', { any: [no, no] }, false],
    ['not: unknown stays unknown', { not: open }, 'unknown'],
    ['not: turns the rest', { not: no }, true],
    ['groups in groups', { any: [{ all: [yes, open] }, { not: { all: [no, open] } }] }, true],
  ])('%s', (_, condition, truth) => {
    expect(ask(condition)).toBe(truth);
  });

  test('an empty group, which is never accepted, is unknown', () => {
    expect(combine('all', [])).toBe('unknown');
    expect(combine('any', [])).toBe('unknown');
  });
});

describe('comparisons', () => {
  test.each<[string, Condition, Truth]>([
    ['numbers', compare('kva', 'lessThanInclusive', 100), true],
    ['a threshold', compare('kva', 'greaterThan', { param: 'limit' }), false],
    ['a list threshold', compare('category', 'in', { param: 'some' }), true],
    ['another fact', compare('kva', 'equal', { fact: 'load' }), true],
    ['text is not a number', compare('customer', 'equal', 10), 'unknown'],
    ['text holds text', compare('customer', 'contains', '1'), true],
    ['text does not hold text', compare('customer', 'doesNotContain', '1'), false],
    ['an option among several', compare('category', 'notIn', ['home']), true],
    ['dates by time', compare('signed_on', 'lessThan', { fact: 'planned_on' }), true],
    ['date-times by instant', compare('checked_at', 'equal', '2026-02-11T16:00:00Z'), true],
    ['date-times across zones', compare('checked_at', 'lessThan', '2026-02-12T00:00:00Z'), true],
    ['a threshold that is not there', compare('kva', 'equal', { param: 'gone' }), 'unknown'],
    ['a fact that is not declared', compare('gone', 'equal', 1), 'unknown'],
    ['an operator that is not there', compare('kva', 'constructor', 1), 'unknown'],
    ['a fact of another type', compare('kva', 'equal', { fact: 'customer' }), 'unknown'],
    ['a list where one is wanted', compare('kva', 'equal', [100]), 'unknown'],
    ['one where a list is wanted', compare('category', 'in', 'shop'), 'unknown'],
  ])('%s', (_, condition, truth) => {
    expect(ask(condition)).toBe(truth);
  });

  test.each([
    ['equal', '2026-02-11T16:00:00Z', false],
    ['notEqual', '2026-02-11T16:00:00Z', false],
    ['lessThan', '2026-02-11T16:00:00Z', false],
    ['greaterThanInclusive', '2026-02-11T16:00:00Z', false],
    ['notEqual', { fact: 'checked_at' }, false],
    ['isNull', true, true],
    ['notNull', true, false],
  ])('null: %s %j is %s', (operator, value, truth) => {
    expect(ask(compare('energised_at', operator, value))).toBe(truth);
    expect(ask(compare('energised_at', operator, value), {})).toBe(truth);
  });

  test('time from a moment that was never entered is null, from a missing one unknown', () => {
    expect(ask(days('signed_on'), { checked_at: values.checked_at })).toBe(true);
    expect(ask(days('planned_on'), { checked_at: values.checked_at })).toBe('unknown');
    expect(ask(days('signed_on'), {})).toBe('unknown');
  });

  test('null on the right makes a comparison false as well', () => {
    expect(ask(compare('checked_at', 'notEqual', { fact: 'energised_at' }))).toBe(false);
  });

  test.each([
    ['null though it may not be', { kva: null }],
    ['text for a number', { kva: '100' }],
    ['no number at all', { kva: Number.NaN }],
    ['a list', { kva: [100] }],
    ['a function', { kva: () => 100 }],
  ])('a value that does not fit its declaration is missing: %s', (_, record) => {
    expect(ask(compare('kva', 'greaterThan', 1), record)).toBe('unknown');
  });

  test.each([
    ['signed_on', '2026-02-30'],
    ['signed_on', '2026-02-12T00:00:00Z'],
    ['checked_at', '2026-02-12T00:00:00'],
    ['checked_at', '2026-02-12'],
  ])('%s is not known when it is given as %s', (fact, value) => {
    expect(ask(compare(fact, 'equal', { fact }), { [fact]: value })).toBe('unknown');
  });
});
