import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashOf } from './hash.ts';
import type { Definition } from './kinds.ts';
import { parseDefinition, parseText } from './parse.ts';

const said = { zh: '数据', en: 'facts' };
const facts = {
  kind: 'facts',
  id: 'f',
  name: said,
  facts: { n: { name: said, type: 'number' } },
};
const nested = (levels: number): unknown => (levels === 0 ? 1 : { all: [nested(levels - 1)] });

describe('parsing a definition', () => {
  const invalid: [string, string, string, object][] = [
    ['text that is no JSON', '{', 'not_json', {}],
    ['a list', '[]', 'unknown_kind', { at: '/kind' }],
    ['an unknown kind', '{"kind":"spell"}', 'unknown_kind', { at: '/kind' }],
    ['a kind of the language', '{"kind":"__proto__"}', 'unknown_kind', { at: '/kind' }],
    ['a field too many', JSON.stringify({ ...facts, extra: 1 }), 'schema', { at: '' }],
    [
      'a missing language',
      JSON.stringify({ ...facts, name: { zh: 'x' } }),
      'schema',
      { at: '/name/en' },
    ],
    ['an odd id', JSON.stringify({ ...facts, id: '../x' }), 'schema', { at: '/id' }],
    [
      'an id that every object has',
      JSON.stringify({ ...facts, id: 'isPrototypeOf' }),
      'schema',
      { at: '/id' },
    ],
    [
      'a key that every object has',
      JSON.stringify({ ...facts, facts: { constructor: { name: said, type: 'number' } } }),
      'schema',
      { at: '/facts/constructor' },
    ],
    ['too much text', ' '.repeat(2_000_001), 'too_large', {}],
    ['hostile nesting', `${'['.repeat(50_000)}${']'.repeat(50_000)}`, 'too_large', {}],
  ];

  it.each(invalid)('refuses %s', (_title, text, code, place) => {
    expect(parseText(text)).toMatchObject({ ok: false, problems: [{ code, ...place }] });
  });

  it('takes what fits', () => {
    expect(parseDefinition(facts)).toEqual({ ok: true, value: facts });
  });

  it('refuses deep conditions without exhausting the stack', () => {
    const rule = { kind: 'ruleset', id: 'r', name: said, rules: [nested(200)] };
    expect(parseDefinition(rule)).toMatchObject({ ok: false, problems: [{ code: 'too_large' }] });
  });

  it('never throws, whatever JSON comes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(parseDefinition(json)).toHaveProperty('ok');
      }),
    );
  });
});

describe('the hash of a definition', () => {
  const parsed = facts as unknown as Definition;

  it('is the SHA-256 of the prefixed canonical form', () => {
    expect(hashOf(parsed)).toBe('e5437da20f19b3085959f7fb384203b349b0f80209107fa38574233c5c45d57b');
  });

  it('does not depend on the order of keys or on the editor hint', () => {
    const { kind, id, name, facts: rows } = facts;
    const other = { facts: rows, name: { en: name.en, zh: name.zh }, $schema: 'x', id, kind };
    expect(hashOf(other as unknown as Definition)).toBe(hashOf(parsed));
  });

  it('changes with any meaning', () => {
    expect(hashOf({ ...parsed, id: 'g' })).not.toBe(hashOf(parsed));
  });
});
