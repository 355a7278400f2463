/** A decision table as a grid: one stop of the Tab key, cells reached by arrows, edited in place. */
import {
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useEffect,
  useId,
  useMemo,
  useRef,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';
import type { Place } from '../../document/tables/document.ts';
import { CellInput } from './cell-input.tsx';
import type { GridColumn, TablePort } from './desk.ts';
import type { Filled } from './filling.ts';
import { GridHead, HEAD } from './grid-head.tsx';
import { areaOf, movedBy, type Selection } from './selection.ts';
import { TableRowView } from './table-row.tsx';
import { useClipboard, useEditing } from './use-editing.ts';
import { useLayout } from './use-layout.ts';
import { ROW, useWindow } from './use-window.ts';

export interface TableGridProps {
  table: TableDefinition;
  columns: readonly GridColumn[];
  /** Absent where the table is only shown. */
  port: TablePort | undefined;
  problems: readonly Problem[];
  /** Rows that a record on trial, or a problem, is about. */
  lit: ReadonlySet<number>;
  selection: Selection;
  onSelect: (selection: Selection) => void;
  /** What a paste could not take. */
  onRefused: (refused: Filled['refused']) => void;
  /** Opens what a column is. */
  onColumn: ((column: number) => void) | undefined;
}

export function TableGrid(props: TableGridProps) {
  const { table, columns, port, selection } = props;
  const { t } = useTranslation('rules');
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const seen = useWindow(frame, table.rows.length, HEAD);
  const editing = useEditing(props, frame);
  const clipboard = useClipboard(props);
  const layout = useLayout(table, columns);
  const handlers = useHandlers(props, { editing, frame, page: seen.page });
  const { at } = selection;
  useInSight(`${id}-${at.row}-${at.column}`, at, seen.show);
  const isActiveSeen = at.row >= seen.first && at.row < seen.end;
  return (
    <div
      ref={frame}
      className="grid-frame"
      role="grid"
      tabIndex={0}
      aria-label={t('grid.label')}
      aria-rowcount={table.rows.length + 1}
      aria-colcount={columns.length + 2}
      aria-readonly={port === undefined}
      aria-multiselectable
      aria-activedescendant={isActiveSeen ? `${id}-${at.row}-${at.column}` : undefined}
      {...handlers}
      {...(editing.text === undefined
        ? { onCopy: clipboard.copy, onCut: clipboard.cut, onPaste: clipboard.paste }
        : {})}
    >
      <div
        className="grid-rows"
        role="presentation"
        style={{ ...layout, height: HEAD + table.rows.length * ROW }}
      >
        <GridHead columns={columns} onColumn={props.onColumn} />
        <Rows {...props} id={id} first={seen.first} end={seen.end} editing={editing} />
      </div>
    </div>
  );
}

interface RowsProps extends TableGridProps {
  id: string;
  first: number;
  end: number;
  editing: Editing;
}

/** Those in sight. */
function Rows({ id, table, columns, lit, selection, problems, first, end, editing }: RowsProps) {
  const { t } = useTranslation('rules');
  const troubled = useTroubled(problems);
  const { at } = selection;
  const input =
    editing.text === undefined ? undefined : (
      <CellInput
        label={t('grid.cellOf', { row: at.row + 1, column: at.column + 1 })}
        column={columns[at.column]}
        text={editing.text}
        refusal={editing.refusal}
        onText={editing.type}
        onCommit={editing.commit}
        onCancel={editing.cancel}
      />
    );
  return table.rows.slice(first, end).map((row, offset) => {
    const index = first + offset;
    return (
      <TableRowView
        key={`row ${index}`}
        id={id}
        index={index}
        top={HEAD + index * ROW}
        row={row}
        columns={columns}
        area={areaOf(selection)}
        active={at.row === index ? at.column : undefined}
        isLit={lit.has(index)}
        problems={troubled.get(index)}
        input={at.row === index ? input : undefined}
      />
    );
  });
}

type Editing = ReturnType<typeof useEditing>;

interface Around {
  editing: Editing;
  frame: RefObject<HTMLDivElement | null>;
  page: number;
}

/** Keys and the mouse: moving, selecting, opening a cell. */
function useHandlers(props: TableGridProps, { editing, frame, page }: Around) {
  const { table, columns, port, selection, onSelect } = props;
  const size = { rows: table.rows.length, columns: columns.length, page };
  const isEditing = editing.text !== undefined;
  return {
    onKeyDown: (event: KeyboardEvent) => {
      if (event.nativeEvent.isComposing || isEditing) return;
      const moved = movedBy(event, selection, size);
      if (moved === undefined) {
        if (port !== undefined) editing.press(event);
        return;
      }
      event.preventDefault();
      onSelect(moved);
    },
    onMouseDown: (event: MouseEvent<HTMLElement>) => {
      const place = isEditing ? undefined : placeOf(event.target);
      if (place === undefined) return;
      onSelect({ at: place, anchor: event.shiftKey ? selection.anchor : place });
      frame.current?.focus({ preventScroll: true });
    },
    onMouseOver: (event: MouseEvent<HTMLElement>) => {
      const isDragging = event.buttons === 1 && !isEditing;
      const place = isDragging ? placeOf(event.target) : undefined;
      if (place !== undefined) onSelect({ ...selection, at: place });
    },
    onDoubleClick: (event: MouseEvent<HTMLElement>) => {
      if (port !== undefined && placeOf(event.target) !== undefined) editing.begin();
    },
  };
}

/** The cell that has the keyboard comes into sight. */
function useInSight(id: string, { row }: Place, show: (row: number) => void): void {
  useEffect(() => {
    show(row);
    document.getElementById(id)?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  }, [id, row, show]);
}

/** The place that an element of the grid stands for. */
function placeOf(target: EventTarget): { row: number; column: number } | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null;
  if (cell === null) return undefined;
  return { row: Number(cell.dataset['row']), column: Number(cell.dataset['column']) };
}

/** Problems by the row that they are about. */
function useTroubled(problems: readonly Problem[]): Map<number, readonly Problem[]> {
  return useMemo(() => {
    const rows = new Map<number, Problem[]>();
    for (const found of problems) {
      const row = rowOf(found);
      if (row !== undefined) rows.set(row, [...(rows.get(row) ?? []), found]);
    }
    return rows;
  }, [problems]);
}

export function rowOf({ at = '' }: Problem): number | undefined {
  const row = /^\/rows\/(\d+)/.exec(at)?.[1];
  return row === undefined ? undefined : Number(row);
}
