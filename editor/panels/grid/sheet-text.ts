/** Cells as spreadsheets put them on the clipboard: tabs between cells, lines between rows, quotes. */

/** What was copied from a spreadsheet, row by row. */
export function readSheet(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  const normal = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').replace(/\n$/, '');
  for (;;) {
    const { cell, end } = cellAt(normal, at);
    row.push(cell);
    if (normal[end] !== '\t') {
      rows.push(row);
      row = [];
    }
    if (end >= normal.length) return rows;
    at = end + 1;
  }
}

/** A cell that holds a tab, a line or a quote stands in quotes, as spreadsheets write it. */
export function writeSheet(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(quoted).join('\t')).join('\n');
}

function quoted(cell: string): string {
  return /[\t\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** A quote opens a cell only where one closes it before the cell ends. */
function cellAt(text: string, at: number): { cell: string; end: number } {
  if (text[at] === '"') {
    const closed = /^"((?:[^"]|"")*)"(?=[\t\n]|$)/.exec(text.slice(at));
    if (closed !== null) {
      return { cell: (closed[1] ?? '').replaceAll('""', '"'), end: at + closed[0].length };
    }
  }
  const end = text.slice(at).search(/[\t\n]/);
  const stop = end < 0 ? text.length : at + end;
  return { cell: text.slice(at, stop), end: stop };
}
