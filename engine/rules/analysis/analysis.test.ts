import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Condition } from '../../definition/condition.ts';
import type { Rule } from '../../definition/ruleset.ts';
import { wordsOf } from '../../problem.ts';
import { asked, dictionary, knownFacts, param, recordOf } from '../conditions.fixture.ts';
import { interpret } from '../interpret.ts';
import { analyseRules } from './rules.ts';
import { search } from './search.ts';

const words = { zh: '无', en: 'none' };

function rule(id: string, conditions: Condition, more: Partial<Rule> = {}): Rule {
  return {
    id,
    key: id,
    name: words,
    stage: 'during',
    record: 'case',
    theme: words,
    severity: 'R2',
    conditions,
    event: { type: 'finding' },
    message: words,
    rectification: words,
    ...more,
  };
}

function analyse(...rules: Rule[]) {
  return analyseRules(
    rules.map((one, place) => ({ rule: one, at: `/rules/${place}`, facts: dictionary })),
  );
}

function codes(...rules: Rule[]) {
  return analyse(...rules).map(({ code, at }) => [code, at]);
}

const is = (fact: string, operator: string, value: unknown = true): Condition =>
  ({ fact, operator, value }) as Condition;
const all = (...parts: Condition[]): Condition => ({ all: parts });
const any = (...parts: Condition[]): Condition => ({ any: parts });
const not = (part: Condition): Condition => ({ not: part });

const large = is('kva', 'greaterThan', 100);
const small = is('kva', 'lessThan', 50);
const works = is('category', 'equal', 'works');

describe('one rule', () => {
  test.each<[string, Condition, [string, string][]]>([
    ['a plain rule', all(large, works), []],
    ['two parts exclude each other', all(works, large, small), [['rule_never_holds', '/all/2']]],
    [
      'no whole number lies between',
      all(is('sources', 'greaterThan', 1), is('sources', 'lessThan', 2)),
      [['rule_never_holds', '/all/1']],
    ],
    ['a number may lie between', all(is('kva', 'greaterThan', 1), is('kva', 'lessThan', 2)), []],
    [
      'two facts each greater than the other',
      all(is('kva', 'greaterThan', { fact: 'load' }), is('load', 'greaterThan', { fact: 'kva' })),
      [['rule_never_holds', '/all/1']],
    ],
    [
      'through a third',
      all(large, is('load', 'greaterThan', { fact: 'kva' }), is('load', 'lessThan', 99)),
      [['rule_never_holds', '']],
    ],
    [
      'a fact between two others',
      all(
        is('kva', 'greaterThan', { fact: 'sources' }),
        is('kva', 'lessThan', { fact: 'load' }),
        is('load', 'lessThanInclusive', 1),
        is('sources', 'greaterThanInclusive', 0),
      ),
      [],
    ],
    ['every option', is('category', 'in', ['home', 'shop', 'works']), [['rule_always_holds', '']]],
    ['one or the other', any(large, not(large)), [['rule_always_holds', '']]],
    [
      'a part that nothing fulfils',
      any(large, all(works, is('category', 'equal', 'home'))),
      [['condition_superfluous', '/any/1']],
    ],
    [
      'a part said by another',
      all(large, is('kva', 'greaterThan', 50)),
      [['condition_superfluous', '/all/1']],
    ],
    [
      'that a date is there may be said',
      all(is('signed_on', 'notNull'), is('signed_on', 'greaterThan', '2026-02-12')),
      [],
    ],
    [
      'an option that all have',
      all(large, is('category', 'notIn', ['home', 'shop', 'works'])),
      [['rule_never_holds', '/all/1']],
    ],
    [
      'texts within texts',
      all(
        is('customer', 'contains', '能源'),
        is('customer', 'contains', '热电'),
        is('customer', 'doesNotContain', '分公司'),
      ),
      [],
    ],
    [
      'a text without a part of it',
      all(is('customer', 'contains', '热电厂'), is('customer', 'doesNotContain', '热电')),
      [['rule_never_holds', '/all/1']],
    ],
    [
      'a day between two days',
      all(
        is('planned_on', 'greaterThan', '2026-02-11'),
        is('planned_on', 'lessThan', '2026-02-12'),
      ),
      [['rule_never_holds', '/all/1']],
    ],
    [
      'an empty date is before nothing',
      all(is('signed_on', 'isNull'), is('signed_on', 'lessThan', '2026-02-12')),
      [['rule_never_holds', '/all/1']],
    ],
  ])('%s', (_, condition, expected) => {
    const prefixed = expected.map(([code, at]) => [code, `/rules/0/conditions${at}`]);
    expect(codes(rule('A', condition))).toEqual(prefixed);
  });
});

