/**
 * What json-rules-engine 7.3 really does, and what we do instead where that would let one rule mean two
 * things. When the library changes under us, these tests say where.
 */
import fc from 'fast-check';
import { Engine, type TopLevelCondition } from 'json-rules-engine';
import { describe, expect, test } from 'vitest';
import type { Condition } from '@flowmeter/engine/definition/condition.ts';
import { checkCondition } from '@flowmeter/engine/rules/check.ts';
import { dictionary, recordOf } from '@flowmeter/engine/rules/conditions.fixture.ts';
import { evaluate } from '@flowmeter/engine/rules/evaluate.ts';
import { interpret } from '@flowmeter/engine/rules/interpret.ts';
import { parseDefinition } from '@flowmeter/engine/definition/parse.ts';

type Facts = Record<string, unknown>;

/** The library by itself: does the condition hold? */
async function library(condition: unknown, facts: Facts, options = {}): Promise<boolean> {
  const engine = new Engine([], options);
  const conditions = { all: [condition] } as TopLevelCondition;
  engine.addRule({ conditions, event: { type: 'held' } });
  const { events } = await engine.run(facts);
  return events.length > 0;
}

async function ours(condition: unknown, facts: Facts) {
  const item = { id: 'one', condition: condition as Condition };
  return (await evaluate([item], recordOf(facts), dictionary)).one?.truth;
}

function refusals(condition: unknown): string[] {
  const terms = { facts: dictionary, params: {}, record: 'case' as const };
  return checkCondition(condition as Condition, terms).map(({ code, at }) => `${code} ${at}`);
}

/** Where the schema refuses a rule that has nothing but this condition. */
function placesOfProblems(conditions: unknown): (string | undefined)[] {
  const name = { zh: '一', en: 'One' };
  const parsed = parseDefinition({ kind: 'ruleset', id: 'set', name, rules: [{ conditions }] });
  return parsed.ok ? [] : parsed.problems.map(({ at }) => at);
}

async function slow() {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  return 1;
}

async function sameAnswer(condition: Condition, facts: Facts): Promise<void> {
  const mine = interpret(condition, { source: recordOf(facts), facts: dictionary });
  expect(await library(condition, facts)).toBe(mine);
}

const compare = (fact: string, operator: string, value: unknown) => ({ fact, operator, value });

describe('what the library answers to operands that do not fit, and where we refuse the rule', () => {
  test.each([
    [
      'text below text by its letters',
      compare('customer', 'lessThan', '5'),
      { customer: '12' },
      true,
    ],
    ['a number below text', compare('kva', 'lessThan', '5'), { kva: 4 }, true],
    ['text below a number', compare('customer', 'lessThan', 50), { customer: '12' }, true],
    ['in a text: a search', compare('category', 'in', 'workshop'), { category: 'shop' }, true],
    ['an empty all', { all: [] }, {}, true],
    ['an empty any', { any: [] }, {}, true],
    ['a fact equal to null', compare('kva', 'greaterThan', null), { kva: 5 }, true],
    ['contains on text', compare('kva', 'contains', 1), { kva: 1 }, false],
    ['does not contain on a number', compare('kva', 'doesNotContain', 1), { kva: 2 }, false],
  ])('%s', async (_, condition, facts, answer) => {
    expect(await library(condition, facts)).toBe(answer);
    expect(refusals(condition)).not.toEqual([]);
  });

  test.each([
    ['the search in a number', compare('kva', 'in', 5), /not a function/],
    ['the search in nothing', compare('kva', 'notIn', null), /of null/],
    ['an operator that is not there', compare('kva', 'near', 5), /Unknown operator/],
  ])('%s rejects the whole run', async (_, condition, words) => {
    const facts = { kva: 5 };
    await expect(library(condition, facts)).rejects.toThrow(words);
    expect(refusals(condition)).not.toEqual([]);
    expect(await ours(condition, facts)).toBe('unknown');
  });

  test('several group keys together: any goes before all before not', async () => {
    const condition = { any: [], all: [compare('kva', 'equal', 1)], not: {} };
    expect(await library(condition, { kva: 2 })).toBe(true);
    expect(refusals(condition)).toEqual(['mixed_condition ']);
  });

  test('a path would be resolved by jsonpath-plus', async () => {
    const condition = { ...compare('kva', 'equal', 1), path: '$.length' };
    expect(await library(condition, { kva: [1] })).toBe(true);
    expect(refusals(condition)).toEqual(['path_refused /path']);
  });

  test('and neither a path nor an empty group is in the schema', () => {
    const comparison = compare('kva', 'equal', 1);
    const found = [comparison, { ...comparison, path: '$' }, { all: [] }].map(placesOfProblems);
    const refused = found.map((places) =>
      places.some((at) => at?.startsWith('/rules/0/conditions')),
    );
    expect(refused).toEqual([false, true, true]);
  });
});

