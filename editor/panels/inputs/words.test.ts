import { describe, expect, it } from 'vitest';
import { figureOf } from './figure.ts';
import { kept, noWords, typed } from './words.ts';

const isGiven = (words: string) => words === 'Task 1';

describe('words being typed', () => {
  it.each([
    ['nothing yet', noWords, { zh: '勘', en: '勘' }],
    ['the same words', { zh: '查', en: '查' }, { zh: '勘', en: '勘' }],
    ['words of its own', { zh: '查', en: 'Survey' }, { zh: '勘', en: 'Survey' }],
    ['a given name', { zh: '任务 1', en: 'Task 1' }, { zh: '勘', en: '勘' }],
  ])('beside %s', (_name, held, expected) => {
    expect(typed(held, 'zh', '勘', { isGiven, leads: true })).toEqual(expected);
  });

  it('stay as they are in the own language when the other is typed over them', () => {
    const held = { zh: '勘查', en: '勘查' };
    expect(typed(held, 'en', 'Survey', { leads: false })).toEqual({ zh: '勘查', en: 'Survey' });
  });

  it.each([
    ['both', { zh: ' 甲 ', en: 'A' }, false, { words: { zh: '甲', en: 'A' } }],
    ['one alone', { zh: '甲', en: ' ' }, true, undefined],
    ['none where there must be some', noWords, false, undefined],
    ['none where there may be none', noWords, true, { words: undefined }],
  ])('keep %s', (_name, words, isOptional, expected) => {
    expect(kept(words, isOptional)).toEqual(expected);
  });
});

describe('figures', () => {
  it.each([
    ['22', false, 22],
    [' 1.5 ', false, 1.5],
    ['－３', true, -3],
    ['1.5', true, undefined],
    ['1e9', false, undefined],
    ['12 kVA', false, undefined],
    ['', false, undefined],
  ] as const)('%j', (text, isInteger, expected) => {
    expect(figureOf(text, isInteger)).toBe(expected);
  });
});
