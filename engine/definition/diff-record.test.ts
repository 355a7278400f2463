import { expect, test } from 'vitest';
import { derived, packOf, use, words } from '../records/records.fixture.ts';
import { diff } from './diff.ts';
import { put } from './diff.fixture.ts';
import type { Expression } from './expression.ts';
import type { IndicatorDefinition } from './indicator.ts';
import type { RulesetDefinition } from './ruleset.ts';

const basis = { kind: 'typical' as const, source: words('practice') };
const noughts: Expression = {
  aggregate: 'count',
  over: 'use',
  match: { account_id: { fact: 'account_id' } },
  window: { last: { param: 'months' } },
  where: { fact: 'used', operator: 'equal', value: 0 },
};
const params = { months: { name: words('months'), type: 'integer' as const, default: 3 } };
const facts = derived('use', { noughts: { params, value: noughts } });
const rules: RulesetDefinition = {
  kind: 'ruleset',
  id: 'set',
  name: words('set'),
  rules: [
    {
      id: 'r',
      key: 'r',
      name: words('rule'),
      stage: 'after',
      record: 'use',
      theme: words('theme'),
      severity: 'R3',
      params: { most: { value: 3, basis } },
      conditions: { fact: 'noughts', operator: 'greaterThan', value: { param: 'most' } },
      event: { type: 'finding' },
      message: words('m'),
      rectification: words('r'),
    },
  ],
};
const pack = packOf(facts, rules);

function said(before: typeof facts | typeof rules | typeof use, path: string, value: unknown) {
  const after = put(before, path, value);
  return diff(before, after, pack).map(({ sentence }) => sentence.en);
}

test.each<[typeof facts | typeof rules | typeof use, string, unknown, string[]]>([
  [
    facts,
    'facts/noughts/value/window/last',
    2,
    [
      'Value of derived fact “noughts” is now: Count of use (same string; last 2; number = 0 kg); ' +
        'it was: Count of use (same string; last months; number = 0 kg)',
    ],
  ],
  [
    facts,
    'facts/noughts/params/months/default',
    2,
    ['Default of parameter “months” of derived fact “noughts” changed from 3 to 2'],
  ],
  [
    rules,
    'rules/0/params/most/editions',
    [{ from: '2026-07-01', value: 2, basis }],
    [
      'Editions of parameter “most” of rule “r rule” set to: from 2026-07-01, value 2, basis kind typical practice, source practice',
    ],
  ],
  [
    rules,
    'rules/0/conditions/value',
    4,
    ['Condition of rule “r rule” is now: noughts > 4; it was: noughts > 3 (parameter most)'],
  ],
  [use, 'fields/used/unit', 't', ['Unit of field “number” changed from “kg” to “t”']],
  [use, 'order', 'read_at', ['Order field of record “use” changed from “string” to “datetime”']],
])('%#', (before, path, value, sentences) => {
  expect(said(before, path, value)).toEqual(sentences);
});

test('what an indicator over imported records reads has the names of their kind', () => {
  const before: IndicatorDefinition = {
    kind: 'indicator',
    id: 'k',
    key: 'k',
    name: words('k'),
    unit: 'kg',
    direction: 'info',
    over: { record: 'use', period_by: 'read_at' },
    measure: { measure: 'sum', fact: 'used' },
    decimals: 0,
    min_n: 0,
    ladder: { form: 'none' },
  };
  const after = put(before, 'measure/fact', 'noughts');
  const called = derived('use', { noughts: { name: words('how many noughts'), value: noughts } });
  const named = packOf(called);
  expect(diff(before, after, named).map(({ sentence }) => sentence.en)).toEqual([
    'Fact of the measure of indicator “k” changed from “number” to “how many noughts”',
  ]);
});
