/** The head of the grid: what each column is. */
import { HolderOutlined } from '@ant-design/icons';
import { type PointerEvent, type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSay } from '../../words/say.ts';
import type { GridColumn, Sheet } from './sheet.ts';
import type { Layout } from './use-layout.ts';

/** Its height, px. */
export const HEAD = 52;

interface HeadProps {
  sheet: Sheet;
  /** What stands above the numbers of rows. */
  corner: ReactNode;
  layout: Layout;
  onColumn: ((column: number) => void) | undefined;
}

export function GridHead({ sheet: { columns, aside }, corner, layout, onColumn }: HeadProps) {
  const { t } = useTranslation('rules');
  return (
    <div className="grid-row grid-head" role="row" aria-rowindex={1} style={{ height: HEAD }}>
      <div role="columnheader" aria-colindex={1} className="grid-number">
        {corner ?? <span className="unseen">{t('grid.row')}</span>}
      </div>
      {columns.map((column, index) => (
        <ColumnHead
          key={column.id}
          column={column}
          index={index}
          layout={layout}
          onColumn={onColumn}
        />
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
  layout: Layout;
  onColumn: ((column: number) => void) | undefined;
}

/** By which the column is selected, moved and opened. */
function ColumnHead({ column, index, layout, onColumn }: ColumnHeadProps) {
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
      <Edge index={index} layout={layout} />
    </div>
  );
}

/** Drawn to make the column wider or narrower; a double click makes it fit. */
function Edge({ index, layout }: Pick<ColumnHeadProps, 'index' | 'layout'>) {
  const { t } = useTranslation('grid');
  const from = useRef<{ x: number; width: number }>(undefined);
  const begin = (event: PointerEvent<HTMLElement>) => {
    event.stopPropagation();
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const width = event.currentTarget.parentElement?.offsetWidth ?? layout.widthAt(index);
    from.current = { x: event.clientX, width };
  };
  const end = () => {
    from.current = undefined;
    layout.keep();
  };
  return (
    <span
      className="grid-edge"
      title={t('edge')}
      onPointerDown={begin}
      onPointerMove={({ clientX }) => {
        const { current: begun } = from;
        if (begun !== undefined) layout.draw(index, begun.width + clientX - begun.x);
      }}
      onPointerUp={end}
      onPointerCancel={end}
      onDoubleClick={(event) => {
        event.stopPropagation();
        layout.fit(index);
      }}
    />
  );
}
