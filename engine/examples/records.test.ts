import { describe, expect, test } from 'vitest';
import { checkPack } from '../definition/check-pack.ts';
import type { DerivedExample, RuleExample } from '../definition/examples.ts';
import type { Expression } from '../definition/expression.ts';
import type { Rule, RulesetDefinition } from '../definition/ruleset.ts';
import { derived, packOf, used, words } from '../records/records.fixture.ts';
import { checkDerivedExample } from './derived.ts';
import { parsedReading } from './reading.ts';
import { runRuleExamples } from './ruleset.ts';

const noughts: Expression = {
  aggregate: 'count',
  over: 'use',
  match: { account_id: { fact: 'account_id' } },
  window: { last: { param: 'months' } },
  where: { fact: 'used', operator: 'equal', value: 0 },
};
const facts = derived('use', {
  noughts: {
    params: { months: { name: words('months'), type: 'integer', default: 3 } },
    value: noughts,
  },
});

const basis = { kind: 'typical' as const, source: words('practice') };

function rule(id: string, change: Partial<Rule> = {}): Rule {
  return {
    id,
    key: id,
    name: words(id),
    stage: 'after',
    record: 'use',
    theme: words('theme'),
    severity: 'R3',
    params: { most: { value: 2, basis, editions: [{ from: '2026-04-01', value: 3, basis }] } },
    conditions: {
      fact: 'noughts',
      params: { months: { param: 'most' } },
      operator: 'greaterThanInclusive',
      value: { param: 'most' },
    },
    event: { type: 'finding' },
    message: words('{account.status} {noughts} {most}'),
    rectification: words('—'),
    ...change,
  };
}

function setOf(...rules: Rule[]): RulesetDefinition {
  return { kind: 'ruleset', id: 'set', name: words('规则'), rules };
}

const rules = setOf(
  rule('enough'),
  rule('later', { valid_from: '2026-04-01' }),
  rule('other', {
    record: 'account',
    params: {},
    message: words('—'),
    conditions: { fact: 'most', operator: 'greaterThan', value: 1 },
  }),
);
const pack = packOf(facts, rules);
const months = ['202601', '202602', '202603', '202604'];

function given(count: number, key: string, more: object = {}): RuleExample['given'] {
  const use = months.slice(0, count).map((month) => used(month, 0));
  return { records: { use, ...more }, ask: { record: 'use', key, at: '2026-06-15T04:00:00Z' } };
}

async function run(example: Omit<RuleExample, 'title'>) {
  const [outcome] = await runRuleExamples(rules, [{ title: 'row', ...example }], pack);
  return outcome?.differences.map(({ en }) => en).join('; ');
}

test('the pack is whole, but that two rules say the same', () => {
  expect(checkPack(pack).map(({ problem }) => problem.code)).toEqual(['rules_duplicate']);
});

describe('rules asked of a small data set', () => {
  test.each<[string, RuleExample['given'], RuleExample['then']]>([
    ['with the threshold of its month', given(3, '202603'), { hits: ['enough'] }],
    ['and with that of a later month', given(4, '202604'), { hits: ['enough', 'later'] }],
    ['and of an earlier one', given(1, '202601'), { passes: ['enough'] }],
  ])('%s', async (_, example, then) => {
    expect(await run({ given: example, then })).toBe('');
  });

  test.each<[string, RuleExample['given'], RuleExample['then'], string]>([
    ['not in force', given(3, '202603'), { hits: ['later'] }, 'there is no rule later'],
    ['of another kind', given(3, '202603'), { hits: ['other'] }, 'there is no rule other'],
    [
      'a record that there is not',
      given(3, '209901'),
      { hits: ['enough'] },
      '/given/ask/key: There is no record “"209901"”',
    ],
    [
      'a kind that there is not',
      given(3, '202603', { gone: [] }),
      { hits: ['enough'] },
      '/given/records/gone: There is no record “gone”',
    ],
    [
      'a field that there is not, a value of another type',
      given(1, '202601', { customer: [{ gone: 1, customer_id: 7 }] }),
      {},
      '/given/records/customer/0/gone: There is no field “gone”; ' +
        '/given/records/customer/0/customer_id: The value of “string” does not fit: text is expected',
    ],
  ])('%s', async (_, example, then, detail) => {
    expect(await run({ given: example, then })).toBe(detail);
  });
});

test('readings are given by name, each rule with the facts of its own kind', async () => {
  const then = { hits: ['enough', 'other'] };
  expect(await run({ given: { 'noughts(months=2)': 2, most: 5 }, then })).toBe('');
  expect(
    await run({
      given: { 'noughts(months=3)': 2, read_at: '2026-05-01T00:00:00Z', most: 0 },
      then: { passes: ['enough', 'other'] },
    }),
  ).toBe('');
});

describe('examples of derived facts', () => {
  test('hold', () => {
    expect(check({ values: { noughts: 3, 'noughts(months=2)': 2 } })).toEqual([]);
  });

  test('say what differs', () => {
    expect(check({ values: { noughts: 1, gone: 1 }, unknown: ['noughts'] })).toEqual([
      'noughts is 3, expected 1',
      'there is no fact gone',
      'noughts is 3, expected unknown',
    ]);
  });

  test.each([
    ['x', { fact: 'x' }],
    ['x(a=1,b=true)', { fact: 'x', params: { a: 1, b: true } }],
    ['x(a=urban,b="2")', { fact: 'x', params: { a: 'urban', b: '2' } }],
  ])('%s is read back', (name, reading) => {
    expect(parsedReading(name)).toEqual(reading);
  });
});

describe('rules about records in a pack', () => {
  test.each<[Partial<Rule>, string, string]>([
    [{ record: 'gone' }, 'unknown_reference', '/rules/0/record'],
    [
      { conditions: { fact: 'gone', operator: 'equal', value: { param: 'most' } } },
      'unknown_fact',
      '/rules/0/conditions/fact',
    ],
    [
      { conditions: { fact: 'used_wd', operator: 'equal', value: { param: 'most' } } },
      'record_lacks_fact',
      '/rules/0/conditions/fact',
    ],
    [
      {
        conditions: {
          fact: 'noughts',
          params: { months: { param: 'gone' } },
          operator: 'equal',
          value: { param: 'most' },
        },
      },
      'unknown_parameter',
      '/rules/0/conditions/params/months',
    ],
    [{ message: words('{account.gone} {most}') }, 'placeholder_unknown', '/rules/0/message/zh'],
  ])('%j', (change, code, at) => {
    expect(problemsOf(change)).toContainEqual([code, at]);
  });
});

function check(then: DerivedExample['then']) {
  return checkDerivedExample(
    facts,
    { title: 'x', given: given(3, '202603'), then } as DerivedExample,
    pack,
  );
}

function problemsOf(change: Partial<Rule>) {
  const set = setOf(rule('one', change));
  return checkPack(packOf(facts, set)).map(({ problem }) => [problem.code, problem.at]);
}
