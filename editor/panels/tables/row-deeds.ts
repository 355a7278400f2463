/** What is done to whole rows and columns, by keys, by buttons and by dragging; the selection goes along. */
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import { isInput, widthOf } from '../../document/tables/document.ts';
import type { TablePort } from './desk.ts';
import { areaOf, rowsThere, type Selection } from './selection.ts';

interface Around {
  table: TableDefinition;
  port: TablePort | undefined;
  selection: Selection;
  onSelect: (selection: Selection) => void;
}

export function useRowDeeds({ table, port, selection, onSelect }: Around) {
  const area = areaOf(selection);
  const rows = rowsThere(area, table.rows.length);
  const shift = (down: number, across: number) => {
    const moved = ({ row, column }: Selection['at']) => ({
      row: row + down,
      column: column + across,
    });
    onSelect({ at: moved(selection.at), anchor: moved(selection.anchor) });
  };
  const moveRows = (by: number) => {
    const { from, count } = rows;
    const way = Math.max(-from, Math.min(table.rows.length - from - count, by));
    if (count === 0 || way === 0) return;
    port?.perform({ do: 'moveRows', args: { from, count, by: way } });
    shift(way, 0);
  };
  const moveColumn = (column: number, to: number) => {
    const isThere = to >= 0 && to < widthOf(table) && isInput(table, to) === isInput(table, column);
    if (!isThere || to === column) return;
    port?.perform({ do: 'moveColumn', args: { column, to } });
    const at = { row: selection.at.row, column: to };
    onSelect({ at, anchor: at });
  };
  const insert = (at: number, count: number) => {
    port?.perform({ do: 'insertRow', args: { at, count } });
    const { column } = selection.at;
    onSelect({ at: { row: at, column }, anchor: { row: at + count - 1, column } });
  };
  return {
    moveRows,
    moveColumn,
    insertRows: () => insert(Math.min(area.top, table.rows.length), Math.max(1, rows.count)),
    insertBelow: () => insert(Math.min(area.top + area.rows, table.rows.length), 1),
    removeRows: () => {
      const done = port?.perform({ do: 'removeRows', args: rows });
      if (done === undefined || rows.count === 0) return;
      const last = table.rows.length - rows.count - 1;
      const at = { row: Math.max(0, Math.min(area.top, last)), column: area.left };
      onSelect({ at, anchor: at });
    },
    rowsUp: () => moveRows(-1),
    rowsDown: () => moveRows(1),
    columnLeft: () => moveColumn(selection.at.column, selection.at.column - 1),
    columnRight: () => moveColumn(selection.at.column, selection.at.column + 1),
  };
}
