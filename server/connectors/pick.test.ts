import { describe, expect, test } from 'vitest';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import { pick, takeFacts } from './pick.ts';

const json = JSON.parse(
  '{"a":{"b":[10,{"c":"x"}],"n":null,"f":false},"__proto__":{"evil":1},"s":"text"}',
);

test.each<[string[], unknown]>([
  [['s'], 'text'],
  [['a', 'b', '0'], 10],
  [['a', 'b', '1', 'c'], 'x'],
  [['a', 'n'], null],
  [['a', 'f'], false],
  [['a', 'x'], undefined],
  [['a', 'b', '2'], undefined],
  [['a', 'b', 'length'], undefined],
  [['s', 'length'], undefined],
  [['s', '0'], undefined],
  [['constructor'], undefined],
  [['a', 'constructor', 'name'], undefined],
  [['toString'], undefined],
  [['evil'], undefined],
  [['a', 'n', 'x'], undefined],
])('at %j stands %j', (path, value) => {
  expect(pick(json, path)).toEqual(value);
});

const name = { zh: '名', en: 'name' };
const facts: Record<string, Fact> = {
  words: { name, type: 'string', max_length: 5 },
  figure: { name, type: 'integer' },
};

describe('facts taken from JSON', () => {
  const words = { fact: 'words', path: ['s'] };
  const figure = { fact: 'figure', path: ['a', 'b', '0'] };

  test('each from its place', () => {
    expect(takeFacts([words, figure], json, facts)).toEqual({
      ok: true,
      value: { words: 'text', figure: 10 },
    });
  });

  test('what is optional may be missing', () => {
    const taken = takeFacts([words, { ...figure, path: ['x'], optional: true }], json, facts);
    expect(taken).toEqual({ ok: true, value: { words: 'text' } });
  });

  test.each([
    ['missing', [{ ...words, path: ['a', 'x'] }], 'event_data_missing'],
    ['of the wrong type', [{ ...figure, path: ['s'] }], 'fact_wrong_type'],
    ['an object', [{ ...words, path: ['a'] }], 'fact_wrong_type'],
    ['too long', [{ ...words, path: ['long'] }], 'fact_wrong_type'],
  ])('what is %s is refused', (_what, takes, code) => {
    expect(takeFacts(takes, { ...json, long: 'x'.repeat(6) }, facts)).toMatchObject({
      ok: false,
      problems: [{ code }],
    });
  });
});
