import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayNumber, instantMs } from '../calendar/zone.ts';
import type { Aggregate, Expression } from '../definition/expression.ts';
import type { FactValue } from '../definition/facts.ts';
import type { Kind } from './function-row.ts';
import { naively } from './naive.fixture.ts';
import { recordTermsOf } from './kinds.ts';
import { AT, dataOf, derived, packOf, type Row } from './records.fixture.ts';
import { scopeOf } from './scope.ts';
import { recordSource } from './source.ts';
import { typeExpression } from './type-expression.ts';

const months = ['202511', '202512', '202601', '202602', '202603', '202604', '202605'];
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { freq: 6 });

const useRows: fc.Arbitrary<Row> = fc.record({
  account_id: fc.constantFrom('a', 'b'),
  month: maybe(fc.constantFrom(...months)),
  used: maybe(fc.integer({ min: -2, max: 5 })),
  read_at: fc
    .integer({ min: 0, max: 200 })
    .map((days) => new Date(1.76e12 + days * 8.64e7).toISOString()),
  kind: fc.constantFrom('real', 'guess'),
  reader: maybe(fc.constantFrom('x', 'y')),
});

const datasets = fc.record({
  customer: fc.constant([{ customer_id: 'c', cert_no: 'n' }]),
  account: fc.constant([
    { account_id: 'a', customer_id: 'c', status: 'active', opened_on: '2025-01-31', most: 3 },
    { account_id: 'b', customer_id: null, status: 'closed', opened_on: '2024-02-29', most: 0 },
  ]),
  use: fc
    .array(useRows, { minLength: 1, maxLength: 9 })
    .map((rows) => rows.map((row, at): Row => ({ ...row, use_id: String(at) }))),
});

const { number, condition } = fc.letrec<{
  number: Expression;
  date: Expression;
  text: Expression;
  condition: Extract<Expression, { if: unknown }>['if'];
}>((tie) => ({
  number: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'n' },
    fc.integer({ min: -3, max: 3 }),
    fc.constantFrom<Expression>(
      { fact: 'used' },
      { fact: 'account.most' },
      { fact: 'days', params: { from: 'account.opened_on', to: 'read_at' } },
    ),
    fc.record({
      function: fc.constantFrom('add', 'subtract', 'multiply', 'divide', 'least', 'remainder'),
      of: fc.tuple(tie('number'), tie('number')),
    }),
    fc.record({
      function: fc.constantFrom('absolute', 'floor', 'round'),
      of: fc.tuple(tie('number')),
    }),
    fc.record({ function: fc.constant('coalesce'), of: fc.array(tie('number'), { minLength: 1 }) }),
    fc.record({ function: fc.constant('length'), of: fc.tuple(tie('text')) }),
    fc.record({ function: fc.constant('days_between'), of: fc.tuple(tie('date'), tie('date')) }),
    fc.record({ if: tie('condition'), then: tie('number'), else: tie('number') }),
    fc.record(
      {
        aggregate: fc.constantFrom('sum', 'mean', 'least', 'count_distinct', 'last'),
        over: fc.constant('use'),
        match: fc.constant({ account_id: { fact: 'account_id' } }),
        where: tie('condition'),
        value: tie('number'),
      },
      { requiredKeys: ['aggregate', 'over', 'match', 'value'] },
    ),
  ) as fc.Arbitrary<Expression>,
  date: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'n' },
    fc.constantFrom<Expression>('2026-02-12', { fact: 'account.opened_on' }, { fact: 'today' }),
    fc.record({
      function: fc.constantFrom('plus_days', 'plus_months'),
      of: fc.tuple(tie('date'), tie('number')),
    }),
    fc.record({ function: fc.constant('day_of'), of: fc.constant([{ fact: 'read_at' }]) }),
  ) as fc.Arbitrary<Expression>,
  text: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'n' },
    fc.constantFrom<Expression>(
      'x',
      { fact: 'reader' },
      { fact: 'kind' },
      { fact: 'account.holder.cert_no' },
    ),
    fc.record({
      function: fc.constantFrom('joined', 'coalesce'),
      of: fc.tuple(tie('text'), tie('text')),
    }),
  ) as fc.Arbitrary<Expression>,
  condition: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'n' },
    fc.record({
      fact: fc.constantFrom('used', 'account.most'),
      operator: fc.constantFrom('equal', 'lessThan', 'greaterThanInclusive'),
      value: fc.integer({ min: -1, max: 4 }),
    }),
    fc.record({
      fact: fc.constant('reader'),
      operator: fc.constant('isNull'),
      value: fc.constant(true),
    }),
    fc.record({ not: tie('condition') }),
    fc.record({ any: fc.tuple(tie('condition'), tie('condition')) }),
  ) as fc.Arbitrary<Extract<Expression, { if: unknown }>['if']>,
}));

