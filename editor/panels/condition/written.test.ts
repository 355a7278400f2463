import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Condition } from '@flowmeter/engine/definition/condition.ts';
import { ok } from '@flowmeter/engine/problem.ts';
import { conditions } from './condition.fixture.ts';
import { readCondition, writtenOf } from './written.ts';

const row = { fact: 'a', operator: 'equal', value: 1 };

it('reads back what it wrote', () => {
  fc.assert(
    fc.property(conditions, (one) => {
      expect(readCondition(writtenOf(one))).toEqual(ok(one));
    }),
  );
});

it.each([
  ['no JSON', '{ "all": [', [{ code: 'not_json' }]],
  ['an empty group', '{ "all": [] }', [{ code: 'empty_condition', at: '/all' }]],
  ['two kinds of group', '{ "all": [1], "any": [1] }', [{ code: 'mixed_condition', at: '' }]],
  ['a path', JSON.stringify({ ...row, path: '$.x' }), [{ code: 'path_refused', at: '/path' }]],
  [
    'a part without operator',
    '{ "any": [{ "fact": "a", "value": 1 }] }',
    [{ code: 'schema', at: '/any/0/operator' }],
  ],
  [
    'a fact that is no id',
    JSON.stringify({ not: { ...row, fact: '1 x' } }),
    [{ code: 'schema', at: '/not/fact' }],
  ],
  ['a text', '"a"', [{ code: 'schema', at: '' }]],
])('names the place in %s', (_name, text, expected) => {
  expect(readCondition(text)).toMatchObject({ ok: false, problems: expected });
});

it('refuses exactly what the schema refuses', () => {
  const texts = fc.json({ maxDepth: 4 });
  fc.assert(
    fc.property(texts, (text) => {
      expect(readCondition(text).ok).toBe(Condition.safeParse(JSON.parse(text)).success);
    }),
  );
});
