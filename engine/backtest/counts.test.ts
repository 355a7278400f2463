import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countsWithin, createCounter, type Counter } from './counts.ts';

const there = ['north', 'south', 'east'];
const known = new Set(there);

/** Something that was asked: where, of whom, and what either version says of it. */
interface Asked {
  unit: string | null;
  person: string | null;
  rule: string;
  money: number;
  was: boolean;
  is: boolean;
}

const asked = fc.record<Asked>({
  unit: fc.constantFrom(...there, null, 'gone', '__proto__'),
  person: fc.constantFrom('ann', 'bob', null),
  rule: fc.constantFrom('R1', 'R2'),
  money: fc.integer({ min: 0, max: 100 }),
  was: fc.boolean(),
  is: fc.boolean(),
});

const sideOf = ({ is }: Asked) => (is ? 'gained' : 'lost');

function tell(counter: Counter, one: Asked): void {
  const { rule, was, is, unit } = one;
  const hit = { ...one, verdict: undefined };
  const versions = [['current', was] as const, ['candidate', is] as const];
  counter.checked(unit);
  for (const [version] of versions.filter(([, holds]) => holds)) counter.hit(version, rule, hit);
  for (const [version] of versions.filter(([, holds]) => !holds)) {
    counter.unknown(version, rule, unit);
  }
  for (const flip of [one].filter(() => was !== is)) counter.flip(sideOf(flip), rule, flip);
}

function countsOf(all: readonly Asked[]) {
  const counter = createCounter(known);
  counter.ask(['R1', 'R2']);
  for (const one of all) tell(counter, one);
  return counter.counts();
}

/** Where it counts: what names no unit that there is, counts as naming none. */
function countedIn({ unit }: Asked): string {
  return unit !== null && known.has(unit) ? unit : '';
}

describe('laws', () => {
  test('who sees some units is told what was counted if there were no others', () => {
    fc.assert(
      fc.property(fc.array(asked), fc.subarray([...there, '']), (all, units) => {
        const seen = new Set(units);
        const own = all.filter((one) => seen.has(countedIn(one)));
        expect(countsWithin(countsOf(all), (unit) => seen.has(unit))).toEqual(countsOf(own));
      }),
    );
  });

  test('whoever sees everything is told the whole', () => {
    fc.assert(
      fc.property(fc.array(asked), (all) => {
        const counts = countsOf(all);
        expect(countsWithin(counts, () => true)).toEqual(counts);
        expect(counts.checked).toBe(all.length);
      }),
    );
  });
});

test('a backtest that did not keep units apart tells nobody a share', () => {
  const { units: _, ...old } = countsOf([]);
  expect(countsWithin(old, () => true)).toBeUndefined();
});
