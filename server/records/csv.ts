/**
 * Comma-separated text by RFC 4180, row by row. A row that breaks the rules (a quotation mark in the
 * middle of a cell, far too long) is given with what is wrong, and reading goes on with the next line.
 * Written here because the known libraries are slow or lose the place: decision 0022.
 */
import { RecordFileError, type RowFault } from './faults.ts';

/** A row as it stands in the file. */
export interface CsvRow {
  /** Line on which it begins; the first is 1. */
  line: number;
  /** How many lines it takes: quoted cells may hold line breaks. */
  lines: number;
  cells: string[];
  fault?: RowFault;
}

export interface CsvReader {
  /**
   * The rows that end in this piece of text.
   * @throws {RecordFileError} row_endless
   */
  write(text: string): CsvRow[];
  /**
   * The row that ends with the file, where it ends without a line break.
   * @throws {RecordFileError} quote_open
   */
  close(): CsvRow[];
}

/** Characters of a row that is taken, quoted line breaks included. */
export const LONGEST_ROW = 1_048_576;
/** Characters of a row that is waited for, to be set apart. */
const LONGEST_WAIT = 8 * LONGEST_ROW;

const QUOTE = 0x22;
const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** How text is cut: where cells end, and whether more may come. */
interface Cut {
  comma: number;
  isLast: boolean;
}

interface Cell {
  text: string;
  /** Where the delimiter, the line break or the end of the text stands. */
  end: number;
  isStray: boolean;
}

export function createCsvReader(delimiter = ','): CsvReader {
  const comma = delimiter.charCodeAt(0);
  let rest = '';
  let line = 1;

  function take(text: string, isLast: boolean): CsvRow[] {
    const cut = { comma, isLast };
    const rows: CsvRow[] = [];
    let at = 0;
    while (at < text.length) {
      const found = rowAt(text, at, line, cut);
      if (found === undefined) break;
      const { row, next } = found;
      // An empty line is no row.
      if (row.cells.length > 1 || row.cells[0] !== '') rows.push(limited(row, next - at));
      line += row.lines;
      at = next;
    }
    rest = text.slice(at);
    return rows;
  }

  return {
    write(text) {
      const rows = take(rest + text, false);
      if (rest.length <= LONGEST_WAIT) return rows;
      throw new RecordFileError('row_endless', { line, limit: LONGEST_WAIT });
    },
    close() {
      const rows = take(rest, true);
      if (rest !== '') throw new RecordFileError('quote_open', { line });
      return rows;
    },
  };
}

interface FoundRow {
  row: CsvRow;
  /** Where the next row begins. */
  next: number;
}

/** Undefined when the text ends before the row surely does. */
function rowAt(text: string, start: number, line: number, cut: Cut): FoundRow | undefined {
  const cells: string[] = [];
  let at = start;
  let isOneLine = true;
  for (;;) {
    const isQuoted = text.charCodeAt(at) === QUOTE;
    const cell = isQuoted ? quotedCell(text, at, cut) : bareCell(text, at, cut);
    if (cell === undefined) return undefined;
    if (cell.isStray) return strayRow(text, start, { line, column: cells.length + 1 }, cut);
    cells.push(cell.text);
    if (isQuoted && isOneLine) isOneLine = !cell.text.includes('\n');
    at = cell.end;
    if (at >= text.length || text.charCodeAt(at) !== cut.comma) break;
    at++;
  }
  const lines = isOneLine ? 1 : linesOf(text.slice(start, at));
  return { row: { line, lines, cells }, next: at + (breakAt(text, at, cut) ?? 0) };
}

/** How many characters of a line break stand here; undefined when the text ends in the middle. */
function breakAt(text: string, at: number, { isLast }: Cut): number | undefined {
  const code = text.charCodeAt(at);
  if (code === NEWLINE) return 1;
  if (code !== RETURN) return 0;
  if (at + 1 < text.length) return text.charCodeAt(at + 1) === NEWLINE ? 2 : 0;
  return isLast ? 1 : undefined;
}

function bareCell(text: string, start: number, cut: Cut): Cell | undefined {
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === cut.comma || code === NEWLINE) break;
    if (code === QUOTE) return { text: '', end: at, isStray: true };
    if (code !== RETURN) continue;
    const ends = breakAt(text, at, cut);
    if (ends === undefined) return undefined;
    if (ends > 0) break;
  }
  if (at === text.length && !cut.isLast) return undefined;
  return { text: text.slice(start, at), end: at, isStray: false };
}

function quotedCell(text: string, start: number, cut: Cut): Cell | undefined {
  let value = '';
  let from = start + 1;
  for (;;) {
    const close = text.indexOf('"', from);
    if (close < 0) return undefined;
    value += text.slice(from, close);
    const end = close + 1;
    if (end === text.length && !cut.isLast) return undefined;
    if (text.charCodeAt(end) !== QUOTE) {
      const ends = breakAt(text, end, cut);
      if (ends === undefined) return undefined;
      const isStray = end < text.length && text.charCodeAt(end) !== cut.comma && ends === 0;
      return { text: value, end, isStray };
    }
    value += '"';
    from = end + 1;
  }
}

/** Nothing says where the cells of such a row begin: its line is set apart whole. */
function strayRow(
  text: string,
  start: number,
  { line, column }: { line: number; column: number },
  { isLast }: Cut,
): FoundRow | undefined {
  const end = text.indexOf('\n', start);
  if (end < 0 && !isLast) return undefined;
  const stop = end < 0 ? text.length : end;
  const fault: RowFault = { reason: 'stray_quote', details: { column } };
  const cells = [text.slice(start, stop).replace(/\r$/, '')];
  return { row: { line, lines: 1, cells, fault }, next: end < 0 ? stop : stop + 1 };
}

function linesOf(text: string): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

function limited(row: CsvRow, length: number): CsvRow {
  if (length <= LONGEST_ROW) return row;
  const fault: RowFault = { reason: 'row_too_long', details: { limit: LONGEST_ROW } };
  return { ...row, fault };
}
