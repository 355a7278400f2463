import fc from 'fast-check';
import { expect, test } from 'vitest';
import { badHeaderLine, badRowLine, isBadHeader, rowWithin } from './bad-rows.ts';
import { createCsvReader } from './csv.ts';

const reason = { zh: '错', en: '=wrong' };

/** The header and the row. */
function readBack(cells: string[]): [string[], string[]] {
  const reader = createCsvReader();
  const text = badHeaderLine(['a', 'b']) + badRowLine({ line: 7, column: '=c', reason, cells });
  const rows = [...reader.write(text.replace('\ufeff', '')), ...reader.close()];
  return rows.map((row) => row.cells) as [string[], string[]];
}

test('a row comes back as it stood, whatever stands in it', () => {
  const unit = fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', '"', ',', '1', 'a', '电');
  fc.assert(
    fc.property(fc.array(fc.string({ unit }), { minLength: 1 }), (cells) => {
      const [header, row] = readBack(cells);
      expect(isBadHeader(header)).toBe(true);
      expect(rowWithin(header)).toEqual(['a', 'b']);
      expect(rowWithin(row)).toEqual(cells);
    }),
  );
});

test.each(['=1+1', '@SUM(A1)', '+cmd|x', '-a', '\tx', '\rx', "'=1"])(
  '%j runs in no spreadsheet',
  (cell) => {
    expect(readBack([cell])[1].at(-1)).toBe(`'${cell}`);
  },
);

test.each(['-5', '+1.5', '-1e-7', 'plain', ''])('%j stays as it is', (cell) => {
  expect(readBack([cell])[1].at(-1)).toBe(cell);
});
