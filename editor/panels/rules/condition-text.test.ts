import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Condition } from '@flowmeter/engine/definition/condition.ts';
import { conditions, terms } from '../condition/condition.fixture.ts';
import { readConditionText } from './condition-read.ts';
import { writeCondition } from './condition-text.ts';

/** One alone in a group means the same without it. */
function bare(condition: Condition): Condition {
  if ('not' in condition) return { not: bare(condition.not) };
  if (!('all' in condition) && !('any' in condition)) return condition;
  const parts = ('all' in condition ? condition.all : condition.any).map(bare);
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : rebuilt(condition, parts);
}

const rebuilt = (condition: Condition, parts: Condition[]): Condition =>
  'all' in condition ? { all: parts } : { any: parts };

const large: Condition = { fact: 'capacity', operator: 'greaterThanInclusive', value: 100 };
const first: Condition = { fact: 'importance', operator: 'equal', value: 'first' };
const dated: Condition = { fact: 'applied_on', operator: 'notNull', value: true };

describe('a condition in a cell', () => {
  test.each(['zh', 'en'] as const)('is read back as it was written, in %s', (language) => {
    fc.assert(
      fc.property(conditions, (condition) => {
        const text = writeCondition(condition, terms, language);
        expect(readConditionText(text, terms)).toEqual({ ok: true, value: bare(condition) });
      }),
    );
  });

  it('holds any text as a value', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (value) => {
        const condition: Condition = { fact: 'customer', operator: 'equal', value };
        const text = writeCondition(condition, terms, 'zh');
        expect(readConditionText(text, terms)).toEqual({ ok: true, value: condition });
      }),
    );
  });

  test.each<[string, Condition]>([
    ['capacity >= 100', large],
    ['【capacity】≥100', large],
    ['[capacity] 大于或等于 100', large],
    ['importance = first', first],
    ['[applied_on]不为空', dated],
    ['[applied_on] is not empty', dated],
    [
      '[capacity] ≥ 100 and [importance] = "first" or [applied_on] is not empty',
      { any: [{ all: [large, first] }, dated] },
    ],
    ['[applied_on]不为空且[capacity]≥100', { all: [dated, large] }],
    ['not (capacity ≥ 100)', { not: large }],
    ['importance in first', { fact: 'importance', operator: 'in', value: ['first'] }],
    [
      'importance 属于（first，second）',
      { fact: 'importance', operator: 'in', value: ['first', 'second'] },
    ],
    ['capacity < $most', { fact: 'capacity', operator: 'lessThan', value: { param: 'most' } }],
    [
      'sources < [capacity]',
      { fact: 'sources', operator: 'lessThan', value: { fact: 'capacity' } },
    ],
    [
      'step_visits(step=survey) > 1',
      { fact: 'step_visits', params: { step: 'survey' }, operator: 'greaterThan', value: 1 },
    ],
  ])('%s', (text, condition) => {
    expect(readConditionText(text, terms)).toEqual({ ok: true, value: condition });
  });

  test.each([
    ['', /不|没有写完/],
    ['capacity', /没有写完/],
    ['capacity 100', /比较/],
    ['volume > 3', /没有叫“volume”/],
    ['capacity > 3 and', /没有写完/],
    ['(capacity > 3', /右括号/],
    ['capacity > 3)', /读不懂/],
    ['capacity = "open', /读不懂/],
    ['capacity > =', /值/],
    ['step_visits(__proto__=survey) > 1', /值/],
    ['valueOf = 3', /没有叫“valueOf”/],
  ])('%j is refused', (text, reason) => {
    const read = readConditionText(text, terms);
    expect(read).toMatchObject({ ok: false });
    expect((read as Extract<typeof read, { ok: false }>).reason.zh).toMatch(reason);
  });
});
