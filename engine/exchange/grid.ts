/** A sheet as a grid of texts, from a workbook or pasted; and grids as text that other programs open. */
import { isMark } from '../privacy/watermark.ts';
import { failed, ok, problem, type Localized, type Result } from '../problem.ts';

export interface Grid {
  /** Of the sheet; empty for pasted text. */
  name: string;
  /** Rows of texts from the first row and column of the sheet on; rows may be shorter than others. */
  rows: readonly (readonly string[])[];
}

export const gridLimits = { rows: 20_100, columns: 256, cells: 500_000, cell: 20_000 } as const;

/** `B3`, as spreadsheets name it; both counted from 0. */
export function cellPlace(row: number, column: number): Localized {
  const name = `${columnName(column)}${row + 1}`;
  return { zh: `单元格 ${name}`, en: `cell ${name}` };
}

export function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}

/** Fails on a grid that is larger than a table can be. */
export function boundedGrid(grid: Grid): Result<Grid> {
  const { rows, columns, cells, cell } = gridLimits;
  const width = grid.rows.reduce((most, row) => Math.max(most, row.length), 0);
  const count = grid.rows.reduce((sum, row) => sum + row.length, 0);
  const isLong = grid.rows.some((row) => row.some((text) => text.length > cell));
  if (grid.rows.length > rows) return large({ zh: `${rows} 行`, en: `${rows} rows` });
  if (width > columns) return large({ zh: `${columns} 列`, en: `${columns} columns` });
  if (count > cells) return tooMany();
  if (isLong) return large({ zh: `单元格 ${cell} 个字符`, en: `${cell} characters in a cell` });
  return ok(grid);
}

function tooMany(): Result<never> {
  const { cells } = gridLimits;
  return large({ zh: `${cells} 个单元格`, en: `${cells} cells` });
}

function large(limit: Localized): Result<never> {
  return failed(problem('too_large', { limit }));
}

export type Delimiter = '\t' | ',' | ';';

/**
 * Text copied from a spreadsheet (tabs), or CSV: by what its first line has most of. A cell in quotes may
 * hold breaks and doubled quotes; one that goes on after its quotes is taken as it stands, because programs
 * copy `"a","b"` so.
 */
export function readPasted(text: string): Result<Grid> {
  const [, body = ''] = /^\uFEFF?([\s\S]*)$/.exec(text) ?? [];
  if (body.length > LONGEST_TEXT) return large({ zh: '4 MB', en: '4 MB' });
  const delimiter = delimiterOf(body);
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  let cells = 0;
  while (at < body.length || row.length > 0) {
    const { value, end } = cellAt(body, at, delimiter);
    row.push(withoutMark(value));
    if (++cells > gridLimits.cells) return tooMany();
    at = end + 1;
    if (body.charAt(end) === delimiter) continue;
    // The mark that an export of ours carries is no row.
    if (!isMark(row[0])) rows.push(row);
    row = [];
    if (body.startsWith('\r\n', end)) at++;
  }
  return boundedGrid({ name: '', rows });
}

const LONGEST_TEXT = 4_000_000;

/** By the first line that has any. */
function delimiterOf(body: string): Delimiter {
  const [line = ''] = /^.*[\t,;].*$/m.exec(body.slice(0, gridLimits.cell)) ?? [];
  const count = (mark: string) => line.split(mark).length;
  if (line.includes('\t')) return '\t';
  return count(';') > count(',') ? ';' : ',';
}

function cellAt(body: string, at: number, delimiter: Delimiter): { value: string; end: number } {
  const quoted = body.charAt(at) === '"' ? quotedAt(body, at, delimiter) : undefined;
  if (quoted !== undefined) return quoted;
  let end = at;
  while (end < body.length && !isEnd(body, end, delimiter)) end++;
  return { value: body.slice(at, end), end };
}

/** Programs that copy with tabs quote nothing else: other quotes are the cell's own. */
function needsQuotes(value: string): boolean {
  return /["\t\r\n]/.test(value);
}

/** Undefined where no end follows the quotes. */
function quotedAt(body: string, at: number, delimiter: Delimiter) {
  const parts: string[] = [];
  let from = at + 1;
  for (;;) {
    const quote = body.indexOf('"', from);
    if (quote < 0) return undefined;
    parts.push(body.slice(from, quote));
    if (body.charAt(quote + 1) !== '"') {
      const value = parts.join('"');
      const isWhole =
        isEnd(body, quote + 1, delimiter) && (delimiter !== '\t' || needsQuotes(value));
      return isWhole ? { value, end: quote + 1 } : undefined;
    }
    from = quote + 2;
  }
}

function isEnd(body: string, at: number, delimiter: Delimiter): boolean {
  return at >= body.length || [delimiter, '\n', '\r'].includes(body.charAt(at));
}

/** What would be computed when a spreadsheet opens it. A number is none, whatever its sign. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;
const NUMBER = /^-\d+(?:\.\d+)?$/;

export function isFormula(text: string): boolean {
  return FORMULA.test(text) && !NUMBER.test(text);
}

/** The mark that `harmless` sets. */
function withoutMark(text: string): string {
  return text.startsWith("'") && (isFormula(text.slice(1)) || text.startsWith("''"))
    ? text.slice(1)
    : text;
}

/** With an apostrophe before it, a spreadsheet shows it and computes nothing. */
function harmless(text: string): string {
  return isFormula(text) ||
    (isFormula(text.slice(1)) && text.startsWith("'")) ||
    text.startsWith("''")
    ? `'${text}`
    : text;
}

/** Lines end as RFC 4180 has it; no text in it is a formula. */
export function writeDelimited({ rows }: Pick<Grid, 'rows'>, delimiter: Delimiter): string {
  const lines = rows.map((row) =>
    row.map((text) => cellText(harmless(text), delimiter)).join(delimiter),
  );
  return lines.map((line) => `${line}\r\n`).join('');
}

function cellText(text: string, delimiter: Delimiter): string {
  const isPlain = !needsQuotes(text) && !text.includes(delimiter);
  return isPlain ? text : `"${text.replaceAll('"', '""')}"`;
}
