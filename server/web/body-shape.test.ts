import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shapeProblem } from './body-shape.ts';

const nested = (levels: number, open: string, close: string) =>
  `${open.repeat(levels)}1${close.repeat(levels)}`;

test.each([
  ['nothing', ''],
  ['what is short', nested(200, '[', ']')],
  ['a deep list', nested(80, '[ ', ' ] ').padEnd(700)],
  ['a deep object', nested(80, '{"a":', '}')],
  ['brackets within a text', JSON.stringify({ a: '[{'.repeat(500) })],
  ['quotes within a text', JSON.stringify({ a: `"[${'\\"['.repeat(200)}` })],
  ['a long list', JSON.stringify(Array.from({ length: 100_000 }, () => 1))],
])('%s is borne', (_name, json) => {
  expect(shapeProblem(json)).toBeUndefined();
});

test.each([
  ['a list', nested(81, '[', ']').padEnd(700)],
  ['an object', nested(81, '{"a":', '}').padEnd(700)],
  ['without an end', '['.repeat(1_000_000)],
  ['both', nested(41, '[{"a":', '}]').padEnd(700)],
])('%s nested too deeply is not', (_name, json) => {
  expect(shapeProblem(json)).toMatchObject({
    code: 'too_large',
    details: { limit: { en: '80 levels of nesting' } },
  });
});

test('too many members are not', () => {
  const json = `{${Array.from({ length: 210_000 }, (_, at) => `"${at}":0`).join(',')}}`;
  expect(shapeProblem(json)).toMatchObject({ code: 'too_large' });
});

test('law: what is nested little and has few members is borne, whatever its texts say', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 20 }), fc.string({ unit: 'binary' }), (value, text) => {
      expect(shapeProblem(JSON.stringify([value, text, 'x'.repeat(700)]))).toBeUndefined();
    }),
  );
});
