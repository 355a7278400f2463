/** The head of the grid: the hit policy in its corner, and what each column is. */
import { HolderOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { unitName } from '@flowmeter/engine/rules/words.ts';
import { useSay } from '../../words/say.ts';
import type { GridColumn } from './desk.ts';

/** Its height, px. */
export const HEAD = 52;

interface HeadProps {
  columns: readonly GridColumn[];
  /** What stands above the numbers of rows. */
  corner: ReactNode;
  onColumn: ((column: number) => void) | undefined;
}

export function GridHead({ columns, corner, onColumn }: HeadProps) {
  const { t } = useTranslation('rules');
  return (
    <div className="grid-row grid-head" role="row" aria-rowindex={1} style={{ height: HEAD }}>
      <div role="columnheader" aria-colindex={1} className="grid-number">
        {corner}
      </div>
      {columns.map((column, index) => (
        <ColumnHead key={column.id} column={column} index={index} onColumn={onColumn} />
      ))}
      <div role="columnheader" aria-colindex={columns.length + 2} className="grid-title">
        <span className="grid-name">{t('grid.note')}</span>
      </div>
    </div>
  );
}

interface ColumnHeadProps {
  column: GridColumn;
  index: number;
  onColumn: ((column: number) => void) | undefined;
}

/** By which the column is selected, moved and opened. */
function ColumnHead({ column, index, onColumn }: ColumnHeadProps) {
  const { name, unit, isInput } = column;
  const { t } = useTranslation(['rules', 'grid']);
  const say = useSay();
  return (
    <div
      role="columnheader"
      aria-colindex={index + 2}
      className={isInput ? 'grid-title' : 'grid-title grid-output'}
      data-part="column"
      data-column={index}
    >
      {onColumn === undefined ? (
        <span className="grid-name">{say(name)}</span>
      ) : (
        <button
          type="button"
          tabIndex={-1}
          className="grid-name"
          onPointerDown={(event) => event.stopPropagation()}
          onClick={() => onColumn(index)}
        >
          {say(name)}
        </button>
      )}
      <span className="grid-kind">
        {t(isInput ? 'grid.input' : 'grid.output')}
        {unit !== undefined && ` · ${say(unitName(unit))}`}
      </span>
      {onColumn !== undefined && (
        <span
          className="grid-grip"
          data-part="moveColumn"
          data-column={index}
          title={t('grid:moveColumn')}
        >
          <HolderOutlined aria-hidden />
        </span>
      )}
    </div>
  );
}
