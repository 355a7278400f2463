import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Definition } from '../definition/kinds.ts';
import type { Pack } from '../definition/pack.ts';
import type { Rule, RulesetDefinition } from '../definition/ruleset.ts';
import { askRecords } from '../records/ask.ts';
import type { DataSet } from '../records/data-set.ts';
import { recordTermsOf } from '../records/kinds.ts';
import { AT, dataOf, packOf, used, words } from '../records/records.fixture.ts';
import { recordSource } from '../records/source.ts';
import { affectedRules } from './affected.ts';
import { compareRecords, type Flip, type Version } from './compare-records.ts';
import { createCounter, precisionOf, type Verdict } from './counts.ts';

const typical = { kind: 'typical' as const, source: words('t') };

function tooMuch(most: number, more: Partial<Rule> = {}): Rule {
  return {
    id: 'too_much',
    key: 'too_much',
    name: words('too much'),
    stage: 'after',
    record: 'use',
    theme: words('t'),
    severity: 'R2',
    event: { type: 'found' },
    message: words('{used}'),
    rectification: words('r'),
    params: { most: { value: most, basis: typical } },
    conditions: { all: [{ fact: 'used', operator: 'greaterThan', value: { param: 'most' } }] },
    ...more,
  };
}

function rulesOf(...rules: Rule[]): RulesetDefinition {
  return { kind: 'ruleset', id: 'uses', name: words('uses'), rules };
}

const year = [used('202601', 70), used('202602', 60), used('202603', 55), used('202604', null)];
const data = dataOf({ use: year });
const units = new Set<string>();

function version(pack: Pack, rules: readonly Rule[], over: DataSet = data): Version {
  const source = recordSource({ terms: recordTermsOf(pack), data: over, at: AT }, 'use');
  return { source: source!, rules };
}

function compare(current: Rule[], candidate: Rule[], verdict?: (period: string) => Verdict) {
  const pack = packOf();
  const counter = createCounter(units);
  const verdictOf = (_rule: string, _object: string, period: string) => verdict?.(period);
  const range = { from: 0, to: year.length };
  const flips = [
    ...compareRecords(version(pack, current), version(pack, candidate), range, {
      counter,
      verdictOf,
    }),
  ];
  return { flips, ...counter.counts() };
}

const nobodySaid = () => undefined;
const said = ({ side, period }: Flip) => `${side} ${period}`;

describe('a threshold that moves', () => {
  test('lower: records are gained, and counted', () => {
    const { flips, rules, checked } = compare([tooMuch(65)], [tooMuch(58)]);
    expect(flips.map(said)).toEqual(['gained 202602']);
    expect(rules).toMatchObject([
      {
        rule: 'too_much',
        current: { hits: 1 },
        candidate: { hits: 2 },
        gained: { hits: 1 },
        lost: { hits: 0 },
      },
    ]);
    expect(checked).toBe(4);
  });

  test('higher: records are lost', () => {
    expect(compare([tooMuch(50)], [tooMuch(65)]).flips.map(said)).toEqual([
      'lost 202602',
      'lost 202603',
    ]);
  });

  test('a rule that is new gains all it finds; one that is gone loses it', () => {
    expect(compare([], [tooMuch(58)]).flips.map(said)).toEqual(['gained 202601', 'gained 202602']);
    expect(compare([tooMuch(58)], []).flips.map(said)).toEqual(['lost 202601', 'lost 202602']);
  });

  test('what was verified tells how often each version is right', () => {
    const verdicts: Record<string, boolean> = { 202601: true, 202602: false };
    const { rules } = compare([tooMuch(65)], [tooMuch(50)], (period) => verdicts[period]);
    expect(rules.map(({ current, candidate }) => [current, candidate].map(precisionOf))).toEqual([
      [1, 0.5],
    ]);
  });

  test('what is not known is counted apart', () => {
    const unread = { ...tooMuch(1), conditions: { not: tooMuch(1).conditions } };
    const missing = dataOf({ use: [{ use_id: 'x', account_id: 'a', used: 5 }] });
    const strict = {
      ...unread,
      conditions: { all: [{ fact: 'account.most', operator: 'lessThan', value: 1 }] },
    };
    const pack = packOf();
    const counter = createCounter(units);
    const range = { from: 0, to: 1 };
    const [a, b] = [version(pack, [strict], missing), version(pack, [], missing)];
    expect([...compareRecords(a, b, range, { counter, verdictOf: nobodySaid })]).toEqual([]);
    expect(counter.counts().rules).toMatchObject([{ current: { unknown: 1, hits: 0 } }]);
  });
});

describe('laws', () => {
  const limit = fc.integer({ min: 40, max: 90 });

  test('candidate = current + gained - lost, and the other way round is its mirror', () => {
    fc.assert(
      fc.property(limit, limit, (one, other) => {
        const there = compare([tooMuch(one)], [tooMuch(other)]);
        const back = compare([tooMuch(other)], [tooMuch(one)]);
        const hits = (most: number) =>
          [...askRecords(version(packOf(), [tooMuch(most)]).source, [tooMuch(most)])].length;
        const count = (side: string) => there.flips.filter((flip) => flip.side === side).length;
        expect(hits(other)).toBe(hits(one) + count('gained') - count('lost'));
        const mirror = { gained: 'lost', lost: 'gained' } as const;
        const mirrored = there.flips.map((flip) => said({ ...flip, side: mirror[flip.side] }));
        expect(back.flips.map(said)).toEqual(mirrored);
      }),
    );
  });

  test('parts counted apart and added are the whole', () => {
    const whole = compare([tooMuch(65)], [tooMuch(50)]);
    const sum = createCounter(units);
    const pack = packOf();
    for (const from of [0, 2]) {
      const counter = createCounter(units);
      const [a, b] = [version(pack, [tooMuch(65)]), version(pack, [tooMuch(50)])];
      for (const _ of compareRecords(
        a,
        b,
        { from, to: from + 2 },
        { counter, verdictOf: nobodySaid },
      ))
        continue;
      sum.add(counter.counts());
    }
    const { flips: _, ...counted } = whole;
    expect(sum.counts()).toEqual(counted);
  });
});

describe('which rules are asked', () => {
  const other = tooMuch(1, { id: 'other', key: 'other' });
  const before = packOf(rulesOf(tooMuch(65), other));
  const ids = (candidate: Pack, only?: string[]) =>
    affectedRules(before, candidate, only).map(({ record, current, candidate: after }) => [
      record,
      current.map(({ id }) => id),
      after.map(({ id }) => id),
    ]);

  test('those that differ', () => {
    expect(ids(packOf(rulesOf(tooMuch(50), other)))).toEqual([['use', ['too_much'], ['too_much']]]);
    expect(ids(packOf(rulesOf(tooMuch(65))))).toEqual([['use', ['other'], []]]);
  });

  test('all, where what they read differs', () => {
    const table = { kind: 'facts', id: 'f', name: words('f'), facts: {} } as Definition;
    expect(ids({ definitions: [...before.definitions, table] })).toEqual([
      ['use', ['too_much', 'other'], ['too_much', 'other']],
    ]);
  });

  test('those that are named', () => {
    expect(ids(before, ['other'])).toEqual([['use', ['other'], ['other']]]);
    expect(ids(before)).toEqual([]);
  });
});
