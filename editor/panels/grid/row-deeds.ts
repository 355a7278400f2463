/** What is done to whole rows and columns, by keys, by buttons and by dragging; the selection goes along. */
import { areaOf, rowsThere, type Selection } from './selection.ts';
import type { Sheet } from './sheet.ts';

interface Around {
  sheet: Sheet;
  selection: Selection;
  onSelect: (selection: Selection) => void;
}

export function useRowDeeds({ sheet, selection, onSelect }: Around) {
  const area = areaOf(selection);
  const rows = rowsThere(area, sheet.rows.length);
  const shift = (down: number, across: number) => {
    const moved = ({ row, column }: Selection['at']) => ({
      row: row + down,
      column: column + across,
    });
    onSelect({ at: moved(selection.at), anchor: moved(selection.anchor) });
  };
  const moveRows = (by: number) => {
    const { from, count } = rows;
    const way = Math.max(-from, Math.min(sheet.rows.length - from - count, by));
    if (count === 0 || way === 0) return;
    sheet.edits?.moveRows(from, count, way);
    shift(way, 0);
  };
  const moveColumn = (column: number, to: number) => {
    const [low, high] = sheet.sideOf(column);
    if (sheet.edits?.moveColumn === undefined || to < low || to >= high || to === column) return;
    sheet.edits.moveColumn(column, to);
    const at = { row: selection.at.row, column: to };
    onSelect({ at, anchor: at });
  };
  const insert = (at: number, count: number) => {
    sheet.edits?.insertRows(at, count);
    const { column } = selection.at;
    onSelect({ at: { row: at, column }, anchor: { row: at + count - 1, column } });
  };
  return {
    moveRows,
    moveColumn,
    insertRows: () => insert(Math.min(area.top, sheet.rows.length), Math.max(1, rows.count)),
    insertBelow: () => insert(Math.min(area.top + area.rows, sheet.rows.length), 1),
    removeRows: () => {
      if (rows.count === 0 || sheet.edits?.removeRows(rows.from, rows.count) !== true) return;
      const last = sheet.rows.length - rows.count - 1;
      const at = { row: Math.max(0, Math.min(area.top, last)), column: area.left };
      onSelect({ at, anchor: at });
    },
    rowsUp: () => moveRows(-1),
    rowsDown: () => moveRows(1),
    columnLeft: () => moveColumn(selection.at.column, selection.at.column - 1),
    columnRight: () => moveColumn(selection.at.column, selection.at.column + 1),
  };
}
