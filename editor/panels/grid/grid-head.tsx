/** The head of the grid: what each column is. */
import { HolderOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSay } from '../../words/say.ts';
import type { GridColumn, Sheet } from './sheet.ts';

/** Its height, px. */
export const HEAD = 52;

interface HeadProps {
  sheet: Sheet;
  /** What stands above the numbers of rows. */
  corner: ReactNode;
  onColumn: ((column: number) => void) | undefined;
}

export function GridHead({ sheet: { columns, aside }, corner, onColumn }: HeadProps) {
  const { t } = useTranslation('rules');
  return (
    <div className="grid-row grid-head" role="row" aria-rowindex={1} style={{ height: HEAD }}>
      <div role="columnheader" aria-colindex={1} className="grid-number">
        {corner ?? <span className="unseen">{t('grid.row')}</span>}
      </div>
      {columns.map((column, index) => (
        <ColumnHead key={column.id} column={column} index={index} onColumn={onColumn} />
      ))}
      <div role="columnheader" aria-colindex={columns.length + 2} className="grid-title">
        <span className="grid-name">{aside.title}</span>
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
  const { name, kind, isOutput } = column;
  const { t } = useTranslation('grid');
  const say = useSay();
  return (
    <div
      role="columnheader"
      aria-colindex={index + 2}
      className={isOutput === true ? 'grid-title grid-output' : 'grid-title'}
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
      <span className="grid-kind">{say(kind)}</span>
      {onColumn !== undefined && (
        <span
          className="grid-grip"
          data-part="moveColumn"
          data-column={index}
          title={t('moveColumn')}
        >
          <HolderOutlined aria-hidden />
        </span>
      )}
    </div>
  );
}
