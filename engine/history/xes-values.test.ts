import { describe, expect, test } from 'vitest';
import { parseXesTime, xesScalars } from './xes-values.ts';

describe('parseXesTime', () => {
  test.each([
    ['1970-01-01T00:00:00Z', 0],
    ['1970-01-01T01:00:00.000+01:00', 0],
    ['1969-12-31T19:00:00-05:00', 0],
    ['2026-03-02T09:00:00.250+0800', Date.UTC(2026, 2, 2, 1, 0, 0, 250)],
    ['2026-03-02T09:00:00.2999999Z', Date.UTC(2026, 2, 2, 9, 0, 0, 299)],
    ['2026-03-02T09:00:00.5+00:00', Date.UTC(2026, 2, 2, 9, 0, 0, 500)],
    ['2026-12-31T24:00:00Z', Date.UTC(2027, 0, 1)],
    ['2024-02-29T00:00:00+14:00', Date.UTC(2024, 1, 28, 10)],
    ['0001-01-01T00:00:00Z', -62_135_596_800_000],
    [' 2026-01-01T00:00:00Z\n', Date.UTC(2026, 0, 1)],
  ])('valid: %s', (text, expected) => {
    expect(parseXesTime(text)).toBe(expected);
  });

  test.each([
    '',
    '2026-01-01',
    '2026-01-01 00:00:00Z',
    '2025-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-10T00:00:00Z',
    '2026-01-01T25:00:00Z',
    '2026-01-01T24:00:01Z',
    '2026-01-01T00:60:00Z',
    '2026-01-01T00:00:60Z',
    '2026-01-01T00:00:00+15:00',
    '2026-01-01T00:00:00+08:60',
    '999999-01-01T00:00:00Z',
    `2026-01-01T00:00:00.${'0'.repeat(100_000)}Z`,
    ' '.repeat(100_000),
  ])('invalid: %s', (text) => {
    expect(parseXesTime(text)).toBe('not_a_time');
  });

  test('given no offset, asks for one', () => {
    expect(parseXesTime('2026-01-01T08:00:00')).toBe('no_offset');
    expect(parseXesTime('2026-01-01T08:00:00', 480)).toBe(Date.UTC(2026, 0, 1));
    expect(parseXesTime('2026-01-01T08:00:00Z', 480)).toBe(Date.UTC(2026, 0, 1, 8));
  });
});

describe('scalars', () => {
  test.each([
    ['string', ' 1 ', ' 1 '],
    ['id', 'f81d4fae', 'f81d4fae'],
    ['date', '1970-01-01T00:00:01Z', { date: 1000 }],
    ['int', ' -42 ', -42],
    ['int', '9007199254740991', 9007199254740991],
    ['float', '1.94818911E8', 194818911],
    ['float', '-.5', -0.5],
    ['boolean', 'true', true],
    ['boolean', ' 0', false],
  ])('valid: %s %s', (type, text, expected) => {
    expect(xesScalars.get(type)?.(text)).toEqual(expected);
  });

  test.each([
    ['int', ''],
    ['int', '1.5'],
    ['int', '9007199254740993'],
    ['float', ''],
    ['float', 'NaN'],
    ['float', '-INF'],
    ['float', '0x10'],
    ['float', '1e999'],
    ['boolean', 'yes'],
    ['date', 'yesterday'],
    ['date', '2026-01-01T00:00:00'],
  ])('invalid, and so kept as text: %s %s', (type, text) => {
    expect(xesScalars.get(type)?.(text)).toBe(text);
  });
});
