/** Below a cell that is being edited: what is wrong with it, what it may be, what may be picked. */
import { CheckOutlined } from '@ant-design/icons';
import { type RefObject, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSay } from '../../words/say.ts';
import { type Choice, signed, signs, withDay } from './cell-choices.ts';
import type { GridColumn } from './sheet.ts';
import { Month } from './month.tsx';

interface CellPopupProps {
  /** Of the field; the list of choices and the help are named after it. */
  id: string;
  column: GridColumn;
  text: string;
  refusal: string | undefined;
  choices: readonly Choice[];
  picked: number | undefined;
  onChoice: (choice: Choice) => void;
  onText: (text: string) => void;
}

export function CellPopup(props: CellPopupProps) {
  const { id, column, text, refusal, choices, onText } = props;
  const { t } = useTranslation(['rules', 'grid']);
  const frame = useRef<HTMLDivElement>(null);
  useBelowCell(frame);
  const isDay = column.type === 'date';
  const isOrdered = isDay || column.type === 'number' || column.type === 'integer';
  const say = useSay();
  const usual = column.isInput ? t('grid.helpInput') : t('grid.helpOutput');
  const help = column.help === undefined ? usual : say(column.help);
  return (
    // The field keeps the keyboard while something is picked.
    <div
      ref={frame}
      popover="manual"
      className="cell-popup"
      onMouseDown={(event) => event.preventDefault()}
      onPointerDown={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      {choices.length > 0 && <Choices {...props} />}
      {column.isInput && isOrdered && (
        <div className="cell-signs" role="group" aria-label={t('grid:signs')}>
          {signs.map((sign) => (
            <button
              key={sign}
              type="button"
              tabIndex={-1}
              title={t(`grid:sign.${sign === '[..)' ? 'between' : sign}`)}
              onClick={() => onText(signed(text, sign))}
            >
              {sign === '[..)' ? '[ , )' : sign}
            </button>
          ))}
        </div>
      )}
      {isDay && <Month text={text} onDay={(day) => onText(withDay(text, day))} />}
      <p
        id={`${id}-help`}
        className={refusal === undefined ? 'cell-help' : 'cell-help is-wrong'}
        role={refusal === undefined ? undefined : 'alert'}
      >
        {refusal ?? help}
      </p>
    </div>
  );
}

function Choices({ id, choices, picked, column, onChoice }: CellPopupProps) {
  const { t } = useTranslation('grid');
  return (
    <ul
      id={`${id}-choices`}
      className="cell-choices"
      role="listbox"
      aria-label={t('choices')}
      aria-multiselectable={column.isInput}
    >
      {choices.map((choice, index) => (
        <li
          key={choice.text}
          id={`${id}-choices-${index}`}
          role="option"
          aria-selected={choice.isOn}
          data-picked={index === picked}
          onClick={() => onChoice(choice)}
        >
          <span className="cell-choice-mark">{choice.isOn && <CheckOutlined aria-hidden />}</span>
          {choice.isWhole ? t(column.isInput ? 'anyValue' : 'noValue') : choice.text}
        </li>
      ))}
    </ul>
  );
}

/** Gap to the cell, px. */
const GAP = 2;

/** Over everything else, below the cell it belongs to, or above it where there is no room below. */
function useBelowCell(frame: RefObject<HTMLDivElement | null>): void {
  useLayoutEffect(() => {
    const popup = frame.current;
    const cell = popup?.closest('[role="gridcell"], [data-anchor]') ?? null;
    if (popup === null || cell === null) return undefined;
    popup.showPopover();
    const place = () => putBelow(popup, cell);
    const watcher = new ResizeObserver(place);
    watcher.observe(popup);
    watcher.observe(cell);
    addEventListener('scroll', place, { capture: true, passive: true });
    place();
    return () => {
      watcher.disconnect();
      removeEventListener('scroll', place, { capture: true });
    };
  }, [frame]);
}

function putBelow(popup: HTMLElement, cell: Element): void {
  const { left, top, bottom } = cell.getBoundingClientRect();
  const { width, height } = popup.getBoundingClientRect();
  const isBelow = bottom + GAP + height <= innerHeight || top < height;
  popup.style.left = `${Math.max(GAP, Math.min(left, innerWidth - width - GAP))}px`;
  popup.style.top = `${isBelow ? bottom + GAP : top - GAP - height}px`;
}