describe('several rules', () => {
  test('one contained in another, with a record that both find', () => {
    const found = analyse(
      rule('A', all(is('kva', 'greaterThan', { param: 'limit' }), works), {
        params: { limit: param(500) },
      }),
      rule('B', large),
    );
    expect(found).toMatchObject([
      { code: 'rule_contained', details: { rule: 'A', other: 'B' }, at: '/rules/0/conditions' },
    ]);
    expect(wordsOf(found[0] as never).zh).toContain('用电容量 = 1000');
    expect(wordsOf(found[0] as never).en).toContain('Category = Industrial');
  });

  test('the same said twice, in other words', () => {
    const other = not(
      any(is('kva', 'lessThanInclusive', 100), is('category', 'notEqual', 'works')),
    );
    expect(codes(rule('A', all(large, works)), rule('B', other))).toEqual([
      ['rules_duplicate', '/rules/1/conditions'],
    ]);
  });

  test('the same with another verdict is a contradiction', () => {
    expect(codes(rule('A', large), rule('B', large, { severity: 'R1' }))).toEqual([
      ['rules_contradict', '/rules/1/conditions'],
    ]);
  });

  test('rules of other stages, records or flows are not compared', () => {
    const found = codes(
      rule('A', large, { flows: ['lend'] }),
      rule('B', large, { flows: ['borrow'] }),
      rule('C', large, { stage: 'after' }),
      rule('D', large, { record: 'finding' }),
    );
    expect(found).toEqual([]);
  });

  test('rules that together stop every action', () => {
    const before = { stage: 'before', blocks: true } as const;
    const found = codes(
      rule('A', is('kva', 'greaterThan', 40), before),
      rule('B', is('kva', 'lessThan', 50), before),
    );
    expect(found).toEqual([['rules_stop_all', '/rules/0/conditions']]);
  });

  test('what could not be looked at is said', () => {
    const rules = [rule('A', all(large, works)), rule('B', any(large, works))];
    const placed = rules.map((one, place) => ({
      rule: one,
      at: `/rules/${place}`,
      facts: dictionary,
    }));
    expect(analyseRules(placed, 3).at(-1)).toMatchObject({ code: 'analysis_incomplete' });
  });
});

describe('laws', () => {
  test('a record that is found does what was wished', () => {
    fc.assert(
      fc.property(asked, fc.boolean(), ({ condition, params }, truth) => {
        const terms = { facts: dictionary, params };
        const found = search([{ condition, terms, truth }], { steps: 20_000 });
        fc.pre(found instanceof Map);
        const source = { read: (fact: string) => (found as Map<string, never>).get(fact) };
        expect(interpret(condition, { ...terms, source })).toBe(truth);
      }),
    );
  });

  test('where none is found, no record does it', () => {
    fc.assert(
      fc.property(asked, knownFacts, fc.boolean(), ({ condition, params }, values, truth) => {
        const terms = { facts: dictionary, params };
        fc.pre(search([{ condition, terms, truth }], { steps: 20_000 }) === 'none');
        expect(interpret(condition, { ...terms, source: recordOf(values) })).not.toBe(truth);
      }),
    );
  });
});
