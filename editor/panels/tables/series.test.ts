import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { CellContent } from '../../document/tables/document.ts';
import { goingOn } from './series.ts';

const results = (...values: (string | number)[]): CellContent[] =>
  values.map((value) => ({ value }));

describe('a few cells filled on', () => {
  test.each<[string, CellContent[], number, CellContent]>([
    ['one alone is repeated', results(5), 3, { value: 5 }],
    ['figures go on', results(10, 20), 2, { value: 30 }],
    ['figures go back', results(10, 20), -1, { value: 0 }],
    ['as people reckon', results(0.1, 0.2), 2, { value: 0.3 }],
    [
      'days go on, past the end of a month',
      results('2026-02-27', '2026-02-28'),
      2,
      { value: '2026-03-01' },
    ],
    ['what is uneven is repeated', results(1, 2, 4), 3, { value: 1 }],
    ['words are repeated', results('a', 'b'), 3, { value: 'b' }],
    ['a word among figures', results(1, 'a'), 2, { value: 1 }],
    [
      'bounds of intervals go on, each for itself',
      [{ test: [{ from: 0, below: 100 }] }, { test: [{ from: 100, below: 200 }] }],
      2,
      { test: [{ from: 200, below: 300 }] },
    ],
  ])('%s', (_, contents, offset, expected) => {
    expect(goingOn(contents, offset)).toEqual(expected);
  });

  it('says of the cells themselves what they are', () => {
    const contents = fc.array(fc.oneof(fc.integer({ min: -1e6, max: 1e6 }), fc.string()), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(contents, (values) => {
        const cells = values.map((value) => ({ value }));
        expect(cells.map((_, place) => goingOn(cells, place))).toEqual(cells);
      }),
    );
  });
});
