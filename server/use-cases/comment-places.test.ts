import { describe, expect, test } from 'vitest';
import { anchorNow, isThere } from './comment-places.ts';

const said = (text: string) => ({ zh: text, en: text });
const rule = (id: string) => ({ id, name: said(id), severity: 'R2' });
const set = (...ids: string[]) => ({
  kind: 'ruleset',
  id: 's',
  name: said('s'),
  rules: ids.map(rule),
});
const none = { definitions: [] };

const then = { content: set('A', 'B'), base: set('A') };

describe('the place of a comment in a later change', () => {
  test('is where the same rule stands now', () => {
    const now = { content: set('C', 'B', 'A'), base: set('A') };
    expect(anchorNow('/rules/0/severity', then, now, none)).toMatchObject({
      at: '/rules/2/severity',
      detached: false,
    });
  });

  test('is what was there before, where that was spoken of', () => {
    const made = { content: set('B'), base: set('A', 'B') };
    expect(isThere(made, '/rules/1')).toBe(true);
    expect(anchorNow('/rules/1', made, made, none)).toMatchObject({ detached: false });
  });

  test.each([
    ['the rule is gone', { content: set('A'), base: set('A') }],
    ['so is the definition', undefined],
  ])('is none when %s, and it is still called what it was', (_, now) => {
    expect(anchorNow('/rules/1', then, now, none)).toMatchObject({
      at: '/rules/1',
      detached: true,
      name: { en: 'rule “B B”' },
      step: null,
    });
  });
});

test.each(['rules', '/rules/7', '/rules/~2', '/constructor', '/rules/length'])(
  'there is nothing at %s',
  (at) => {
    expect(isThere(then, at)).toBe(false);
  },
);
