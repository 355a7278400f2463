import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { placeInMessage, placeOf } from './json-places.ts';

const text = `{
  "name": { "zh": "名称 }", "a/b": [1, {"x": null}] },
  "rows": [
    {"when": [[{"from": 5}], []], "then": [true]},
    {"when": [], "then": ["say \\"so\\""]}
  ]
}`;

const shown = (pointer: string) => {
  const { from, to, line } = placeOf(text, pointer);
  return [text.slice(from, to), line];
};

describe('where something stands', () => {
  test.each([
    ['/name/zh', '"名称 }"', 1],
    ['/name/a~1b/1/x', 'null', 1],
    ['/rows/0/when/0/0/from', '5', 3],
    ['/rows/1/then/0', '"say \\"so\\""', 4],
    ['/rows/1/when', '[]', 4],
  ])('%s', (pointer, part, line) => {
    expect(shown(pointer)).toEqual([part, line]);
  });

  test.each([
    ['/rows/0/note/zh', 3],
    ['/rows/9', 2],
    ['/nothing', 0],
    ['', 0],
  ])('%s is not there: the nearest around it', (pointer, line) => {
    expect(placeOf(text, pointer).line).toBe(line);
  });

  it('is any member of anything', () => {
    const values = fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1, maxKeys: 4 });
    fc.assert(
      fc.property(values, fc.nat(2), (value, indent) => {
        const written = JSON.stringify(value, null, indent);
        for (const [key, member] of Object.entries(value)) {
          const pointer = `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
          const { from, to } = placeOf(written, pointer);
          expect(JSON.parse(written.slice(from, to))).toEqual(JSON.parse(JSON.stringify(member)));
        }
      }),
    );
  });

  it('never fails on text that is broken off', () => {
    fc.assert(
      fc.property(fc.nat(text.length), (end) => {
        const { from, to } = placeOf(text.slice(0, end), '/rows/1/then/0');
        expect(from).toBeLessThanOrEqual(to);
      }),
    );
  });
});

test('where a parser stopped', () => {
  const message = 'Unexpected token x in JSON at position 12 (line 2 column 4)';
  expect(placeInMessage(text, message)).toMatchObject({ from: 12, line: 1 });
  expect(placeInMessage(text, 'Unexpected end')).toBeUndefined();
});