describe('what the library answers to values that are not there, and what we answer', () => {
  test('a missing fact rejects the run', async () => {
    const condition = compare('kva', 'notEqual', 5);
    await expect(library(condition, {})).rejects.toThrow('Undefined fact');
    expect(await library(condition, {}, { allowUndefinedFacts: true })).toBe(true);
    expect(await ours(condition, {})).toBe('unknown');
  });

  test.each([
    ['notEqual', '2026-02-12', true],
    ['notIn', ['2026-02-12'], true],
  ])('null passes %s', async (operator, value, answer) => {
    const condition = compare('signed_on', operator, value);
    expect(await library(condition, { signed_on: null })).toBe(answer);
    expect(await ours(condition, { signed_on: null })).toBe(false);
  });

  test('a number that is none never equals itself, and passes its opposite', async () => {
    const facts = { kva: Number.NaN };
    expect(await library(compare('kva', 'notEqual', 5), facts)).toBe(true);
    expect(await ours(compare('kva', 'notEqual', 5), facts)).toBe('unknown');
  });

  test('a date-time in another notation is another text', async () => {
    const condition = compare('checked_at', 'equal', '2026-02-11T16:00:00Z');
    const facts = { checked_at: '2026-02-12T00:00:00+08:00' };
    expect(await library(condition, facts)).toBe(false);
    expect(await ours(condition, facts)).toBe(true);
  });

  test('a list passes as the number in it', async () => {
    expect(await library(compare('kva', 'lessThan', 5), { kva: [3] })).toBe(true);
    expect(await ours(compare('kva', 'lessThan', 5), { kva: [3] })).toBe('unknown');
  });

  test('a function is called as a fact', async () => {
    const facts = { kva: () => 3 };
    expect(await library(compare('kva', 'lessThan', 5), facts)).toBe(true);
    expect(await ours(compare('kva', 'lessThan', 5), facts)).toBe('unknown');
  });
});

describe('how the library runs', () => {
  test('two runs of one engine at a time drop rules; ours never share one', async () => {
    const engine = new Engine();
    const conditions = { all: [compare('slow', 'equal', 1)] } as TopLevelCondition;
    engine.addRule({ conditions, priority: 2, event: { type: 'first' } });
    engine.addRule({ conditions, priority: 1, event: { type: 'second' } });
    const runs = await Promise.all([engine.run({ slow: 1 }), engine.run({ slow })]);
    const counts = runs.map(({ events }) => events.length);
    expect(counts).toEqual([2, 1]);
    const items = ['first', 'second'].map((id) => ({ id, condition: compare('kva', 'equal', 1) }));
    const record = recordOf({ kva: 1 });
    const both = await Promise.all([
      evaluate(items as never, record, dictionary),
      evaluate(items as never, record, dictionary),
    ]);
    const truths = both.map((answers) => [answers.first?.truth, answers.second?.truth]);
    expect(truths).toEqual([
      [true, true],
      [true, true],
    ]);
  });

  test('a condition named by itself overflows the stack; there is no such reference with us', async () => {
    const engine = new Engine();
    engine.setCondition('loop', { all: [{ condition: 'loop' }] });
    engine.addRule({ conditions: { condition: 'loop' }, event: { type: 'held' } });
    await expect(engine.run({})).rejects.toThrow('Maximum call stack');
    expect(refusals({ condition: 'loop' })).not.toEqual([]);
  });
});

describe('where operands fit, the operators of that name mean the same', () => {
  const numbers = fc.constantFrom(-1, -0, 0, 0.5, 100, 1e21);
  const texts = fc.constantFrom('', 'a', 'ab', 'home', 'shop');
  const pairs = [
    'equal',
    'notEqual',
    'lessThan',
    'lessThanInclusive',
    'greaterThan',
    'greaterThanInclusive',
  ];

  test('on numbers', async () => {
    const leaf = fc.record({
      fact: fc.constantFrom('kva', 'load'),
      operator: fc.constantFrom(...pairs),
      value: numbers,
    });
    const list = fc.record({
      fact: fc.constant('kva'),
      operator: fc.constantFrom('in', 'notIn'),
      value: fc.array(numbers, { minLength: 1 }),
    });
    const facts = fc.record({ kva: numbers, load: numbers });
    await fc.assert(fc.asyncProperty(fc.oneof(leaf, list), facts, sameAnswer), { numRuns: 1000 });
  });

  test('on text and options', async () => {
    const leaf = fc.record({
      fact: fc.constantFrom('customer', 'category'),
      operator: fc.constantFrom('equal', 'notEqual'),
      value: texts,
    });
    const list = fc.record({
      fact: fc.constant('category'),
      operator: fc.constantFrom('in', 'notIn'),
      value: fc.array(texts, { minLength: 1 }),
    });
    const facts = fc.record({ customer: texts, category: texts });
    await fc.assert(fc.asyncProperty(fc.oneof(leaf, list), facts, sameAnswer), { numRuns: 1000 });
  });

  test('on groups of groups', async () => {
    const leaf: fc.Arbitrary<Condition> = fc.record({
      fact: fc.constant('kva'),
      operator: fc.constantFrom('equal', 'lessThan'),
      value: numbers,
    });
    const { tree } = fc.letrec<{ tree: Condition }>((tie) => {
      const parts = fc.array(tie('tree'), { minLength: 1, maxLength: 3 });
      return {
        tree: fc.oneof(
          { maxDepth: 4 },
          leaf,
          parts.map((all) => ({ all })),
          parts.map((any) => ({ any })),
          tie('tree').map((not) => ({ not })),
        ),
      };
    });
    const facts = fc.record({ kva: numbers });
    await fc.assert(fc.asyncProperty(tree, facts, sameAnswer), { numRuns: 2000 });
  });
});
