import { describe, expect, test } from 'vitest';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import { cellReader, type Read } from './cells.ts';

const name = { zh: '名', en: 'name' };
const shanghai = 'Asia/Shanghai';

function read(type: Fact['type'], cell: string, more: Partial<Fact> = {}): Read {
  return cellReader({ name, type, ...more }, shanghai)(cell);
}

const sizes = { options: [{ value: 's', name: { zh: '小', en: 'small' } }] };

describe('cells that are values', () => {
  test.each<[Fact['type'], string, unknown, Partial<Fact>?]>([
    ['string', ' A 1 ', 'A 1'],
    ['string', '=HYPERLINK("x")', '=HYPERLINK("x")'],
    ['string', '00123', '00123'],
    ['text', ' as it is ', ' as it is '],
    ['number', '1.50', 1.5],
    ['number', '-.5', -0.5],
    ['number', '+1e3', 1000],
    ['number', '-0', 0],
    ['number', '0.30000000000000004', 0.30000000000000004],
    ['number', '123456789012.34', 123456789012.34],
    ['number', '100000000000000000000', 1e20],
    ['integer', '-7', -7],
    ['integer', '12.0', 12],
    ['integer', '9007199254740991', 9007199254740991],
    ['boolean', '是', true],
    ['boolean', 'FALSE', false],
    ['boolean', '1', true],
    ['date', '2026-02-28', '2026-02-28'],
    ['date', '2024/2/29', '2024-02-29'],
    ['date', '20260228', '2026-02-28'],
    ['date', '2026年2月8日', '2026-02-08'],
    ['datetime', '2026-02-28T08:30:00+08:00', '2026-02-28T00:30:00.000Z'],
    ['datetime', '2026-02-28 08:30', '2026-02-28T00:30:00.000Z'],
    ['datetime', '2026/2/28 8:30:05.25Z', '2026-02-28T08:30:05.250Z'],
    ['datetime', '2026-02-28T08:30:00-0330', '2026-02-28T12:00:00.000Z'],
    ['enum', 's', 's', sizes],
    ['enum', '小', 's', sizes],
    ['list', 'a;b；c', ['a', 'b', 'c']],
    ['list', '["a;b","c"]', ['a;b', 'c']],
    ['list', '1;2', [1, 2], { item: 'integer' }],
  ])('%s %j is %j', (type, cell, value, more) => {
    expect(read(type, cell, more)).toEqual(value);
  });
});

describe('an empty cell', () => {
  test.each<[Fact['type'], string]>([
    ['string', ''],
    ['number', '  '],
    ['date', ''],
  ])('of %s is missing, or null where it may be', (type, cell) => {
    expect(read(type, cell)).toBe(undefined);
    expect(read(type, cell, { nullable: true })).toBe(null);
  });
});

describe('cells that are no values', () => {
  test.each<[Fact['type'], string, string, Partial<Fact>?]>([
    ['number', '1,5', 'decimal_comma'],
    ['number', '1,234.50', 'decimal_comma'],
    ['number', 'NaN', 'not_number'],
    ['number', 'Infinity', 'not_number'],
    ['number', '0x10', 'not_number'],
    ['number', '１２', 'not_number'],
    ['number', '1e999', 'not_exact'],
    ['number', '9007199254740993', 'not_exact'],
    ['number', '0.12345678901234567891', 'not_exact'],
    ['number', '-1', 'misfit', { min: 0 }],
    ['integer', '9007199254740993', 'not_exact'],
    ['integer', '1.5', 'not_integer'],
    ['integer', '1,000', 'decimal_comma'],
    ['boolean', 'maybe', 'not_boolean'],
    ['date', '2026-02-30', 'no_such_date'],
    ['date', '2025/2/29', 'no_such_date'],
    ['date', '28.02.2026', 'not_date'],
    ['date', '45715', 'not_date'],
    ['datetime', '2026-02-30 08:00', 'no_such_time'],
    ['datetime', '2026-02-28 24:00', 'no_such_time'],
    ['datetime', '2026-02-28 08:60', 'no_such_time'],
    ['datetime', '2026-02-28', 'not_datetime'],
    ['enum', 'xl', 'not_option', sizes],
    ['enum', 'constructor', 'not_option', sizes],
    ['string', 'a\0b', 'nul'],
    ['string', 'x'.repeat(201), 'misfit'],
    ['string', 'xxxx', 'misfit', { max_length: 3 }],
    ['list', '[1', 'not_list'],
    ['list', 'a;b', 'not_integer', { item: 'integer' }],
    ['list', 'a;;b', 'not_list'],
  ])('%s %j: %s', (type, cell, reason, more) => {
    expect(read(type, cell, more)).toMatchObject({ reason });
    // The same again, from what is remembered.
    const reader = cellReader({ name, type, ...more }, shanghai);
    expect([reader(cell), reader(cell)]).toMatchObject([{ reason }, { reason }]);
  });

  test('a date-time without an offset, where no zone is known', () => {
    const reader = cellReader({ name, type: 'datetime' }, undefined);
    expect(reader('2026-02-28 08:00')).toMatchObject({ reason: 'no_offset' });
    expect(reader('2026-02-28 08:00Z')).toBe('2026-02-28T08:00:00.000Z');
  });

  test('a giant cell is quoted in part', () => {
    expect(read('number', 'x'.repeat(100_000))).toMatchObject({
      details: { cell: `${'x'.repeat(60)}…` },
    });
  });
});
