import { describe, expect, test } from 'vitest';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import type { Field } from '../api/cases.ts';
import { beginning, entered, problemsOf } from './entry.ts';

function field(id: string, fact: Partial<Fact>, more: Partial<Field> = {}): Field {
  return {
    id,
    fact: { name: { zh: `${id}名`, en: id }, type: 'string', ...fact },
    required: true,
    readonly: false,
    value: null,
    ...more,
  };
}

const fields = [
  field('customer', {}, { value: '江州纺织' }),
  field('capacity', { type: 'number', min: 1, max: 100_000, unit: 'kVA' }),
  field('note', { type: 'text' }, { required: false }),
  field('due', { type: 'date' }, { readonly: true, value: '2026-11-23' }),
];

describe('a form made from facts', () => {
  test('begins with what the case knows, without what is only shown', () => {
    expect(beginning(fields)).toEqual({ customer: '江州纺织', capacity: null, note: null });
  });

  test('sends what was entered, and null for what was taken away', () => {
    const values = { customer: '', capacity: 630, note: '' };
    expect(entered(fields, values)).toEqual({ customer: null, capacity: 630 });
  });

  test('zero and no are values', () => {
    const answers = [field('a', { type: 'number' }), field('b', { type: 'boolean' })];
    expect(entered(answers, { a: 0, b: false })).toEqual({ a: 0, b: false });
  });
});

describe('problems, by field and in both languages', () => {
  test('given everything fits, then none', () => {
    expect(problemsOf(fields, { customer: 'x', capacity: 630 })).toEqual({});
  });

  test('given a required fact without a value, then it is asked for', () => {
    expect(problemsOf(fields, { customer: 'x' })).toEqual({
      capacity: [{ zh: '“capacity名”为必填项', en: '“capacity” is required' }],
    });
  });

  test('given a figure out of bounds, then the bound is named', () => {
    const found = problemsOf(fields, { customer: 'x', capacity: 200_000 });
    expect(found['capacity']?.[0]?.en).toContain('100000');
  });

  test('what is only shown is never complained about', () => {
    const shown = [field('due', { type: 'date' }, { readonly: true })];
    expect(problemsOf(shown, {})).toEqual({});
  });
});
