import { describe, expect, it, test } from 'vitest';
import {
  choicesOf,
  completed,
  fitting,
  type Sign,
  signed,
  toggled,
  withDay,
} from './cell-choices.ts';
import type { GridColumn } from './sheet.ts';

const said = (zh: string, en: string) => ({ zh, en });
const area: GridColumn = {
  id: 'area',
  name: said('地区', 'Area'),
  type: 'enum',
  kind: said('输入', 'Input'),
  isInput: true,
  options: [
    { value: 'urban', name: said('市区', 'Urban') },
    { value: 'rural', name: said('农村', 'Rural') },
  ],
};
const result = { ...area, isInput: false };
const flag: GridColumn = { ...area, type: 'boolean', options: undefined };

describe('what may be picked', () => {
  it('is every option and whatever it is, with what the cell says already', () => {
    expect(choicesOf(area, '市区', 'zh')).toEqual([
      { text: '市区', isOn: true, isWhole: false },
      { text: '农村', isOn: false, isWhole: false },
      { text: '-', isOn: false, isWhole: true },
    ]);
    expect(choicesOf(area, '-', 'en').at(-1)).toMatchObject({ text: '-', isOn: true });
  });

  it('is yes and no; nothing for figures', () => {
    expect(choicesOf(flag, '否', 'zh').map(({ text }) => text)).toEqual(['是', '否', '-']);
    expect(choicesOf({ ...area, type: 'number', options: undefined }, '', 'zh')).toEqual([]);
  });

  it('of a result is also nothing', () => {
    expect(choicesOf(result, 'Urban', 'en')).toMatchObject([
      { isOn: true },
      { isOn: false },
      { text: 'empty', isOn: false, isWhole: true },
    ]);
  });

  it('narrows down while it is typed, the last alternative alone', () => {
    const choices = choicesOf(area, '市区, 农', 'zh');
    expect(fitting(choices, '市区, 农').map(({ text }) => text)).toEqual(['农村']);
    expect(fitting(choices, '市区, x')).toHaveLength(3);
    expect(completed(area, '市区, 农', choices[1]!)).toBe('市区, 农村');
    expect(completed(area, '农', choices[1]!)).toBe('农村');
    expect(completed(result, 'Urb', choicesOf(result, '', 'en')[0]!)).toBe('Urban');
  });

  test.each([
    ['', 0, '市区'],
    ['市区', 1, '市区, 农村'],
    ['市区, 农村', 0, '农村'],
    ['市区', 0, '-'],
    ['市区', 2, '-'],
    ['not(', 1, '农村'],
  ])('%j with choice %i is %j', (text, place, after) => {
    const choice = choicesOf(area, text, 'zh')[place]!;
    expect(toggled(area, text, choice, 'zh')).toBe(after);
  });
});

test.each<[string, Sign, string]>([
  ['100', '>=', '>= 100'],
  ['>= 100', '<', '< 100'],
  ['[100..200)', '<=', '<= 100'],
  ['100', '[..)', '[100..)'],
  ['1, 2', 'not', 'not(1, 2)'],
  ['not(1, 2)', 'not', '1, 2'],
  ['> 5', '-', '-'],
  ['-', '>', '> '],
])('%j with %s is %j', (text, sign, after) => {
  expect(signed(text, sign)).toBe(after);
});

test.each([
  ['', '2026-03-01'],
  ['-', '2026-03-01'],
  ['2026-01-01', '2026-03-01'],
  ['>= ', '>= 2026-03-01'],
  ['>= 2026/1/5', '>= 2026-03-01'],
  ['[2026-01-01..)', '[2026-01-01..2026-03-01)'],
  ['[2026-01-01..2026-02-01)', '[2026-01-01..2026-03-01)'],
])('a day in %j', (text, after) => {
  expect(withDay(text, '2026-03-01')).toBe(after);
});
