/** A sheet as a grid: one stop of the Tab key, cells reached by arrows, edited in place. */
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useId,
  useRef,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '@flowmeter/engine/problem.ts';
import type { Place } from '../../document/tables/document.ts';
import { CellEditor } from './cell-editor.tsx';
import { DropLine } from './drop-line.tsx';
import type { Drag } from './drag.ts';
import type { Filled } from './filling.ts';
import { GridHead, HEAD } from './grid-head.tsx';
import { GridRow } from './grid-row.tsx';
import { type Area, areaOf, movedBy, type Selection } from './selection.ts';
import type { Sheet } from './sheet.ts';
import { useClipboard } from './use-clipboard.ts';
import { type Editing, useEditing } from './use-editing.ts';
import { type Layout, NUMBER, useLayout } from './use-layout.ts';
import { usePointer } from './use-pointer.ts';
import { ROW, useWindow } from './use-window.ts';

export interface GridProps {
  sheet: Sheet;
  /** Above the numbers of rows. */
  corner?: ReactNode;
  /** What is wrong with a row, by its place. */
  troubled: ReadonlyMap<number, readonly Problem[]>;
  /** Rows that a record on trial, or a problem, is about. */
  lit: ReadonlySet<number>;
  selection: Selection;
  onSelect: (selection: Selection) => void;
  /** What became of many cells: in words, and what could not be taken. */
  onFilled: (outcome: { said?: string; refused: Filled['refused'] }) => void;
  /** Opens what a column is. */
  onColumn: ((column: number) => void) | undefined;
}

export function Grid(props: GridProps) {
  const { sheet, corner, selection } = props;
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const places = sheet.rows.length + (sheet.edits === undefined ? 0 : 1);
  const seen = useWindow(frame, places, HEAD);
  const editing = useEditing(props, frame);
  const clipboard = useClipboard(props);
  const layout = useLayout(sheet);
  const pointer = usePointer(props, editing, frame);
  const onKeyDown = useKeys(props, { editing, pointer, layout, page: seen.page });
  const { at } = selection;
  useInSight(frame, `${id}-${at.row}-${at.column}`, at, seen.show);
  const isActiveSeen = at.row >= seen.first && at.row < seen.end;
  return (
    <div
      ref={frame}
      className="grid-frame"
      role="grid"
      tabIndex={0}
      aria-label={sheet.label}
      aria-rowcount={places + 1}
      aria-colcount={sheet.columns.length + 2}
      aria-readonly={sheet.edits === undefined}
      aria-multiselectable
      aria-activedescendant={isActiveSeen ? `${id}-${at.row}-${at.column}` : undefined}
      data-drag={pointer.drag?.kind}
      onKeyDown={onKeyDown}
      {...pointer.handlers}
      {...(editing.text === undefined
        ? { onCopy: clipboard.copy, onCut: clipboard.cut, onPaste: clipboard.paste }
        : {})}
    >
      <div
        className="grid-rows"
        role="presentation"
        style={{ ...layout.style, height: HEAD + places * ROW }}
      >
        <GridHead sheet={sheet} corner={corner} layout={layout} onColumn={props.onColumn} />
        <Rows {...props} id={id} seen={seen} editing={editing} drag={pointer.drag} />
        <DropLine drag={pointer.drag} frame={frame} />
      </div>
    </div>
  );
}

interface RowsProps extends GridProps {
  id: string;
  seen: { first: number; end: number };
  editing: Editing;
  drag: Drag | undefined;
}

/** Those in sight. */
function Rows({ id, sheet, lit, selection, troubled, seen, editing, drag }: RowsProps) {
  const { at } = selection;
  const area = areaOf(selection);
  const drawn = drag?.kind === 'fill' ? drag.to : undefined;
  const input = useInput(sheet, at, editing);
  return Array.from({ length: seen.end - seen.first }, (_, offset) => {
    const index = seen.first + offset;
    const [from, to] = spanIn(area, index);
    const [drawnFrom, drawnTo] = spanIn(drawn, index);
    return (
      <GridRow
        key={`row ${index}`}
        id={id}
        index={index}
        top={HEAD + index * ROW}
        row={sheet.rows[index] ?? sheet.next}
        isNext={index >= sheet.rows.length}
        isEdited={sheet.edits !== undefined}
        columns={sheet.columns}
        wordsOf={sheet.wordsOf}
        columnsOf={sheet.columnsOf}
        sayAside={sheet.aside.say}
        from={from}
        to={to}
        drawnFrom={drawnFrom}
        drawnTo={drawnTo}
        handle={index === area.top + area.rows - 1 ? to : -1}
        active={at.row === index ? at.column : undefined}
        isLit={lit.has(index)}
        problems={troubled.get(index)}
        input={at.row === index ? input : undefined}
      />
    );
  });
}

/** The first and the last column of an area in a row. */
function spanIn(area: Area | undefined, row: number): [number, number] {
  const isIn = area !== undefined && row >= area.top && row < area.top + area.rows;
  return isIn ? [area.left, area.left + area.columns - 1] : [-1, -1];
}

function useInput({ columns }: Sheet, at: Place, editing: Editing) {
  const { t } = useTranslation('rules');
  const column = columns[at.column];
  if (editing.text === undefined || column === undefined) return undefined;
  const label = t('grid.cellOf', { row: at.row + 1, column: at.column + 1 });
  return <CellEditor label={label} column={column} editing={editing} />;
}

interface Around {
  editing: Editing;
  pointer: ReturnType<typeof usePointer>;
  layout: Layout;
  page: number;
}

/** Alt+Shift with the arrows draws the column, px a key. */
function widerBy({ key, altKey, shiftKey }: KeyboardEvent): number {
  if (!altKey || !shiftKey) return 0;
  if (key === 'ArrowRight') return STEP;
  return key === 'ArrowLeft' ? -STEP : 0;
}

const STEP = 16;

/** Moving, and what is done where no cell is being edited. */
function useKeys(props: GridProps, { editing, pointer, layout, page }: Around) {
  const { sheet, selection, onSelect } = props;
  const size = {
    rows: sheet.rows.length,
    more: sheet.edits !== undefined,
    columns: sheet.columns.length,
    page,
  };
  return (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || editing.text !== undefined) return;
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Escape') pointer.cancel();
    const wider = widerBy(event);
    if (wider !== 0) {
      event.preventDefault();
      layout.widen(selection.at.column, wider);
      return;
    }
    const moved = movedBy(event, selection, size);
    if (moved === undefined) {
      editing.press(event);
      return;
    }
    event.preventDefault();
    onSelect(moved);
  };
}

/** The cell that has the keyboard comes into sight. */
function useInSight(
  frame: RefObject<HTMLElement | null>,
  id: string,
  { row }: Place,
  show: (row: number) => void,
): void {
  useEffect(() => {
    show(row);
    const cell = document.getElementById(id);
    const held = frame.current;
    if (cell === null || held === null) return;
    const [own, all] = [cell.getBoundingClientRect(), held.getBoundingClientRect()];
    const left = all.left + NUMBER - own.left;
    if (left > 0) held.scrollBy({ left: -left });
    else if (own.right > all.right) held.scrollBy({ left: own.right - all.right });
  }, [frame, id, row, show]);
}
