import { describe, expect, test } from 'vitest';
import type { Rule } from '../definition/ruleset.ts';
import { changesOf, isInForce, ruleOn } from './editions.ts';

const basis = { kind: 'typical' as const, source: { zh: '做法', en: 'practice' } };
const later = { kind: 'law' as const, source: { zh: '规章', en: 'regulation' } };
const words = { zh: '规则', en: 'rule' };
const rule: Rule = {
  id: 'r',
  key: 'r',
  name: words,
  stage: 'after',
  record: 'use',
  theme: words,
  severity: 'R3',
  params: {
    most: {
      value: 3,
      unit: 'd',
      basis,
      editions: [
        { from: '2026-07-01', value: 1, basis: later },
        { from: '2026-03-01', value: 2, basis },
      ],
    },
    least: { value: 9, basis },
  },
  conditions: { fact: 'used', operator: 'greaterThan', value: { param: 'most' } },
  event: { type: 'finding' },
  message: words,
  rectification: words,
  valid_from: '2026-01-01',
  valid_to: '2026-12-31',
};

describe('the edition of a threshold on a day', () => {
  test.each([
    ['2026-02-28', 3],
    ['2026-03-01', 2],
    ['2026-06-30', 2],
    ['2026-07-01', 1],
    ['2030-01-01', 1],
  ])('%s: %d', (day, value) => {
    expect(ruleOn(rule, day).params?.['most']?.value).toBe(value);
  });

  test('brings its basis, and leaves the rest', () => {
    expect(ruleOn(rule, '2026-08-01').params).toEqual({
      most: { ...rule.params?.['most'], value: 1, basis: later },
      least: rule.params?.['least'],
    });
  });

  test('is the same object for the same editions, so that what is made of it is made once', () => {
    expect(ruleOn(rule, '2026-02-01')).toBe(rule);
    expect(ruleOn(rule, '2026-08-01')).toBe(ruleOn(rule, '2026-09-01'));
  });
});

test.each([
  ['2025-12-31', false],
  ['2026-01-01', true],
  ['2026-12-31', true],
  ['2027-01-01', false],
])('in force on %s: %s', (day, answer) => {
  expect(isInForce(rule, day)).toBe(answer);
});

test('between two changes nothing changes', () => {
  const changes = changesOf([rule]);
  expect(changes).toEqual(['2026-01-01', '2026-03-01', '2026-07-01', '2026-12-31+']);
  expect(changes.map((change) => change <= '2026-12-31')).toEqual([true, true, true, false]);
  expect(changes.every((change) => change <= '2027-01-01')).toBe(true);
});
