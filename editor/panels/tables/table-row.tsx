/** A row of the grid. */
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableRow } from '@flowmeter/engine/definition/table.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';
import { BasisLabel } from '../../display/basis.tsx';
import { useSay } from '../../words/say.ts';
import { ProblemCount } from '../problem-count.tsx';
import type { GridColumn } from './desk.ts';
import { type Area, isInside } from './selection.ts';
import { any, wordsIn } from './use-layout.ts';
import { ROW } from './use-window.ts';

interface TableRowProps {
  /** Of the grid. */
  id: string;
  index: number;
  /** From the top of the grid, px. */
  top: number;
  row: TableRow;
  columns: readonly GridColumn[];
  area: Area;
  /** The column that has the keyboard, where it is in this row. */
  active: number | undefined;
  isLit: boolean;
  problems: readonly Problem[] | undefined;
  /** Instead of the active cell, while it is being edited. */
  input: ReactNode;
}

export const TableRowView = memo(function TableRowView(props: TableRowProps) {
  const { index, top, row, columns, area, active, isLit, problems = [], input } = props;
  const { t } = useTranslation('rules');
  const say = useSay();
  const inputs = columns.filter(({ isInput }) => isInput).length;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={isLit ? 'grid-row is-lit' : 'grid-row'}
      style={{ transform: `translateY(${top}px)`, height: ROW }}
    >
      <div role="rowheader" aria-colindex={1} className="grid-number">
        <span className="figures">{index + 1}</span>
        {isLit && <span className="unseen">{t('grid.lit')}</span>}
        <ProblemCount problems={problems} />
      </div>
      {columns.map((column, place) => (
        <GridCell
          key={column.id}
          id={`${props.id}-${index}-${place}`}
          row={index}
          place={place}
          words={say(wordsIn(row, column, place, inputs))}
          isOutput={!column.isInput}
          isSelected={isInside(area, { row: index, column: place })}
          isActive={active === place}
          input={active === place ? input : undefined}
        />
      ))}
      <div role="gridcell" aria-colindex={columns.length + 2} className="grid-cell grid-note">
        <span className="grid-words">
          {[say(row.note), validity(row, t('grid.onwards'))].filter(Boolean).join(' · ')}
        </span>
        {row.basis && <BasisLabel kind={row.basis.kind} source={row.basis.source} />}
      </div>
    </div>
  );
});

/** `2026-01-01 – 2026-12-31`; nothing where the row always counts. */
function validity({ valid_from, valid_to }: TableRow, onwards: string): string {
  if (valid_from === undefined && valid_to === undefined) return '';
  return `${valid_from ?? '…'} – ${valid_to ?? onwards}`;
}

interface CellProps {
  id: string;
  row: number;
  place: number;
  words: string;
  isOutput: boolean;
  isSelected: boolean;
  isActive: boolean;
  input: ReactNode;
}

const GridCell = memo(function GridCell(props: CellProps) {
  const { id, row, place, words, isOutput, isSelected, isActive, input } = props;
  const classes = ['grid-cell'];
  if (isOutput) classes.push('grid-output');
  if (isSelected) classes.push('is-selected');
  if (isActive) classes.push('is-active');
  if (words === any.zh) classes.push('is-any');
  return (
    <div
      id={id}
      role="gridcell"
      aria-colindex={place + 2}
      aria-selected={isSelected}
      data-row={row}
      data-column={place}
      className={classes.join(' ')}
      title={words}
    >
      {input ?? <span className="grid-words">{words}</span>}
    </div>
  );
});
