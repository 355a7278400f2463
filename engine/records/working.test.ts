import { expect, test } from 'vitest';
import type { Expression } from '../definition/expression.ts';
import type { Rule } from '../definition/ruleset.ts';
import { recordTermsOf } from './kinds.ts';
import { AT, dataOf, derived, packOf, used, words } from './records.fixture.ts';
import { recordSource } from './source.ts';
import { explainRecord, workingOf } from './working.ts';

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
  twice: { value: { function: 'multiply', of: [2, { fact: 'noughts', params: { months: 2 } }] } },
});
const pack = packOf(facts);
const use = [used('202601', 0), used('202602', 5), used('202603', 0)];
const asking = { terms: recordTermsOf(pack), data: dataOf({ use }, pack), at: AT };
const source = recordSource(asking, 'use', 2)!;

test('a derived fact is told with its formula, what went into it and whom it counted', () => {
  expect(workingOf(source, { fact: 'twice' })).toEqual({
    sentence: {
      zh: 'twice 2 = 2 × noughts（months 2）',
      en: 'twice 2 = 2 × noughts (months 2)',
    },
    parts: [
      {
        sentence: {
          zh: 'noughts（months 2）1 = use（string相同，最近 2 条，number = 0 kg）的条数',
          en: 'noughts (months 2) 1 = Count of use (same string; last 2; number = 0 kg)',
        },
        parts: [{ sentence: { zh: 'use 1 条：202603', en: 'use: 1 (202603)' } }],
      },
    ],
  });
});

test('why a rule holds goes down to what its facts were worked out from', () => {
  const rule = {
    conditions: {
      not: {
        fact: 'noughts',
        params: { months: { param: 'most' } },
        operator: 'greaterThan',
        value: { param: 'most' },
      },
    },
    params: { most: { value: 3, basis: { kind: 'typical', source: words('x') } } },
  } satisfies Pick<Rule, 'conditions' | 'params'>;
  const reason = explainRecord(source, rule);
  expect(reason.parts[0]?.sentence.en).toBe(
    'noughts (months 3) 2 > 3 (parameter most) does not hold',
  );
  expect(reason.parts[0]?.because?.[0]?.parts?.[0]?.sentence.en).toBe('use: 2 (202601, 202603)');
});

test('what is not known says so; a field has no working', () => {
  const value: Expression = { aggregate: 'count', over: 'customer', match: { customer_id: 'c' } };
  const other = packOf(derived('use', { it: { value } }));
  const there = recordSource(
    { terms: recordTermsOf(other), data: dataOf({ use }, other), at: AT },
    'use',
  )!;
  expect(workingOf(there, { fact: 'it' })).toEqual({
    sentence: {
      zh: 'it（缺数据）= customer（string = “c”）的条数',
      en: 'it (missing) = Count of customer (string = “c”)',
    },
    parts: [{ sentence: { zh: 'customer（缺数据）', en: 'customer (missing)' } }],
  });
  expect(workingOf(there, { fact: 'used' })).toBeUndefined();
});
