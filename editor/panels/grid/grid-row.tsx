/** A row of the grid. */
import { HolderOutlined, PlusOutlined } from '@ant-design/icons';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Localized, Problem } from '@flowmeter/engine/problem.ts';
import { useSay } from '../../words/say.ts';
import { ProblemCount } from '../problem-count.tsx';
import { GridCell } from './grid-cell.tsx';
import type { GridColumn } from './sheet.ts';
import { ROW } from './use-window.ts';

interface GridRowProps {
  /** Of the grid. */
  id: string;
  index: number;
  /** From the top of the grid, px. */
  top: number;
  row: unknown;
  /** The place for a row that there is not yet. */
  isNext: boolean;
  isEdited: boolean;
  columns: readonly GridColumn[];
  wordsOf: (row: unknown, column: number) => Localized;
  columnsOf: (problem: Problem) => readonly number[];
  sayAside: (row: unknown) => ReactNode;
  /** First and last column of it that are selected; none: -1. */
  from: number;
  to: number;
  /** The same of what the handle is drawn over. */
  drawnFrom: number;
  drawnTo: number;
  /** The column whose cell has the handle, in the last row that is selected. */
  handle: number;
  /** The column that has the keyboard, where it is in this row. */
  active: number | undefined;
  isLit: boolean;
  problems: readonly Problem[] | undefined;
  /** Instead of the active cell, while it is being edited. */
  input: ReactNode;
}

export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { index, top, row, columns, active, isLit, isNext, problems = none, input } = props;
  const say = useSay();
  const troubled = new Set(problems.flatMap(props.columnsOf));
  const classes = ['grid-row'];
  if (isLit) classes.push('is-lit');
  if (isNext) classes.push('is-next');
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={classes.join(' ')}
      style={{ transform: `translateY(${top}px)`, height: ROW }}
    >
      <RowNumber {...props} />
      {columns.map((column, place) => (
        <GridCell
          key={column.id}
          id={`${props.id}-${index}-${place}`}
          row={index}
          place={place}
          words={isNext ? '' : say(props.wordsOf(row, place))}
          column={column}
          isSelected={place >= props.from && place <= props.to}
          isDrawn={place >= props.drawnFrom && place <= props.drawnTo}
          isTroubled={troubled.has(place)}
          hasHandle={place === props.handle}
          isActive={active === place}
          input={active === place ? input : undefined}
        />
      ))}
      <div role="gridcell" aria-colindex={columns.length + 2} className="grid-cell grid-note">
        {!isNext && props.sayAside(row)}
      </div>
    </div>
  );
});

const none: readonly Problem[] = [];

/** Its number, by which the whole row is selected and moved. */
function RowNumber({ index, isNext, isEdited, isLit, problems = none }: GridRowProps) {
  const { t } = useTranslation(['rules', 'grid']);
  if (isNext) {
    return (
      <div role="rowheader" aria-colindex={1} className="grid-number">
        <PlusOutlined aria-hidden />
        <span className="unseen">{t('grid:nextRow')}</span>
      </div>
    );
  }
  return (
    <div
      role="rowheader"
      aria-colindex={1}
      className="grid-number"
      data-part="row"
      data-row={index}
    >
      {isEdited && (
        <span className="grid-grip" data-part="moveRow" data-row={index} title={t('grid:moveRow')}>
          <HolderOutlined aria-hidden />
        </span>
      )}
      <span className="figures">{index + 1}</span>
      {isLit && <span className="unseen">{t('grid.lit')}</span>}
      <ProblemCount problems={problems} />
    </div>
  );
}
