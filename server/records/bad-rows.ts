/**
 * The file of rows that were set apart: what was wrong stands in front of each, so that it can be put
 * right there and imported again. Spreadsheets run cells that begin like a formula: such cells are kept
 * behind an apostrophe, which is taken away again when the file comes back.
 */
import type { Localized } from '@flowmeter/engine/problem.ts';

/** The headers of what was wrong; a file that begins with them is one of ours. */
export const badHeaders = ['#line', '#column', '#reason'] as const;

export interface BadRow {
  line: number;
  /** Header of the column that is wrong; empty when it is the whole row. */
  column: string;
  reason: Localized;
  cells: readonly string[];
}

const BYTE_ORDER_MARK = '\ufeff';

/** With a byte order mark: spreadsheets then read it as UTF-8. */
export function badHeaderLine(headers: readonly string[]): string {
  return BYTE_ORDER_MARK + line([...badHeaders, ...headers]);
}

export function badRowLine({ line: number, column, reason, cells }: BadRow): string {
  return line([String(number), column, `${reason.zh} / ${reason.en}`, ...cells]);
}

/** Is this the header of a file of bad rows? */
export function isBadHeader(cells: readonly string[]): boolean {
  return badHeaders.every((header, index) => cells[index]?.trim() === header);
}

/** The row as it stood in the file that was imported. */
export function rowWithin(cells: readonly string[]): string[] {
  return cells.slice(badHeaders.length).map(unguarded);
}

const PLAIN_NUMBER = /^[+-]?[\d.]+(?:[eE][+-]?\d+)?$/;

function guarded(cell: string): string {
  return /^'*[=+\-@\t\r]/.test(cell) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell;
}

function unguarded(cell: string): string {
  return /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

function line(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(guarded(cell))).join(',')}\r\n`;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
