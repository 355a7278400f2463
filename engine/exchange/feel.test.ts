import { describe, expect, test } from 'vitest';
import { readLiteral, readTests } from './feel.ts';

describe('tests that are kept', () => {
  test.each([
    ['-', []],
    ['', []],
    ['  ', []],
    ['>=18', [{ from: 18 }]],
    ['> -0.5', [{ above: -0.5 }]],
    ['<= .5', [{ to: 0.5 }]],
    ['< 1e3', [{ below: 1000 }]],
    ['= 5', [5]],
    ['"Medium","Low"', ['Medium', 'Low']],
    ['"a,b", "say \\"c\\""', ['a,b', 'say "c"']],
    ['"\\u5c45\\U01F600\\n"', ['居😀\n']],
    ['"\\d+"', ['\\d+']],
    ['true', [true]],
    ['null', [null]],
    ['[1..2]', [{ from: 1, to: 2 }]],
    ['(1..2)', [{ above: 1, below: 2 }]],
    [']1..2[', [{ above: 1, below: 2 }]],
    ['[1..2[', [{ from: 1, below: 2 }]],
    [']1 .. 2]', [{ above: 1, to: 2 }]],
    ['[-1..1), 5', [{ from: -1, below: 1 }, 5]],
    ['not("a", "b")', [{ not: ['a', 'b'] }]],
    ['not( [1..2], > 5 )', [{ not: [{ from: 1, to: 2 }, { above: 5 }] }]],
    ['not(null)', [{ not: [null] }]],
    ['5, not(? in (6, 7))', [5, { not: [6, 7] }]],
    ['date("2026-02-12")', ['2026-02-12']],
    ['@"2026-02-12"', ['2026-02-12']],
    ['>= date( "2026-02-12" )', [{ from: '2026-02-12' }]],
    ['date and time("2026-02-12T08:00:00+08:00")', ['2026-02-12T00:00:00Z']],
    ['[date("2026-01-01")..date("2026-12-31")]', [{ from: '2026-01-01', to: '2026-12-31' }]],
  ])('%s', (text, cell) => {
    expect(readTests(text)).toMatchObject({ cell });
  });
});

describe('what has no place in a cell is refused with a reason', () => {
  test.each([
    ['Age', 'no value, interval'],
    ['> limit', 'no value, interval'],
    ['1 + 1', 'no value, interval'],
    ['? > 5', 'no value, interval'],
    ['5 6', 'no value, interval'],
    ['trueish', 'no value, interval'],
    ['true()', 'no value, interval'],
    ['not(not(5))', 'no value, interval'],
    ['list contains(?, 5)', 'no value, interval'],
    ['{a: 1}', 'no value, interval'],
    ['12abc', 'no value, interval'],
    ['!= 5', 'write not(…)'],
    ['[1..', 'cut off'],
    ['"open', 'cut off'],
    ['>', 'cut off'],
    ['5,', 'cut off'],
    ['[2..1]', 'ends before it begins'],
    ['[1..2', 'not complete'],
    ['> true', 'only numbers and dates'],
    ['1e999', 'too great'],
    ['date("2026-02-30")', 'no such date'],
    ['date and time("2026-02-12T08:00:00")', 'offset is missing'],
    ['time("08:00:00")', 'no type here'],
    ['duration("P1D")', 'no type here'],
    ['@"P1D"', 'no type here'],
    [Array(1001).fill('1').join(','), '1000 values'],
  ])('%#: %.30s', (text, reason) => {
    expect(readTests(text)).toEqual({
      reason: { zh: expect.any(String), en: expect.stringContaining(reason) },
    });
  });
});

describe('a result', () => {
  test.each([
    ['"Approved"', 'Approved'],
    ['-5', -5],
    ['', null],
    ['null', null],
    ['date("2026-02-12")', '2026-02-12'],
  ])('%s', (text, value) => {
    expect(readLiteral(text)).toMatchObject({ value });
  });

  test.each(['1, 2', '[1..2]', '> 5', 'Age * 2', 'not(5)'])('is not %s', (text) => {
    expect(readLiteral(text)).toHaveProperty('reason');
  });
});

test.each([
  '"'.repeat(100_000),
  '\\'.repeat(100_000),
  '('.repeat(100_000),
  `"${'\\n'.repeat(50_000)}`,
  '1,'.repeat(50_000),
  `not(${'['.repeat(100_000)}`,
])('hostile text is answered quickly (%#)', (text) => {
  const before = performance.now();
  expect(readTests(text)).toHaveProperty('reason');
  expect(performance.now() - before).toBeLessThan(500);
});
