import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Condition } from '../definition/condition.ts';
import type { RuleRecord } from '../definition/ruleset.ts';
import { catalogue } from '../problem-catalogue.ts';
import { wordsOf } from '../problem.ts';
import { checkCondition, MAX_DEPTH } from './check.ts';
import { asked, dictionary, param } from './conditions.fixture.ts';

const params = {
  limit: param(100, 'kVA'),
  some: param(['shop', 'works']),
  wrong: param(['shop', 'farm']),
  words: param('many'),
};
const steps = new Set(['survey', 'energise']);
const calendars = new Set(['cn']);

function check(condition: unknown, record: RuleRecord = 'step') {
  const terms = { facts: dictionary, params, record, steps, calendars };
  return checkCondition(condition as Condition, terms, '/conditions');
}

function compare(fact: string, operator: string, value: unknown = true, args?: unknown) {
  return { fact, operator, value, ...(args === undefined ? {} : { params: args }) };
}

const between = (from: unknown, to: unknown, more = {}) => ({ from, to, ...more });

describe('accepted', () => {
  test.each<[string, unknown]>([
    ['a literal', compare('kva', 'greaterThan', 100)],
    ['a threshold', compare('kva', 'lessThanInclusive', { param: 'limit' })],
    ['another fact', compare('kva', 'lessThan', { fact: 'load' })],
    ['a whole number beside a number', compare('kva', 'equal', { fact: 'sources' })],
    ['an option', compare('category', 'notEqual', 'home')],
    ['a list threshold', compare('category', 'in', { param: 'some' })],
    ['a date', compare('planned_on', 'lessThan', '2026-02-12')],
    ['an instant', compare('checked_at', 'greaterThan', '2026-02-12T08:00:00+08:00')],
    ['empty', compare('energised_at', 'isNull')],
    ['a fact of the visit', compare('used_wd', 'greaterThan', 5)],
    ['a fact of its case', compare('utility_wd', 'greaterThan', 22)],
    ['a result of a step', compare('step_result', 'equal', 'pass', { step: 'survey' })],
    ['steps', compare('same_handler', 'equal', true, { steps: ['survey', 'energise'] })],
    ['days from a date', compare('days', 'lessThan', 3, between('planned_on', 'now'))],
    [
      'working days on a calendar',
      compare(
        'working_days',
        'lessThan',
        3,
        between('planned_on', 'checked_at', { calendar: 'cn' }),
      ),
    ],
    ['groups', { not: { any: [{ all: [compare('important', 'equal')] }] } }],
  ])('%s', (_, condition) => {
    expect(check(condition)).toEqual([]);
  });

  test('every generated condition whose thresholds fit', () => {
    fc.assert(
      fc.property(asked, ({ condition, params: given }) => {
        const terms = { facts: dictionary, params: given, record: 'case' as const };
        const codes = new Set(checkCondition(condition, terms).map(({ code }) => code));
        // Thresholds that share a name may not fit, and an option may not be among the options.
        const allowed = ['type_mismatch', 'value_outside_domain', 'never_null'] as const;
        expect([...codes].filter((code) => !allowed.some((one) => one === code))).toEqual([]);
      }),
    );
  });
});

