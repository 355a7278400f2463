/** What becomes of what was drawn across the grid: one edit, undone at once. */
import { useLanguage } from '../../words/say.ts';
import { type Drag, wayTo } from './drag.ts';
import { filledTo } from './filling.ts';
import { useRowDeeds } from './row-deeds.ts';
import { wholeRows } from './selection.ts';
import type { GridProps } from './grid.tsx';

export function useDrop(props: GridProps): (drag: Drag) => void {
  const { sheet, onSelect, onFilled } = props;
  const language = useLanguage();
  const { moveColumn } = useRowDeeds(props);
  const size = { rows: sheet.rows.length, columns: sheet.columns.length, page: 1 };
  return (drag) => {
    if (drag.kind === 'fill') {
      const { top, left } = drag.to;
      const { cells, refused } = filledTo(sheet, drag.from, drag.to, language);
      if (cells.length > 0) sheet.edits?.setCells(cells);
      if (refused.length > 0) onFilled({ refused });
      const end = { row: top + drag.to.rows - 1, column: left + drag.to.columns - 1 };
      onSelect({ at: { row: top, column: left }, anchor: end });
    } else if (drag.kind === 'moveRows') {
      const by = wayTo(drag);
      const { from, count } = drag;
      if (by !== 0) sheet.edits?.moveRows(from, count, by);
      onSelect(wholeRows(from + by, from + by + count - 1, size));
    } else if (drag.kind === 'moveColumn') {
      const { column, gap } = drag;
      moveColumn(column, gap > column ? gap - 1 : gap);
    }
  };
}
