import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Cell } from '@flowmeter/engine/definition/table.ts';
import { readTest, readValue, type Written, writeTest, writeValue } from './cell-text.ts';

const area: Written = {
  type: 'enum',
  options: [
    { value: 'urban', name: { zh: '市区', en: 'Urban' } },
    { value: 'rural', name: { zh: '农村', en: 'Rural, far' } },
  ],
};

describe('a test as it is typed', () => {
  test.each<[Written, string, Cell]>([
    [{ type: 'number' }, '-', []],
    [{ type: 'number' }, '', []],
    [{ type: 'number' }, '100', [100]],
    [{ type: 'number' }, '≥ 100', [{ from: 100 }]],
    [{ type: 'number' }, '[10..35)', [{ from: 10, below: 35 }]],
    [{ type: 'number' }, '（0..5.5】', [{ above: 0, to: 5.5 }]],
    [{ type: 'integer' }, '1，2、3', [1, 2, 3]],
    [{ type: 'number' }, 'not(空)', [{ not: [null] }]],
    [{ type: 'number' }, '非（1, 2）', [{ not: [1, 2] }]],
    [{ type: 'boolean' }, '是', [true]],
    [{ type: 'boolean' }, 'no', [false]],
    [{ type: 'date' }, '2026/2/3', ['2026-02-03']],
    [{ type: 'date' }, '2026年2月3日', ['2026-02-03']],
    [{ type: 'number' }, '100, 200', [100, 200]],
    [{ type: 'date' }, '[2026-01-01..2026-12-31]', [{ from: '2026-01-01', to: '2026-12-31' }]],
    [area, '市区、rural', ['urban', 'rural']],
    [area, '"Rural, far"', ['Rural, far']],
    [area, 'elsewhere', ['elsewhere']],
    [{ type: 'string' }, '东湖 一线, 10 kV 工业线', ['东湖 一线', '10 kV 工业线']],
  ])('%j %s', (column, text, cell) => {
    expect(readTest(column, text)).toEqual({ ok: true, value: cell });
  });

  test.each<[Written, string]>([
    [{ type: 'number' }, 'ten'],
    [{ type: 'number' }, '"10"'],
    [{ type: 'number' }, '[5..1]'],
    [{ type: 'number' }, '1 2'],
    [{ type: 'number' }, '100,200'],
    [{ type: 'boolean' }, 'maybe'],
    [{ type: 'date' }, '2026-02-30'],
    [area, '> 市区'],
  ])('%j refuses %s and says why', (column, text) => {
    expect(readTest(column, text)).toEqual({
      ok: false,
      reason: { zh: expect.any(String), en: expect.any(String) },
    });
  });
});

describe('a result as it is typed', () => {
  test.each<[Written, string, unknown]>([
    [{ type: 'number' }, '0.90', 0.9],
    [{ type: 'number' }, '', null],
    [{ type: 'number' }, '-1,234,567.5', -1234567.5],
    [area, 'Urban', 'urban'],
    [{ type: 'boolean' }, '否', false],
    [{ type: 'string' }, '高压，双电源 (10 kV)', '高压，双电源 (10 kV)'],
    [{ type: 'text' }, 'two\nlines, here', 'two\nlines, here'],
    [{ type: 'text' }, '"quoted"', 'quoted'],
  ])('%j %s', (column, text, value) => {
    expect(readValue(column, text)).toEqual({ ok: true, value });
  });

  it('is one value', () => {
    expect(readValue({ type: 'number' }, '1, 2')).toHaveProperty('reason');
    expect(readValue({ type: 'number' }, '>= 1')).toHaveProperty('reason');
  });
});

describe('what is written is read back as it was', () => {
  const languages = fc.constantFrom('zh' as const, 'en' as const);
  const numbers = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 });
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
    fc.constantFrom(
      '（甲）',
      '非（',
      '空',
      '-',
      '12',
      'null',
      'a, b',
      '"',
      'not(x)',
      '[1..2]',
      '—',
    ),
  );
  const figures: fc.Arbitrary<Cell> = fc.array(
    fc.oneof(
      numbers,
      fc.constant(null),
      numbers.map((from) => ({ from })),
      numbers.map((below) => ({ below })),
      fc.tuple(numbers, numbers).map(([a, b]) => ({ above: Math.min(a, b), to: Math.max(a, b) })),
      fc.array(numbers, { minLength: 1, maxLength: 3 }).map((not) => ({ not })),
    ),
    { maxLength: 1 },
  );

  it('of figures', () => {
    fc.assert(
      fc.property(figures, languages, (cell, language) => {
        const text = writeTest({ type: 'number' }, cell, language);
        expect(readTest({ type: 'number' }, text)).toEqual({ ok: true, value: cell });
      }),
    );
  });

  it('of words', () => {
    fc.assert(
      fc.property(fc.array(texts, { maxLength: 4 }), languages, (cell, language) => {
        const text = writeTest({ type: 'string' }, cell, language);
        expect(readTest({ type: 'string' }, text)).toEqual({ ok: true, value: cell });
      }),
    );
  });

  it('of options and results', () => {
    expect(writeTest(area, ['urban', 'rural'], 'en')).toBe('Urban, "Rural, far"');
    expect(writeTest(area, ['urban', 'rural'], 'zh')).toBe('市区, 农村');
    expect(writeValue({ type: 'boolean' }, true, 'zh')).toBe('是');
  });
});
