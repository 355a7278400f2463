/** The head of the grid: what each column is. */
import { useTranslation } from 'react-i18next';
import { unitName } from '@flowmeter/engine/rules/words.ts';
import { useSay } from '../../words/say.ts';
import type { GridColumn } from './desk.ts';

/** Its height, px. */
export const HEAD = 52;

interface HeadProps {
  columns: readonly GridColumn[];
  onColumn: ((column: number) => void) | undefined;
}

export function GridHead({ columns, onColumn }: HeadProps) {
  const { t } = useTranslation('rules');
  const say = useSay();
  return (
    <div className="grid-row grid-head" role="row" aria-rowindex={1} style={{ height: HEAD }}>
      <div role="columnheader" aria-colindex={1} className="grid-number">
        {t('grid.row')}
      </div>
      {columns.map(({ id, name, unit, isInput }, index) => (
        <div
          key={id}
          role="columnheader"
          aria-colindex={index + 2}
          className={isInput ? 'grid-title' : 'grid-title grid-output'}
        >
          {onColumn === undefined ? (
            <span className="grid-name">{say(name)}</span>
          ) : (
            <button
              type="button"
              tabIndex={-1}
              className="grid-name"
              onMouseDown={(event) => event.stopPropagation()}
              onClick={() => onColumn(index)}
            >
              {say(name)}
            </button>
          )}
          <span className="grid-kind">
            {t(isInput ? 'grid.input' : 'grid.output')}
            {unit !== undefined && ` · ${say(unitName(unit))}`}
          </span>
        </div>
      ))}
      <div role="columnheader" aria-colindex={columns.length + 2} className="grid-title">
        <span className="grid-name">{t('grid.note')}</span>
      </div>
    </div>
  );
}
