import { describe, expect, test } from 'vitest';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import { itemsIn, linesOf, sameItems } from './list-lines.ts';

const fact = (item: Fact['item']): Fact => ({
  name: { zh: '表', en: 'list' },
  type: 'list',
  ...(item && { item }),
  options: [{ value: 'a', name: { zh: '甲', en: 'First' } }],
});

describe('a list, one item a line', () => {
  test.each([
    ['lines', 'string', 'x\n y \n\nz\n', ['x', 'y', 'z']],
    ['text where nothing is said', undefined, '1', ['1']],
    ['figures', 'number', '1\n2.5', [1, 2.5]],
    ['what is no figure', 'integer', '1\nzwei', [1, 'zwei']],
    ['yes and no', 'boolean', '是\nfalse\n?', [true, false, '?']],
    ['options by value or by name', 'enum', 'a\n甲\nFirst\nb', ['a', 'a', 'a', 'b']],
    ['nothing', 'string', ' \n', null],
  ] as const)('%s', (_name, item, text, expected) => {
    expect(itemsIn(text, fact(item), { yes: '是', no: '否' })).toEqual(expected);
  });

  test('is written back as it is shown', () => {
    expect(linesOf(['x', 'y'], String)).toBe('x\ny');
    expect(linesOf(null, String)).toBe('');
  });

  test('is the same when it lists the same', () => {
    expect(sameItems(['x'], ['x'])).toBe(true);
    expect(sameItems(['x'], null)).toBe(false);
  });
});
