import { describe, expect, it } from 'vitest';
import type { IndicatorDefinition, ScorecardDefinition } from '../definition/indicator.ts';
import type { Condition } from '../definition/condition.ts';
import type { Pack } from '../definition/pack.ts';
import { account, customer, derived, packOf, use } from '../records/records.fixture.ts';
import { checkIndicator, checkScorecard } from './check.ts';
import { readsOf } from './reads.ts';

const name = { zh: '示例', en: 'example' };
const basis = { kind: 'typical', source: name } as const;

const share: IndicatorDefinition = {
  kind: 'indicator',
  id: 'on_time',
  name,
  key: 'on_time',
  unit: '%',
  direction: 'higher',
  over: {
    record: 'step',
    where: { fact: 'clock_owner', operator: 'equal', value: 'utility' },
    period_by: 'submitted_at',
  },
  measure: { measure: 'share', of: { fact: 'overdue', operator: 'equal', value: false } },
  decimals: 1,
  min_n: 20,
  target: { value: 99, basis },
  ladder: { form: 'deduct', per: 1, points: 1, floor: 0, cap: 100 },
};
const { target: _, ...aimless } = share;
const sum: IndicatorDefinition['measure'] = { measure: 'sum', fact: 'kva' };

const pack: Pack = {
  definitions: [
    share,
    { ...share, id: 'info', ladder: { form: 'none' } },
    { ...share, id: 'first_pass' },
    {
      kind: 'facts',
      id: 'facts',
      name,
      facts: { kva: { name, type: 'number' }, title: { name, type: 'string' } },
    },
    {
      kind: 'organisation',
      id: 'org',
      name,
      units: [{ id: 'east', name }],
      posts: [{ id: 'clerk', name }],
      conflicts: [],
      people: [],
    },
  ],
};

describe('checkIndicator', () => {
  it.each<[string, IndicatorDefinition]>([
    ['a share of steps', share],
    ['the sum of a declared fact', { ...share, measure: sum }],
    ['a mean of a built-in fact', { ...share, measure: { measure: 'mean', fact: 'elapsed_s' } }],
    ['a count with and without a condition', { ...share, measure: { measure: 'count' } }],
    ['a percentile', { ...share, measure: { measure: 'percentile', fact: 'kva', p: 90 } }],
    ['a figure for information', { ...aimless, direction: 'info', ladder: { form: 'none' } }],
  ])('accepts %s', (_title, indicator) => expect(checkIndicator(indicator, pack)).toEqual([]));

  it.each<[string, IndicatorDefinition, code: string, at: string]>([
    [
      'an unknown measure',
      { ...share, measure: { measure: 'mode' } },
      'unknown_reference',
      '/measure/measure',
    ],
    ['a share of what?', { ...share, measure: { measure: 'share' } }, 'measure_needs', '/measure'],
    [
      'a percentile without p',
      { ...share, measure: { measure: 'percentile', fact: 'kva' } },
      'measure_needs',
      '/measure',
    ],
    [
      'a median with p',
      { ...share, measure: { measure: 'median', fact: 'kva', p: 5 } },
      'measure_takes_no',
      '/measure/p',
    ],
    [
      'a sum with a condition',
      { ...share, measure: { ...sum, ...share.measure, measure: 'sum' } },
      'measure_takes_no',
      '/measure/of',
    ],
    [
      'the sum of texts',
      { ...share, measure: { measure: 'sum', fact: 'title' } },
      'fact_not_a_number',
      '/measure/fact',
    ],
    [
      'an undeclared fact',
      { ...share, measure: { measure: 'sum', fact: 'kw' } },
      'unknown_fact',
      '/measure/fact',
    ],
    [
      'a fact that the record has not',
      {
        ...share,
        over: { record: 'case', period_by: 'submitted_at' },
        measure: { measure: 'count' },
      },
      'unknown_fact',
      '/over/period_by',
    ],
    [
      'a period by a number',
      { ...share, over: { ...share.over, period_by: 'kva' } },
      'fact_not_a_date',
      '/over/period_by',
    ],
    [
      'an unknown fact in `where`',
      { ...share, over: { ...share.over, where: { fact: 'x', operator: 'equal', value: 1 } } },
      'unknown_fact',
      '/over/where/fact',
    ],
    [
      'a wrong type in `of`',
      {
        ...share,
        measure: { measure: 'share', of: { fact: 'kva', operator: 'equal', value: 'x' } },
      },
      'type_mismatch',
      '/measure/of/value',
    ],
    ['a score without a target', aimless, 'ladder_without_target', '/ladder'],
    [
      'a score without a direction',
      { ...share, direction: 'info' },
      'ladder_without_target',
      '/ladder',
    ],
    [
      'a proportion of nothing',
      { ...share, target: { value: 0, basis }, ladder: { form: 'linear', floor: 0, cap: 110 } },
      'target_not_positive',
      '/target/value',
    ],
    [
      'a floor above the cap',
      { ...share, ladder: { form: 'linear', floor: 120, cap: 110 } },
      'floor_above_cap',
      '/ladder/floor',
    ],
  ])('refuses %s', (_title, indicator, code, at) => {
    expect(checkIndicator(indicator, pack)).toMatchObject([{ code, at }]);
  });
});

