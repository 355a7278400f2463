import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTurns, ratesIn, standardRates, type Rates } from './rates.ts';

const rates: Rates = { ...standardRates, write: { atOnce: 3, perSecond: 2 } };

function turns() {
  let time = 0;
  const take = createTurns(rates, () => time);
  return { take, pass: (ms: number) => (time += ms) };
}

describe('a bucket', () => {
  test('lets so many through at once, says how long to wait, and fills', () => {
    const { take, pass } = turns();
    expect([1, 2, 3, 4].map(() => take('write', 'ann'))).toEqual([0, 0, 0, 1]);
    pass(499);
    expect(take('write', 'ann')).toBe(1);
    pass(1);
    expect(take('write', 'ann')).toBe(0);
    expect(take('write', 'ann')).toBe(1);
    pass(60_000);
    expect([1, 2, 3, 4].map(() => take('write', 'ann'))).toEqual([0, 0, 0, 1]);
  });

  test('is one asker’s in one class', () => {
    const { take } = turns();
    for (let each = 0; each < 9; each++) take('write', 'ann');
    expect(take('write', 'bob')).toBe(0);
    expect(take('read', 'ann')).toBe(0);
  });

  test('law: never more than what it holds and what filled it meanwhile, and who waits gets through', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3000), { maxLength: 60 }), (pauses) => {
        const { take, pass } = turns();
        let passed = 0;
        const taken = pauses.filter((pause) => {
          pass(pause);
          passed += pause;
          return take('write', 'ann') === 0;
        });
        expect(taken.length).toBeLessThanOrEqual(3 + (passed / 1000) * 2);
        pass(take('write', 'ann') * 1000);
        pass(1000);
        expect(take('write', 'ann')).toBe(0);
      }),
    );
  });
});

describe('FLOWMETER_LIMITS', () => {
  test.each([
    [undefined, standardRates],
    ['', standardRates],
    ['off', undefined],
    [
      'write=100, heavy=0.05',
      {
        ...standardRates,
        write: { perSecond: 100, atOnce: 1000 },
        heavy: { perSecond: 0.05, atOnce: 1 },
      },
    ],
  ])('%s', (text, expected) => {
    expect(ratesIn(text)).toEqual(expected);
  });

  test.each([
    'on',
    'write',
    'write=',
    'write=-1',
    'write=0',
    'write=x',
    'all=5',
    'write=1e999',
    '__proto__=1',
  ])('%s is refused', (text) => {
    expect(() => ratesIn(text)).toThrow('FLOWMETER_LIMITS');
  });
});