const facts = (value: Expression) => derived('use', { it: { nullable: true, value } });

function askWith(value: Expression, records: Record<string, readonly Row[]>, row: number) {
  const pack = packOf(facts(value));
  const asking = { terms: recordTermsOf(pack), data: dataOf(records, pack), at: AT };
  return recordSource(asking, 'use', row)!.read('it');
}

test('an expression without problems answers with a value of its kind, null only where it may', () => {
  fc.assert(
    fc.property(number, datasets, fc.nat(), (value, records, at) => {
      const pack = packOf(facts(value));
      const terms = recordTermsOf(pack);
      const kind = terms.kinds.get('use')!;
      const typed = typeExpression(value, scopeOf(terms, kind, kind.derived['it']!));
      expect(typed.problems).toEqual([]);
      const answer = askWith(value, records, at % records.use.length);
      expect(fitting(answer, typed.kind, typed.nullable)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('the answer depends on the record and the data set alone', () => {
  fc.assert(
    fc.property(number, datasets, fc.nat(), (value, records, at) => {
      const row = at % records.use.length;
      const copy = structuredClone(records);
      expect(askWith(structuredClone(value), copy, row)).toEqual(askWith(value, records, row));
      expect(copy).toEqual(records);
    }),
    { numRuns: 100 },
  );
});

test('what is missing makes an answer unknown or leaves it as it is', () => {
  fc.assert(
    fc.property(number, datasets, fc.nat(), (value, records, at) => {
      const row = at % records.use.length;
      const whole = askWith(value, records, row);
      const account = records.account.map(({ most: _most, ...rest }) => rest);
      const use = records.use.with(row, without(records.use[row]!, 'kind'));
      const partly = askWith(value, { ...records, account, use }, row);
      expect([whole, undefined]).toContainEqual(partly);
    }),
    { numRuns: 300 },
  );
});

const aggregate = fc.record(
  {
    aggregate: fc.constantFrom(
      ...([
        'count',
        'exists',
        'sum',
        'mean',
        'least',
        'greatest',
        'first',
        'last',
        'count_distinct',
        'share',
      ] as const),
    ),
    over: fc.constant('use'),
    match: fc.constantFrom(
      { account_id: { fact: 'account_id' } },
      { account_id: 'b', kind: { fact: 'kind' } },
    ),
    where: condition,
    window: fc.oneof(
      fc.record(
        {
          last: fc.integer({ min: 0, max: 4 }),
          skip: fc.integer({ min: 0, max: 2 }),
          including: fc.boolean(),
        },
        { requiredKeys: ['last'] },
      ),
      fc.record({
        within: fc.record(
          {
            from: fc
              .integer({ min: -90, max: 0 })
              .map((days) => ({ function: 'plus_days', of: [{ fact: 'read_at' }, days] })),
            to: fc.constant({ fact: 'read_at' }),
          },
          { requiredKeys: ['from'] },
        ),
      }),
    ),
    others: fc.boolean(),
    at_least: fc.integer({ min: 0, max: 3 }),
  },
  { requiredKeys: ['aggregate', 'over', 'match'] },
) as fc.Arbitrary<Aggregate>;

const taking = new Set(['sum', 'mean', 'least', 'greatest', 'first', 'last', 'count_distinct']);

test('aggregates answer as looking at every record does', () => {
  fc.assert(
    fc.property(aggregate, datasets, fc.nat(), (one, records, at) => {
      const row = at % records.use.length;
      const asked = withValue(one);
      expect(askWith(asked, records, row)).toEqual(naively(asked, records, row));
    }),
    { numRuns: 1500 },
  );
});

function without(row: Row, field: string): Row {
  const { [field]: _gone, ...rest } = row;
  return rest;
}

function withValue(one: Aggregate): Aggregate {
  return taking.has(one.aggregate) ? { ...one, value: { fact: 'used' } } : one;
}

/** Of the kind, or not known, or null where it may be. */
function fitting(answer: FactValue | undefined, kind: Kind | undefined, nullable: boolean) {
  if (answer === undefined) return true;
  return answer === null ? nullable : kind === undefined || shapes[kind](answer);
}

const shapes: Record<Kind, (value: FactValue) => boolean> = {
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  text: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  date: (value) => dayNumber(value as string) !== undefined,
  datetime: (value) => instantMs(value as string) !== undefined,
};
