import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLiteral, readTests } from './feel.ts';
import { anyCell, anyScalar } from './tables.fixture.ts';
import { literalText, numberText, testsText } from './write-feel.ts';

const types = ['string', 'number', 'boolean', 'date', 'datetime'] as const;

describe.each(types)('what is written of %s', (type) => {
  test('is read back as it was', () => {
    fc.assert(
      fc.property(anyCell(type), (cell) => {
        expect(readTests(testsText(cell, type))).toMatchObject({ cell });
      }),
    );
  });

  test('is read back as a result', () => {
    fc.assert(
      fc.property(anyScalar(type), (value) => {
        expect(readLiteral(literalText(value, type))).toMatchObject({ value });
      }),
    );
  });
});

test.each([
  [1e21, '1000000000000000000000'],
  [1.5e22, '15000000000000000000000'],
  [-1.25e-7, '-0.000000125'],
  [5e-324, `0.${'0'.repeat(323)}5`],
  [0.1, '0.1'],
])('%d is written %s', (value, text) => {
  expect(numberText(value)).toBe(text);
  expect(Number(text)).toBe(value);
});

test('alternatives beside an exclusion stay valid FEEL', () => {
  expect(testsText([5, { not: [6, { from: 7, below: 8 }] }], 'number')).toBe(
    '5, not(? in (6, [7..8)))',
  );
});
