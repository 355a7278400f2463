/** A cell of the grid. */
import { CaretDownFilled } from '@ant-design/icons';
import { memo, type ReactNode } from 'react';
import { useIsReadOnly } from '../panel.ts';
import type { GridColumn } from './sheet.ts';
import { any } from './use-layout.ts';

interface CellProps {
  id: string;
  row: number;
  place: number;
  words: string;
  column: GridColumn;
  isSelected: boolean;
  isDrawn: boolean;
  isTroubled: boolean;
  hasHandle: boolean;
  isActive: boolean;
  input: ReactNode;
}

export const GridCell = memo(function GridCell(props: CellProps) {
  const { id, row, place, words, column, isSelected, isActive, isTroubled, input } = props;
  const isReadOnly = useIsReadOnly();
  const isPicked = column.type === 'boolean' || column.type === 'date' || hasOptions(column);
  return (
    <div
      id={id}
      role="gridcell"
      aria-colindex={place + 2}
      aria-selected={isSelected}
      {...(isTroubled ? { 'aria-invalid': true } : {})}
      data-part="cell"
      data-row={row}
      data-column={place}
      className={classesOf(props)}
      title={words}
    >
      {input ?? <span className="grid-words">{words}</span>}
      {isActive && isPicked && !isReadOnly && input === undefined && (
        <CaretDownFilled className="grid-caret" aria-hidden />
      )}
      {props.hasHandle && !isReadOnly && input === undefined && (
        <span className="grid-handle" data-part="fill" />
      )}
    </div>
  );
});

function hasOptions({ options = [] }: GridColumn): boolean {
  return options.length > 0;
}

function classesOf(props: CellProps): string {
  const { words, column, isSelected, isDrawn, isTroubled, isActive } = props;
  const classes = ['grid-cell'];
  if (column.isOutput === true) classes.push('grid-output');
  if (isSelected) classes.push('is-selected');
  if (isDrawn) classes.push('is-drawn');
  if (isTroubled) classes.push('is-troubled');
  if (isActive) classes.push('is-active');
  if (words === any.zh) classes.push('is-any');
  return classes.join(' ');
}
