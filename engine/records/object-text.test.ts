import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joined, partsOf } from './object-text.ts';

test.each([
  [['A1', '202601'], 'A1 / 202601'],
  [['A / B', 'C'], '"A / B" / C'],
  [['"', ''], '" / '],
  [['"x"', 'y'], '"x" / y'],
])('%j stand as %s', (values, text) => {
  expect(joined(values)).toBe(text);
  expect(partsOf(text, values.length)).toEqual(values);
});

test('a text of other values is none of so many', () => {
  expect(partsOf('A / B', 3)).toBeUndefined();
  expect(partsOf('A / B', 1)).toEqual(['A / B']);
});

/** Joined, taken apart and joined; undefined where it cannot be taken apart. */
function again(values: readonly string[]): string | undefined {
  const apart = partsOf(joined(values), values.length);
  return apart && joined(apart);
}

test('what was joined is taken apart again', () => {
  const value = fc.string({ unit: fc.constantFrom('a', ' ', 'b', '\\', '7') });
  const values = fc.array(value, { minLength: 2, maxLength: 4 });
  fc.assert(
    fc.property(values, (all) => {
      expect([joined(all), undefined]).toContain(again(all));
    }),
  );
});
