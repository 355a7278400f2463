import { describe, expect, test } from 'vitest';
import type { RulesetDefinition } from '../definition/ruleset.ts';
import { account, customer, derived, packOf, use, words } from './records.fixture.ts';
import { usesOf } from './uses.ts';

const plain = (value: unknown) => ({ value: value as never });

const rules: RulesetDefinition = {
  kind: 'ruleset',
  id: 'set',
  name: words('Set'),
  rules: [
    {
      id: 'R1',
      key: 'r1',
      name: words('R1'),
      stage: 'after',
      record: 'use',
      theme: words('t'),
      severity: 'R1',
      event: { type: 'finding' },
      message: words('m'),
      rectification: words('r'),
      conditions: {
        all: [
          { fact: 'twice', operator: 'greaterThan', value: { fact: 'account.mostly' } },
          { not: { fact: 'used', operator: 'equal', value: 0 } },
        ],
      },
    },
  ],
} as unknown as RulesetDefinition;

const pack = packOf(
  customer,
  account,
  use,
  derived('use', {
    twice: plain({ function: 'multiply', of: [{ fact: 'used' }, 2] }),
    lonely: plain(1),
  }),
  derived('account', {
    mostly: plain({
      aggregate: 'sum',
      over: 'use',
      match: { account_id: { fact: 'account_id' } },
      where: { fact: 'twice', operator: 'greaterThan', value: { fact: 'this.limit' } },
      value: { fact: 'twice' },
    }),
    limit: plain(3),
  }),
  rules,
);

describe('where derived facts are used', () => {
  const uses = usesOf(pack);
  const said = (record: string, fact: string) => uses(record, fact).map(({ id }) => id);

  test.each([
    ['use', 'twice', ['R1', 'mostly']],
    ['account', 'mostly', ['R1']],
    ['account', 'limit', ['mostly']],
    ['use', 'lonely', []],
    ['use', 'used', []],
    ['nothing', 'x', []],
  ])('%s.%s', (record, fact, by) => {
    expect(said(record, fact)).toEqual(by);
  });
});
