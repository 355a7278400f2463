import { describe, expect, test } from 'vitest';
import { account, customer, derived, packOf, use, words } from '../records/records.fixture.ts';
import { checkDerived } from './check-derived.ts';
import { checkPack } from './check-pack.ts';
import { checkRecord } from './check-record.ts';
import type { DerivedFact } from './derived.ts';
import type { Expression } from './expression.ts';
import type { RecordDefinition } from './record.ts';

type Facts = Parameters<typeof derived>[1];

function check(facts: Facts, record = 'use') {
  const definition = derived(record, facts);
  return checkDerived(definition, packOf(definition)).map(({ code, at }) => [code, at]);
}

function checkValue(value: unknown, more: Partial<DerivedFact> = {}) {
  return check({ it: { nullable: true, ...more, value: value as Expression } });
}

const mine = { account_id: { fact: 'account_id' } };
const sum = { aggregate: 'sum', over: 'use', match: mine, value: { fact: 'used' } };
const noughts = { fact: 'used', operator: 'equal', value: 0 };

describe('valid', () => {
  test.each<[string, unknown, Partial<DerivedFact>?]>([
    ['a figure', 7],
    ['null, where it may be', null],
    ['a date written down', '2026-02-12', { type: 'date' }],
    ['a date-time written down', '2026-02-12T01:00:00Z', { type: 'datetime' }],
    [
      'an option',
      { if: noughts, then: 'a', else: 'b' },
      { type: 'enum', options: named('a', 'b') },
    ],
    [
      'dates compared',
      { function: 'least', of: ['2026-02-12', { fact: 'account.opened_on' }] },
      { type: 'date' },
    ],
    [
      'an option beside its text',
      { function: 'coalesce', of: [{ fact: 'reader' }, { fact: 'kind' }] },
      { type: 'string', nullable: false },
    ],
    ['time between', { fact: 'days', params: { from: 'account.opened_on', to: 'today' } }],
    ['an aggregate', sum, { nullable: false }],
    ['over a window', { ...sum, window: { last: 3, including: false } }],
    [
      'with this',
      { ...sum, where: { fact: 'used', operator: 'lessThan', value: { fact: 'this.used' } } },
    ],
    [
      'a calendar',
      { function: 'working_days_between', of: [{ fact: 'read_at' }, { fact: 'now' }, 'cn'] },
    ],
  ])('%s', (_, value, more) => {
    expect(checkValue(value, more)).toEqual([]);
  });
});

describe('invalid', () => {
  test.each<[string, unknown, string, string, Partial<DerivedFact>?]>([
    ['another kind', { fact: 'kind' }, 'expression_kind', ''],
    ['no such day', '2026-02-30', 'expression_kind', '', { type: 'date' }],
    ['an unknown fact', { fact: 'gone' }, 'unknown_fact', '/fact'],
    ['a fact of cases', { fact: 'used_wd' }, 'record_lacks_fact', '/fact'],
    ['an unknown parameter', { param: 'gone' }, 'unknown_parameter', '/param'],
    ['an unknown function', { function: 'gone', of: [] }, 'unknown_function', '/function'],
    ['a name of Object', { function: 'toString', of: [] }, 'unknown_function', '/function'],
    ['too few arguments', { function: 'divide', of: [1] }, 'function_arguments', '/of'],
    ['too many', { function: 'absolute', of: [1, 2] }, 'function_arguments', '/of'],
    ['a wrong one', { function: 'add', of: [1, { fact: 'kind' }] }, 'expression_kind', '/of/1'],
    [
      'mixed ones',
      { function: 'coalesce', of: [{ fact: 'used' }, 'x'] },
      'expression_kind',
      '/of/1',
    ],
    [
      'a calendar that there is not',
      { function: 'is_working_day', of: [{ fact: 'read_at' }, 'x'] },
      'unknown_reference',
      '/of/1',
      { type: 'boolean' },
    ],
    [
      'branches of two kinds',
      { if: noughts, then: 1, else: { fact: 'kind' } },
      'expression_kind',
      '/else',
    ],
    [
      'an unsound condition',
      { if: { ...noughts, value: 'x' }, then: 1, else: 2 },
      'type_mismatch',
      '/if/value',
    ],
    ['a table that there is not', { table: 'gone', output: 'x' }, 'unknown_reference', '/table'],
    ['records that there are not', { ...sum, over: 'gone' }, 'unknown_reference', '/over'],
    [
      'a field that there is not',
      { ...sum, match: { gone: 1 } },
      'unknown_reference',
      '/match/gone',
    ],
    [
      'a field of another kind',
      { ...sum, match: { account_id: 1 } },
      'expression_kind',
      '/match/account_id',
    ],
    ['no value', { ...sum, value: undefined }, 'aggregate_needs', ''],
    ['a value too many', { ...sum, aggregate: 'count' }, 'aggregate_takes_no_value', '/value'],
    ['a value of another kind', { ...sum, value: { fact: 'kind' } }, 'expression_kind', '/value'],
    [
      'a share of nothing said',
      { aggregate: 'share', over: 'use', match: mine },
      'aggregate_needs',
      '',
    ],
    ['all records', { ...sum, match: undefined }, 'aggregate_unbounded', ''],
    [
      'an order that there is not',
      { ...sum, over: 'account', match: {}, value: { fact: 'most' }, window: { last: 1 } },
      'record_without_order',
      '/window',
    ],
    [
      'a date that there is not',
      {
        ...sum,
        over: 'customer',
        value: 1,
        match: { customer_id: 'x' },
        window: { within: { from: { fact: 'now' } } },
      },
      'record_without_date',
      '/window/within',
    ],
    [
      'an end of another kind',
      { ...sum, window: { within: { from: '2026-01-01' } } },
      'expression_kind',
      '/window/within/from',
    ],
    [
      'others of another kind',
      { aggregate: 'exists', over: 'account', match: mine, others: true },
      'aggregate_of_others',
      '/others',
      { type: 'boolean' },
    ],
    [
      'what may be null',
      { fact: 'reader' },
      'derived_may_be_null',
      '',
      { type: 'string', nullable: false },
    ],
    ['no option', 'c', 'derived_option', '', { type: 'enum', options: named('a') }],
  ])('%s', (_, value, code, at, more) => {
    expect(checkValue(value, more)).toEqual([[code, `/facts/it/value${at}`]]);
  });

  test('a default of another type, an argument that there is not', () => {
    const params = { n: { name: words('n'), type: 'integer' as const, default: 'x' } };
    expect(check({ it: { params, value: 1 } })).toEqual([
      ['argument_wrong', '/facts/it/params/n/default'],
    ]);
    expect(
      check({
        one: { params: { n: { ...params.n, default: 1 } }, value: { param: 'n' } },
        two: { value: { fact: 'one', params: { m: 1 } } },
        three: { value: { fact: 'one', params: { n: 'x' } } },
      }),
    ).toEqual([
      ['argument_unknown', '/facts/two/value/params/m'],
      ['argument_wrong', '/facts/three/value/params/n'],
    ]);
  });

  test.each(['used', 'account', 'now'])('a name that is taken: %s', (id) => {
    expect(check({ [id]: { value: 1 } })).toEqual([['derived_hides', `/facts/${id}`]]);
  });

  test('too deep', () => {
    const deep = Array.from({ length: 40 }).reduce<Expression>(
      (inner) => ({ function: 'absolute', of: [inner] }),
      1,
    );
    expect(checkValue(deep).map(([code]) => code)).toEqual(['too_large']);
  });
});

