/** One column out of rows of several, where they stand in segments of different age. */
import { MISSING_CODE, NULL_CODE, type Column } from '@flowmeter/engine/columns/column.ts';
import type { Fact, FactValue } from '@flowmeter/engine/definition/facts.ts';
import { isErased } from '@flowmeter/engine/privacy/erased.ts';

/** Rows, each by the source that it comes from and its place there. */
export interface Picks {
  source: Uint16Array;
  row: Uint32Array;
}

/** A source without the column has no value in any of its rows. */
export function gatherColumn(
  type: Fact['type'],
  sources: readonly (Column | undefined)[],
  picks: Picks,
): Column {
  const isPlain = sources.some((one) => one !== undefined && !('codes' in one));
  return isPlain ? numbersOf(type, sources, picks) : coded(type, sources, picks);
}

function numbersOf(
  type: Fact['type'],
  sources: readonly (Column | undefined)[],
  { source, row }: Picks,
): Column {
  const plain = sources.map(plainNumbers);
  const numbers = new Float64Array(row.length);
  for (let at = 0; at < row.length; at++) {
    const from = plain[source[at] as number];
    numbers[at] = from === undefined ? Number.NaN : (from(row[at] as number) ?? Number.NaN);
  }
  return { type: type as 'number', numbers };
}

function plainNumbers(
  column: Column | undefined,
): ((row: number) => number | undefined) | undefined {
  if (column === undefined) return undefined;
  if (!('codes' in column)) return (row) => column.numbers[row];
  const numbers = Float64Array.from(column.values, (value) => {
    if (value === null) return Infinity;
    if (isErased(value)) return -Infinity;
    return typeof value === 'number' ? value : Number.NaN;
  });
  return (row) => numbers[column.codes[row] ?? MISSING_CODE];
}

function coded(
  type: Fact['type'],
  sources: readonly (Column | undefined)[],
  { source, row }: Picks,
): Column {
  const values: (FactValue | undefined)[] = [undefined, null];
  const codeOf = new Map<FactValue | undefined, number>([
    [undefined, MISSING_CODE],
    [null, NULL_CODE],
  ]);
  const recoded = sources.map((column) =>
    column !== undefined && 'codes' in column
      ? {
          codes: column.codes,
          values: column.values,
          to: new Int32Array(column.values.length).fill(-1),
        }
      : undefined,
  );
  const codes = new Uint32Array(row.length);
  for (let at = 0; at < row.length; at++) {
    const from = recoded[source[at] as number];
    if (from === undefined) continue;
    const old = from.codes[row[at] as number] as number;
    let code = from.to[old] as number;
    if (code < 0) {
      const value = from.values[old];
      code = codeOf.get(value) ?? values.push(value) - 1;
      codeOf.set(value, code);
      from.to[old] = code;
    }
    codes[at] = code;
  }
  return { type, codes: narrowed(codes, values.length), values };
}

function narrowed(codes: Uint32Array, count: number): Uint8Array | Uint16Array | Uint32Array {
  if (count <= 0x100) return Uint8Array.from(codes);
  return count <= 0x10000 ? Uint16Array.from(codes) : codes;
}