describe('refused', () => {
  const at = '/conditions';

  test.each<[string, unknown, string]>([
    ['an empty all', { all: [] }, `empty_condition ${at}/all`],
    ['an empty any in a group', { all: [{ any: [] }] }, `empty_condition ${at}/all/0/any`],
    [
      'two groups in one',
      { all: [compare('important', 'equal')], any: [] },
      `mixed_condition ${at}`,
    ],
    ['a path', { ...compare('kva', 'equal', 1), path: '$.x' }, `path_refused ${at}/path`],
    ['an unknown fact', compare('kvb', 'equal', 1), `unknown_fact ${at}/fact`],
    ['a name of Object', compare('toString', 'equal', 1), `unknown_fact ${at}/fact`],
    ['an unknown operator', compare('kva', 'near', 1), `unknown_operator ${at}/operator`],
    ['an operator of Object', compare('kva', 'valueOf', 1), `unknown_operator ${at}/operator`],
    ['a threshold', compare('kva', 'equal', { param: 'max' }), `unknown_parameter ${at}/value`],
    ['text for a number', compare('kva', 'equal', '100'), `type_mismatch ${at}/value`],
    ['a number for text', compare('customer', 'equal', 100), `type_mismatch ${at}/value`],
    ['null', compare('signed_on', 'equal', null), `type_mismatch ${at}/value`],
    ['no number', compare('kva', 'equal', Number.NaN), `type_mismatch ${at}/value`],
    ['no day', compare('signed_on', 'equal', '2026-02-30'), `type_mismatch ${at}/value`],
    ['no zone', compare('checked_at', 'equal', '2026-02-12T08:00:00'), `type_mismatch ${at}/value`],
    [
      'a threshold of text',
      compare('kva', 'equal', { param: 'words' }),
      `type_mismatch ${at}/value`,
    ],
    ['a fact of text', compare('kva', 'equal', { fact: 'customer' }), `type_mismatch ${at}/value`],
    [
      'date and date-time',
      compare('signed_on', 'lessThan', { fact: 'now' }),
      `type_mismatch ${at}/value`,
    ],
    ['text by order', compare('customer', 'lessThan', 'b'), `type_mismatch ${at}/operator`],
    ['yes by order', compare('important', 'lessThan', true), `type_mismatch ${at}/operator`],
    ['a number that contains', compare('kva', 'contains', '1'), `type_mismatch ${at}/operator`],
    ['in without a list', compare('category', 'in', 'shop'), `type_mismatch ${at}/value`],
    ['in a fact', compare('category', 'in', { fact: 'customer' }), `type_mismatch ${at}/value`],
    ['in an empty list', compare('category', 'in', []), `type_mismatch ${at}/value`],
    ['a list without in', compare('kva', 'equal', [1]), `type_mismatch ${at}/value`],
    ['null in a list', compare('kva', 'in', [1, null]), `type_mismatch ${at}/value/1`],
    ['no option', compare('category', 'equal', 'farm'), `value_outside_domain ${at}/value`],
    [
      'no option in a list',
      compare('category', 'in', ['shop', 'farm']),
      `value_outside_domain ${at}/value/1`,
    ],
    [
      'no option in a threshold',
      compare('category', 'in', { param: 'wrong' }),
      `value_outside_domain ${at}/value/1`,
    ],
    ['a value for isNull', compare('signed_on', 'isNull', false), `type_mismatch ${at}/value`],
    ['empty, never', compare('kva', 'isNull'), `never_null ${at}/fact`],
    [
      'an argument',
      compare('kva', 'equal', 1, { step: 'survey' }),
      `argument_unknown ${at}/params/step`,
    ],
    ['no argument', compare('step_result', 'equal', 'pass'), `argument_missing ${at}/params`],
    [
      'no such step',
      compare('step_visits', 'equal', 1, { step: 'gone' }),
      `unknown_reference ${at}/params/step`,
    ],
    [
      'a number as a step',
      compare('step_visits', 'equal', 1, { step: 1 }),
      `argument_wrong ${at}/params/step`,
    ],
    [
      'one step',
      compare('same_handler', 'equal', true, { steps: ['survey'] }),
      `argument_wrong ${at}/params/steps`,
    ],
    [
      'no such moment',
      compare('days', 'equal', 1, between('gone', 'now')),
      `unknown_fact ${at}/params/from`,
    ],
    [
      'no moment',
      compare('days', 'equal', 1, between('kva', 'now')),
      `argument_wrong ${at}/params/from`,
    ],
    [
      'hours of a date',
      compare('hours', 'equal', 1, between('planned_on', 'now')),
      `argument_wrong ${at}/params/from`,
    ],
    [
      'no calendar',
      compare('days', 'equal', 1, between('now', 'now', { calendar: 'x' })),
      `unknown_reference ${at}/params/calendar`,
    ],
  ])('%s', (_, condition, problem) => {
    expect(check(condition).map(({ code, at: place }) => `${code} ${place}`)).toContain(problem);
  });

  test.each<[RuleRecord, string, string[]]>([
    ['case', 'used_wd', ['record_lacks_fact']],
    ['case', 'utility_wd', []],
    ['step', 'used_wd', []],
    ['step', 'found_at', ['record_lacks_fact']],
    ['finding', 'found_at', []],
    ['finding', 'used_wd', []],
  ])('a rule about a %s that reads %s: %j', (record, fact, codes) => {
    const found = check({ fact, operator: 'equal', value: { fact } }, record);
    expect([...new Set(found.map(({ code }) => code))]).toEqual(codes);
  });

  test('more levels than anyone could read', () => {
    let condition: unknown = compare('important', 'equal');
    for (let depth = 0; depth < 10_000; depth++) condition = { not: condition };
    expect(check(condition).map(({ code }) => code)).toEqual(['too_large']);
    let bearable: unknown = compare('important', 'equal');
    for (let depth = 1; depth < MAX_DEPTH; depth++) bearable = { not: bearable };
    expect(check(bearable)).toEqual([]);
  });
});

test('a problem can be read in both languages', () => {
  const [found] = check(compare('category', 'lessThan', 'b'));
  expect(wordsOf(found!)).toEqual({
    zh: '“用电类别”是选项类型，不能与 "b" 作“小于”比较',
    en: '“Category” is of type option and cannot be compared by “is less than” with "b"',
  });
  expect(catalogue[found!.code].status).toBe(422);
});
