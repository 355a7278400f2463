import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold } from '../case/fold.ts';
import type { CaseEvent, Entry } from '../case/events.ts';
import { caseSource } from '../case/records.ts';
import type { Fact } from '../definition/facts.ts';
import { readFact } from '../rules/operands.ts';
import { commit } from './commitment.ts';
import { eraseEntry, eraseTexts, personalValues } from './erase-values.ts';
import { ERASED_WORDS } from './erased.ts';
import { lastsAsLong, periodStart } from './period.ts';

const at = '2026-03-02T01:00:00.000Z';
const facts = new Set(['phone', 'name']);
const erasing = { facts, values: ['13800000001', '王海燕'] };

function entryOf(version: number, ...events: CaseEvent[]): Entry {
  return { caseId: 'c1', version, at, actor: 'cora', command: 'x', events };
}

const opened: CaseEvent = {
  type: 'case.opened',
  flow: { id: 'f', hash: 'h' },
  unit: 'u',
  data: { phone: '13800000001', kva: 315, name: '王海燕' },
  limits: [],
};
const set: CaseEvent = { type: 'facts.set', seq: 1, data: { phone: '13900000002' } };

describe('a case of which personal data was erased', () => {
  const whole = [entryOf(1, opened), entryOf(2, { type: 'case.ended', outcome: 'done' })];
  const clean = whole.map((entry) => eraseEntry(entry, erasing));

  test('folds, with the facts gone and marked', () => {
    expect(fold(clean)).toEqual({ ...fold(whole), data: { kva: 315 }, erased: ['phone', 'name'] });
  });

  test('has the value again when it is entered again', () => {
    const state = fold([...clean.slice(0, 1), entryOf(2, set)]);
    expect(state).toMatchObject({ data: { phone: '13900000002' }, erased: ['name'] });
  });

  test.each([true, false])('says that the fact is not known (nullable: %s)', (nullable) => {
    const said = { zh: '电话', en: 'phone' };
    const phone: Fact = { name: said, type: 'string', personal: true, nullable };
    const source = caseSource(fold(clean)!, { at, calendars: new Map() });
    const around = { facts: { phone, kva: { name: said, type: 'number' as const } }, source };
    expect(readFact('phone', undefined, around)).toBeUndefined();
    expect(readFact('kva', undefined, around)).toBe(315);
  });

  test('is erased once: again changes nothing', () => {
    expect(clean.map((entry) => eraseEntry(entry, erasing))).toEqual(clean);
  });

  test('tells every value that it ever had', () => {
    expect(personalValues([entryOf(1, opened), entryOf(2, set)], facts)).toEqual([
      '13800000001',
      '王海燕',
      '13900000002',
    ]);
  });
});

describe('texts', () => {
  test.each([
    ['给王海燕（13800000001）回电', `给${ERASED_WORDS}（${ERASED_WORDS}）回电`],
    ['王海', '王海'],
    [{ note: ['王海燕', 7, null] }, { note: [ERASED_WORDS, 7, null] }],
    [{ 王海燕: 1 }, { 王海燕: 1 }],
  ])('%j becomes %j', (before, after) => {
    expect(eraseTexts<unknown>(before, erasing.values)).toEqual(after);
  });

  test('a value of one letter is looked for nowhere', () => {
    expect(eraseTexts('a b', ['a', ''])).toBe('a b');
  });

  test('hold none of the values afterwards, and nothing else is lost', () => {
    const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown);
    fc.assert(
      fc.property(json, (value) => {
        const clean = eraseTexts({ value, note: '王海燕' }, ['王海燕']);
        expect(clean.value).toEqual(value);
        expect(JSON.stringify(clean)).not.toContain('王海燕');
      }),
    );
  });
});

describe('commitments', () => {
  const salts = '0123456789abcdef'.split('').map((digit) => digit.repeat(64));

  test('bind to the value, and differ by salt', () => {
    const made = salts.map((salt) => commit(salt, '13800000001'));
    expect(new Set(made).size).toBe(salts.length);
    expect(commit(salts[0]!, '13800000001')).toBe(made[0]);
    expect(commit(salts[0]!, '13800000002')).not.toBe(made[0]);
    expect(made[0]).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each(['', 'short', 'G'.repeat(64)])('are not made with the salt “%s”', (salt) => {
    expect(() => commit(salt, 'x')).toThrow(TypeError);
  });
});

describe('periods', () => {
  test.each([
    ['2026-03-31T10:00:00.000Z', { value: 1, unit: 'month' }, '2026-02-28T10:00:00.000Z'],
    ['2024-02-29T00:00:00.000Z', { value: 1, unit: 'year' }, '2023-02-28T00:00:00.000Z'],
    ['2026-01-15T01:02:03.004Z', { value: 3, unit: 'month' }, '2025-10-15T01:02:03.004Z'],
    ['2026-03-01T00:00:00.000Z', { value: 30, unit: 'day' }, '2026-01-30T00:00:00.000Z'],
  ] as const)('before %s, %j: %s', (now, period, start) => {
    expect(periodStart(now, period)).toBe(start);
  });

  test('are compared across units', () => {
    expect(lastsAsLong({ value: 1, unit: 'year' }, { value: 12, unit: 'month' })).toBe(true);
    expect(lastsAsLong({ value: 5, unit: 'month' }, { value: 6, unit: 'month' })).toBe(false);
    expect(lastsAsLong({ value: 183, unit: 'day' }, { value: 6, unit: 'month' })).toBe(true);
  });
});
