/** What happens to rows of records while their segments are written anew: they stay, go, or lose values. */
import { NULL_CODE, type Column } from '@flowmeter/engine/columns/column.ts';
import { ERASED } from '@flowmeter/engine/privacy/erased.ts';
import { CONTENT_BYTES } from './hashes.ts';
import type { Source } from './select-rows.ts';
import type { Part } from './segment-writer.ts';

export type FateOf = (row: number) => 'keep' | 'drop' | 'erase';

export interface RowEdit {
  /** Of the rows of one part, by their place in it. */
  of(source: Source, part: Part): FateOf;
  /** Fields that rows to be erased lose. */
  fields: ReadonlySet<string>;
}

/** The number of a row that is not there any more. */
export const DROPPED = 2 ** 32 - 1;

/** The content of a row that was erased: its hash would tell whether a guess is right. */
export const ERASED_CONTENT = '\0'.repeat(CONTENT_BYTES);

/** The column without the values of rows whose flag is 1. What was null or missing stays so. */
export function withoutValues(column: Column, flags: Uint8Array): Column {
  if (!('codes' in column)) {
    const numbers = column.numbers.map((value, at) =>
      flags[at] === 1 && Number.isFinite(value) ? -Infinity : value,
    );
    return { ...column, numbers };
  }
  const used = new Map<number, number>();
  const values: (typeof column.values)[number][] = [undefined, null];
  const erased = values.push(ERASED) - 1;
  const codes = Uint32Array.from(column.codes, (code, at) => {
    if (code <= NULL_CODE) return code;
    if (flags[at] === 1) return erased;
    const known = used.get(code) ?? values.push(column.values[code]) - 1;
    used.set(code, known);
    return known;
  });
  return { ...column, codes, values };
}