const card: ScorecardDefinition = {
  kind: 'scorecard',
  id: 'team',
  name,
  level: 'team',
  unit: 'east',
  period: 'month',
  items: [
    { indicator: 'on_time', weight: 33.3 },
    { indicator: 'first_pass', weight: 66.7 },
  ],
  pay: {
    basis,
    bands: [
      { from: 90, coefficient: 1.1, grade: 'B' },
      { from: 0, coefficient: 1, grade: 'C' },
    ],
  },
};
const bands = card.pay.bands;

describe('an indicator over imported records', () => {
  const imported = packOf(
    customer,
    account,
    use,
    derived('use', {
      twice: { value: { function: 'multiply', of: [{ fact: 'used' }, 2] } },
    }),
  );
  const over = { record: 'use', period_by: 'read_at' };
  const real: Condition = { fact: 'kind', operator: 'equal', value: 'real' };
  const share_of: IndicatorDefinition = {
    ...share,
    over: { ...over, where: { fact: 'account.status', operator: 'equal', value: 'active' } },
    measure: { measure: 'share', of: real },
  };

  it.each<[string, IndicatorDefinition]>([
    ['a share, filtered through a link', share_of],
    ['the mean of a field', { ...share_of, measure: { measure: 'mean', fact: 'used' } }],
    ['the sum of a derived fact', { ...share_of, measure: { measure: 'sum', fact: 'twice' } }],
    [
      'a date through a link',
      { ...share_of, over: { record: 'use', period_by: 'account.opened_on' } },
    ],
  ])('accepts %s', (_title, indicator) => expect(checkIndicator(indicator, imported)).toEqual([]));

  it.each<[string, IndicatorDefinition, code: string, at: string]>([
    [
      'a kind that is not there',
      { ...share_of, over: { ...over, record: 'parcel' } },
      'unknown_reference',
      '/over/record',
    ],
    [
      'flows',
      { ...share_of, over: { ...over, flows: ['supply'] } },
      'records_of_no_flow',
      '/over/flows',
    ],
    [
      'a period by a text',
      { ...share_of, over: { ...over, period_by: 'month' } },
      'fact_not_a_date',
      '/over/period_by',
    ],
    [
      'a fact of cases',
      { ...share_of, over: { ...over, period_by: 'accepted_at' } },
      'unknown_fact',
      '/over/period_by',
    ],
    [
      'a fact of another kind',
      { ...share_of, measure: { measure: 'sum', fact: 'most' } },
      'unknown_fact',
      '/measure/fact',
    ],
  ])('refuses %s', (_title, indicator, code, at) => {
    expect(checkIndicator(indicator, imported)).toMatchObject([{ code, at }]);
  });

  it('reads derived facts, and the kinds they ask, which are not facts of cases', () => {
    const sum_of = { ...share_of, measure: { measure: 'sum', fact: 'twice' } };
    const { asked, ...reads } = readsOf([sum_of], imported);
    expect(reads).toEqual({
      facts: new Set(),
      tables: new Set(),
      derived: new Set(['use.twice']),
      records: new Set(['use']),
    });
    expect(asked).toContainEqual({ record: 'use', fact: 'account.status' });
  });
});

describe('checkScorecard', () => {
  it('accepts weights that add up to 100 in decimals', () => {
    expect(checkScorecard(card, pack)).toEqual([]);
  });

  it.each<[string, ScorecardDefinition, code: string, at: string]>([
    [
      'weights below 100',
      { ...card, items: [{ indicator: 'on_time', weight: 99.9 }] },
      'weights_not_100',
      '/items',
    ],
    [
      'an unknown indicator',
      { ...card, items: [{ indicator: 'x', weight: 100 }] },
      'unknown_reference',
      '/items/0/indicator',
    ],
    [
      'an indicator twice',
      {
        ...card,
        items: [
          { indicator: 'on_time', weight: 50 },
          { indicator: 'on_time', weight: 50 },
        ],
      },
      'duplicate_id',
      '/items/1/indicator',
    ],
    [
      'weight on information',
      { ...card, items: [{ indicator: 'info', weight: 100 }] },
      'weight_never_scored',
      '/items/0/indicator',
    ],
    ['an unknown unit', { ...card, unit: 'moon' }, 'unknown_reference', '/unit'],
    [
      'bands that rise',
      { ...card, pay: { basis, bands: bands.toReversed() } },
      'bands_not_descending',
      '/pay/bands/1/from',
    ],
    [
      'equal bands',
      { ...card, pay: { basis, bands: [...bands, bands[1]!] } },
      'bands_not_descending',
      '/pay/bands/2/from',
    ],
  ])('refuses %s', (_title, scorecard, code, at) => {
    expect(checkScorecard(scorecard, pack)).toMatchObject([{ code, at }]);
  });
});
