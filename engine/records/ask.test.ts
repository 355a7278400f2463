import { expect, test } from 'vitest';
import type { Rule } from '../definition/ruleset.ts';
import { answerHere, askRecord, askRecords, explainHere } from './ask.ts';
import { recordTermsOf } from './kinds.ts';
import type { RecordSource } from './record-source.ts';
import { AT, dataOf, derived, packOf, used, words, type Row } from './records.fixture.ts';
import { recordSource } from './source.ts';

const typical = { kind: 'typical' as const, source: words('t') };
const base = {
  stage: 'after' as const,
  record: 'use',
  theme: words('t'),
  severity: 'R2' as const,
  event: { type: 'found' },
  message: words('{used} of {most}'),
  rectification: words('r'),
};

const rules: Rule[] = [
  {
    ...base,
    id: 'too_much',
    key: 'too_much',
    name: words('too much'),
    params: {
      most: {
        value: 100,
        basis: typical,
        editions: [{ from: '2026-03-01', value: 50, basis: typical }],
      },
    },
    conditions: { all: [{ fact: 'used', operator: 'greaterThan', value: { param: 'most' } }] },
  },
  {
    ...base,
    id: 'more_than_before',
    key: 'more_than_before',
    name: words('more than before'),
    valid_from: '2026-02-01',
    conditions: { all: [{ fact: 'used', operator: 'greaterThan', value: { fact: 'before' } }] },
  },
];

const pack = packOf(
  derived('use', {
    before: {
      nullable: true,
      value: {
        aggregate: 'last',
        over: 'use',
        match: { account_id: { fact: 'account_id' } },
        window: { last: 1, including: false },
        value: { fact: 'used' },
      },
    },
  }),
);

function sourceOver(use: Row[]): RecordSource {
  const asking = { terms: recordTermsOf(pack), data: dataOf({ use }, pack), at: AT };
  return recordSource(asking, 'use')!;
}

const year = [
  used('202601', 70),
  used('202602', 60),
  used('202603', 60),
  used('202604', 10),
  { ...used('202606', 80), read_at: '2026-06-28T01:00:00.000Z' },
];

test('records with nothing to tell are left out; thresholds are those of the business date', () => {
  const told = [...askRecords(sourceOver(year), rules)].map(({ row, hits, unknown }) => [
    row,
    hits.map(({ id }) => id),
    unknown.map(({ id }) => id),
  ]);
  expect(told).toEqual([
    [2, ['too_much'], []],
    [4, ['too_much', 'more_than_before'], []],
  ]);
});

test('what is not known is told apart', () => {
  const { kind: _none, ...withoutKind } = used('202604', 10);
  const guessed: Rule = {
    ...base,
    id: 'guessed',
    key: 'guessed',
    name: words('guessed'),
    conditions: { all: [{ fact: 'kind', operator: 'equal', value: 'guess' }] },
  };
  const source = sourceOver([used('202603', 10), withoutKind]);
  const [told] = askRecords(source, [...rules, guessed]);
  expect(told).toMatchObject({ row: 1, hits: [], unknown: [{ id: 'guessed' }] });
  expect(answerHere(source, guessed)).toMatchObject({ truth: 'unknown', missing: ['kind'] });
});

test('a piece of the rows is asked', () => {
  const rows = [...askRecords(sourceOver(year), rules, { from: 3, to: 5 })].map(({ row }) => row);
  expect(rows).toEqual([4]);
});

test('while an answer is looked at, the source says more of it', async () => {
  const source = sourceOver(year);
  const [first] = askRecords(source, rules, { from: 4 });
  const rule = first!.hits[0]!;
  expect(answerHere(source, rule)).toEqual({ truth: true, operands: { used: 80 } });
  expect(explainHere(source, rule)).toMatchObject({ holds: true, parts: [{ holds: true }] });
  expect(await askRecord(source, rules)).toMatchObject({ too_much: { truth: true } });
});
