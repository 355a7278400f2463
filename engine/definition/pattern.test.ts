import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitsPattern, parsePattern, writtenLike } from './pattern.ts';

const fits = (pattern: string, text: string) => {
  const parsed = parsePattern(pattern);
  return parsed && fitsPattern(parsed, text);
};

/** One that can be read. */
function read(pattern: string) {
  const parsed = parsePattern(pattern);
  if (parsed === undefined) throw new Error(pattern);
  return parsed;
}

describe('what fits a pattern', () => {
  test.each([
    ['\\d{6}', '310012', true],
    ['\\d{6}', '31001', false],
    ['\\d{6}', '3100123', false],
    ['1[3-9]\\d{9}', '13800138000', true],
    ['1[3-9]\\d{9}', '12800138000', false],
    ['[A-Z]{2}-?\\d{2,4}', 'AB12', true],
    ['[A-Z]{2}-?\\d{2,4}', 'AB-12345', false],
    ['A.*Z', 'A middle Z', true],
    ['a+a', 'aaa', true],
    ['a*', '', true],
    ['[\\]\\d]+', ']1]', true],
    ['电{1,2}', '电电', true],
    ['[一-龥]{2,}', '张三', true],
    ['\\.', '.', true],
    ['\\.', 'x', false],
  ])('%s and %j: %s', (pattern, text, expected) => {
    expect(fits(pattern, text)).toBe(expected);
  });

  test.each([
    '',
    '(a|b)',
    'a{2,1}',
    '[z-a]',
    '[^a]',
    '^a$',
    '[',
    'a{',
    '*a',
    '\\',
    '[]',
    'a**',
    '[a-\\d]',
    '\\w',
    '[\\s]',
  ])('%j is no pattern', (pattern) => {
    expect(parsePattern(pattern)).toBeUndefined();
  });

  test('agrees with regular expressions, of which it is a part', () => {
    const piece = fc.constantFrom('a', 'b', '.', '\\d', '[ab]', '[0-4]', '\\.');
    const often = fc.constantFrom('', '?', '*', '+', '{2}', '{1,2}', '{1,}');
    const pieces = fc.array(
      fc.tuple(piece, often).map((parts) => parts.join('')),
      {
        minLength: 1,
        maxLength: 5,
      },
    );
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '1', '7', '.'), maxLength: 8 });
    fc.assert(
      fc.property(pieces, text, (parts, said) => {
        const pattern = parts.join('');
        expect(fits(pattern, said)).toBe(new RegExp(`^(?:${pattern})$`, 'su').test(said));
      }),
      { numRuns: 2000 },
    );
  });

  test.each(['\\d{6}', '1[3-9]\\d{9}', '[\\]]{2}a*b+', '[\\d]\\.', '.{3}'])(
    '%s has a text',
    (pattern) => {
      expect(fits(pattern, writtenLike(read(pattern)))).toBe(true);
    },
  );

  test('a hostile text takes no long time', () => {
    expect(fitsPattern(read(`${'a*'.repeat(20)}b`), 'a'.repeat(20_000))).toBe(false);
  });
});