describe('facts that come back to themselves', () => {
  test.each<[string, Expression]>([
    ['straight', { fact: 'one' }],
    ['through a function', { function: 'add', of: [1, { fact: 'one' }] }],
    ['through a condition', { if: { ...noughts, fact: 'one' }, then: 1, else: 2 }],
    ['through others of the kind', { ...sum, value: { fact: 'one' } } as Expression],
    [
      'through who asks',
      { ...sum, where: { ...noughts, value: { fact: 'this.one' } } } as Expression,
    ],
    ['through what is matched', { ...sum, match: { month: { fact: 'one' } } } as Expression],
  ])('%s', (_, value) => {
    expect(check(ring(value)).filter(([code]) => code === 'derived_cycle')).toEqual([
      ['derived_cycle', '/facts/one/value'],
      ['derived_cycle', '/facts/two/value'],
    ]);
  });

  test('over two kinds of record', () => {
    const ofUse = derived('use', { one: { value: { fact: 'account.all' } } });
    const ofAccount = derived('account', {
      all: { value: { ...sum, value: { fact: 'one' } } as Expression },
    });
    const found = checkDerived(ofUse, packOf(ofUse, ofAccount));
    expect(found.map(({ code, details }) => [code, details['facts']])).toEqual([
      ['derived_cycle', words('one → all → one')],
    ]);
  });
});

describe('kinds of record', () => {
  const link = { name: words('x'), record: 'account', by: { account_id: 'account_id' } };

  test.each([customer, account, use])('$id is whole', (record) => {
    expect(checkRecord(record, packOf())).toEqual([]);
  });

  test.each<[Partial<RecordDefinition>, string, string]>([
    [{ id: 'case' }, 'record_is_builtin', '/id'],
    [{ key: ['gone'] }, 'unknown_reference', '/key/0'],
    [{ object: ['gone'] }, 'unknown_reference', '/object/0'],
    [{ order: 'gone' }, 'unknown_reference', '/order'],
    [{ date: 'kind' }, 'field_other_type', '/date'],
    [{ unit: 'account.gone' }, 'unknown_reference', '/unit'],
    [{ links: { x: { ...link, record: 'gone' } } }, 'unknown_reference', '/links/x/record'],
    [
      { links: { x: { ...link, by: { gone: 'account_id' } } } },
      'unknown_reference',
      '/links/x/by/gone',
    ],
    [
      { links: { x: { ...link, by: { account_id: 'gone' } } } },
      'unknown_reference',
      '/links/x/by/account_id',
    ],
    [
      { links: { x: { ...link, by: { account_id: 'used' } } } },
      'link_other_type',
      '/links/x/by/account_id',
    ],
    [{ links: { x: { ...link, by: { status: 'kind' } } } }, 'link_not_key', '/links/x/by'],
    [{ links: { kind: link } }, 'derived_hides', '/fields/kind'],
  ])('%j', (change, code, at) => {
    expect(checkKind(change)).toEqual([[code, at]]);
  });
});

test('a whole pack has no problems', () => {
  const facts = derived('use', { it: { nullable: true, value: sum as Expression } });
  expect(checkPack(packOf(facts)).map(({ problem }) => problem)).toEqual([]);
});

function named(...values: string[]) {
  return values.map((value) => ({ value, name: words(value) }));
}

/** Two facts, the first worked out from the second. */
function ring(value: Expression): Facts {
  return { one: { value: { fact: 'two' } }, two: { value } };
}

function checkKind(change: Partial<RecordDefinition>) {
  const made = { ...use, ...change };
  const others = packOf().definitions.filter((one) => one !== use);
  return checkRecord(made, { definitions: [made, ...others] }).map(({ code, at }) => [code, at]);
}
