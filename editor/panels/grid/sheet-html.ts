/**
 * Cells as spreadsheets put them on the clipboard as HTML: what a figure is behind how it is shown, lines
 * within a cell, merged cells. Read by hand: markup of others is never given to the browser to parse.
 */

/** The first table in it, row by row; undefined where there is none. A merged cell is said in every place. */
export function readSheetHtml(html: string): string[][] | undefined {
  const reading: Reading = { rows: [], spans: new Map(), cell: undefined, depth: 0, column: 0 };
  let isSkipped = false;
  for (const [, close, name, about = '', text] of html.matchAll(TOKEN)) {
    const tag = name?.toLowerCase();
    if (tag === 'style' || tag === 'script') isSkipped = close === '';
    else if (isSkipped) continue;
    else if (tag !== undefined) tagAt(reading, tag, close === '/', about);
    else if (reading.cell !== undefined) reading.cell.text += textOf(text ?? '');
    if (tag === 'table' && close === '/' && reading.depth === 0) break;
  }
  endCell(reading);
  const rows = reading.rows.filter(({ isHidden }) => !isHidden);
  if (rows.length === 0) return undefined;
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  return rows.map(({ cells }) => Array.from({ length: width }, (_, place) => cells[place] ?? ''));
}

/** As spreadsheets read it; what is no figure stays text there, so that `1-2` becomes no date. */
export function writeSheetHtml(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => `<tr>${row.map(written).join('')}</tr>`);
  return `<meta charset="utf-8"><table>${lines.join('')}</table>`;
}

function written(text: string): string {
  if (/^-?\d+(\.\d+)?$/.test(text)) return `<td>${text}</td>`;
  return `<td style="mso-number-format:'\\@'">${escaped(text)}</td>`;
}

/** A comment, a tag with its attributes, or text. */
const TOKEN = /<!--[\s\S]*?-->|<(\/?)([a-z][\w:-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>|([^<]+|<)/gi;

interface Reading {
  rows: { cells: string[]; isHidden: boolean }[];
  /** Column -> what reaches down into it from above, and for how many rows yet. */
  spans: Map<number, { text: string; rows: number }>;
  cell: { text: string; about: string } | undefined;
  /** Of tables within one another. */
  depth: number;
  column: number;
}

function tagAt(reading: Reading, tag: string, isEnd: boolean, about: string): void {
  if (tag === 'table') reading.depth += isEnd ? -1 : 1;
  if (reading.depth > 1) return;
  if (tag === 'tr') {
    endCell(reading);
    if (isEnd) return;
    reading.column = 0;
    reading.rows.push({ cells: [], isHidden: /display\s*:\s*none/i.test(about) });
  } else if (tag === 'td' || tag === 'th') {
    endCell(reading);
    if (!isEnd && reading.depth === 1) reading.cell = { text: '', about };
  } else if (reading.cell !== undefined && (tag === 'br' || (isEnd && /^(p|div|li)$/.test(tag)))) {
    reading.cell.text += '\n';
  }
}

/** The cell takes its place, and those that it is merged with. */
function endCell(reading: Reading): void {
  const { rows, spans, cell } = reading;
  reading.cell = undefined;
  if (rows.length === 0 && cell !== undefined) rows.push({ cells: [], isHidden: false });
  const row = rows.at(-1);
  if (row === undefined) return;
  carryDown(reading, row.cells);
  if (cell === undefined) return;
  const text = shownOrMeant(tidied(cell.text), cell.about);
  const [across, down] = [spanIn(cell.about, 'colspan'), spanIn(cell.about, 'rowspan')];
  for (let place = 0; place < across; place += 1) {
    if (down > 1) spans.set(reading.column, { text, rows: down - 1 });
    row.cells[reading.column] = text;
    reading.column += 1;
  }
}

/** What was merged from above stands before the next cell. */
function carryDown(reading: Reading, cells: string[]): void {
  const { spans } = reading;
  for (;;) {
    const span = cells.length === reading.column ? spans.get(reading.column) : undefined;
    if (span === undefined) return;
    cells[reading.column] = span.text;
    if (span.rows > 1) spans.set(reading.column, { text: span.text, rows: span.rows - 1 });
    else spans.delete(reading.column);
    reading.column += 1;
  }
}

const MOST_SPANNED = 1000;

function spanIn(about: string, which: 'colspan' | 'rowspan'): number {
  const said = Number(attribute(about, which) ?? 1);
  return Number.isInteger(said) && said > 0 ? Math.min(said, MOST_SPANNED) : 1;
}

/** `1,234.50` and `¥1,234.50` are figures; `10%` and `2026-02-12` are as they are shown. */
const SHOWN_FIGURE = /^[-(]?\s*[¥￥$€£]?\s*-?\d[\d.,\s]*(e[+-]?\d+)?\)?$/i;

/** The figure behind what is shown, where the spreadsheet says it (each has a way of its own). */
function shownOrMeant(shown: string, about: string): string {
  if (!SHOWN_FIGURE.test(shown)) return shown;
  const google = /"3"\s*:\s*(-?[\d.eE+-]+)/.exec(attribute(about, 'data-sheets-value') ?? '');
  const meant = attribute(about, 'sdval') ?? attribute(about, 'x:num') ?? google?.[1];
  const isFigure = meant !== undefined && meant !== '' && Number.isFinite(Number(meant));
  return isFigure ? String(Number(meant)) : shown;
}

function attribute(about: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*("[^"]*"|'[^']*'|[^\\s"'>]+)`, 'i').exec(
    about,
  );
  const said = found?.[1];
  return said === undefined ? undefined : entitiesIn(said.replace(/^["']|["']$/g, ''));
}

/** Space of the markup is one space; what was put there as `&nbsp;` stays. */
function textOf(text: string): string {
  return entitiesIn(text.replace(/[ \t\r\n]+/g, ' '));
}

function tidied(text: string): string {
  const lines = text.split('\n').map((line) => line.replace(/^ +| +$/g, ''));
  return lines.join('\n').replace(/\n+$/, '').replaceAll('\u00a0', ' ');
}

const named: Partial<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  le: '≤',
  ge: '≥',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  middot: '·',
  times: '×',
  yen: '¥',
};

function entitiesIn(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (whole, ten, hex, name) => {
    if (typeof name === 'string') return named[name.toLowerCase()] ?? whole;
    const code = ten === undefined ? Number.parseInt(String(hex), 16) : Number(ten);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/^ | $| (?= )/gm, '&nbsp;')
    .replaceAll('\n', '<br style="mso-data-placement:same-cell">');
}
