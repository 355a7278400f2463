import { describe, expect, test } from 'vitest';
import { operators } from './operators.ts';

describe.each(Object.entries(operators))('%s', (_, { test: holds, examples }) => {
  test.each([...examples])('%j: %s', ([left, right], expected) => {
    expect(holds(left, right)).toBe(expected);
  });
});
