import { describe, expect, test } from 'vitest';
import type { Field } from '@flowmeter/engine/steps/base.ts';
import { type Box, placed, slotAt, withField, withoutField, withUsage } from './form-edits.ts';

const section = { zh: '一', en: 'One' };
const form: Field[] = [{ fact: 'a' }, { fact: 'b', section }, { fact: 'c', width: 'full' }];
const order = (fields: readonly Field[]) => fields.map(({ fact }) => fact).join('');

describe('a field that is dropped', () => {
  test.each([
    [{ index: 0 }, 2, 'bac'],
    [{ index: 0 }, 3, 'bca'],
    [{ index: 2 }, 0, 'cab'],
    [{ index: 1 }, 1, 'abc'],
    [{ index: 9 }, 0, 'abc'],
    [{ fact: 'd' }, 1, 'adbc'],
    [{ fact: 'd' }, 3, 'abcd'],
  ])('%j before place %i gives %s', (source, slot, expected) => {
    expect(order(placed(form, source, slot))).toBe(expected);
  });
});

describe('a field that is changed', () => {
  test('another way of entering keeps its heading and its width', () => {
    expect(withUsage(form, 1, 'readonly')[1]).toEqual({ fact: 'b', section, readonly: true });
    expect(withUsage(form, 2, 'required')[2]).toEqual({ fact: 'c', width: 'full' });
  });

  test('what is no longer said is gone', () => {
    expect(withField(form, 2, { width: undefined })[2]).toEqual({ fact: 'c' });
  });

  test('a heading stays when its first field goes', () => {
    expect(withoutField(form, 1)).toEqual([{ fact: 'a' }, { fact: 'c', width: 'full', section }]);
  });
});

const box = (left: number, top: number, width = 100): Box => ({
  left,
  top,
  right: left + width,
  bottom: top + 40,
});

describe('where something is dropped among fields side by side', () => {
  const boxes = [box(0, 0), box(110, 0), box(0, 50, 210)];
  test.each([
    ['left of the first', 10, 20, 0],
    ['right of its middle', 80, 20, 1],
    ['right of the second', 190, 20, 2],
    ['upper half of a whole line', 100, 60, 2],
    ['lower half of a whole line', 100, 85, 3],
    ['below everything', 100, 300, 3],
  ])('%s', (_, x, y, expected) => {
    expect(slotAt(boxes, x, y)).toBe(expected);
  });

  test('an empty form takes it first', () => {
    expect(slotAt([], 5, 5)).toBe(0);
  });
});
