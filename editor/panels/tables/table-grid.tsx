/** A decision table as a grid: one stop of the Tab key, cells reached by arrows, edited in place. */
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useId,
  useMemo,
  useRef,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';
import { CellInput } from './cell-input.tsx';
import type { GridColumn, TablePort } from './desk.ts';
import type { Filled } from './filling.ts';
import { GridHead, HEAD } from './grid-head.tsx';
import { areaOf, movedBy, type Selection } from './selection.ts';
import { TableRowView } from './table-row.tsx';
import { useEditing } from './use-editing.ts';
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
  const { table, columns, port, lit, selection, onSelect } = props;
  const { t } = useTranslation('rules');
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const seen = useWindow(frame, table.rows.length, HEAD);
  const editing = useEditing(props, frame);
  const troubled = useTroubled(props.problems);
  const size = { rows: table.rows.length, columns: columns.length, page: seen.page };
  const { at } = selection;
  const { show } = seen;
  useEffect(() => show(at.row), [show, at.row]);
  useEffect(() => {
    document
      .getElementById(`${id}-${at.row}-${at.column}`)
      ?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  }, [id, at]);

  const move = (next: Selection | undefined, event: { preventDefault(): void }) => {
    if (next === undefined) return;
    event.preventDefault();
    onSelect(next);
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || editing.text !== undefined) return;
    const moved = movedBy(event, selection, size);
    if (moved !== undefined) return move(moved, event);
    if (port !== undefined) editing.press(event);
    return undefined;
  };
  const pick = (event: MouseEvent<HTMLElement>) => {
    const place = placeOf(event.target);
    if (place === undefined) return;
    onSelect({ at: place, anchor: event.shiftKey ? selection.anchor : place });
    frame.current?.focus({ preventScroll: true });
  };
  const isActiveSeen = at.row >= seen.first && at.row < seen.end;
  return (
    <div
      ref={frame}
      className="grid-frame"
      role="grid"
      tabIndex={0}
      aria-label={t('grid.label')}
      aria-rowcount={table.rows.length + 1}
      aria-colcount={columns.length + 1}
      aria-readonly={port === undefined}
      aria-multiselectable
      aria-activedescendant={isActiveSeen ? `${id}-${at.row}-${at.column}` : undefined}
      onKeyDown={press}
      onMouseDown={(event) => editing.text === undefined && pick(event)}
      onMouseOver={(event) => {
        const place = event.buttons === 1 ? placeOf(event.target) : undefined;
        if (place !== undefined && editing.text === undefined)
          onSelect({ ...selection, at: place });
      }}
      onDoubleClick={() => port !== undefined && editing.begin()}
      onCopy={editing.copy}
      onCut={editing.cut}
      onPaste={editing.paste}
    >
      <div className="grid-rows" role="presentation" style={layoutOf(columns, table.rows.length)}>
        <GridHead columns={columns} onColumn={props.onColumn} />
        {table.rows.slice(seen.first, seen.end).map((row, offset) => {
          const index = seen.first + offset;
          return (
            <TableRowView
              key={index}
              id={id}
              index={index}
              top={HEAD + index * ROW}
              row={row}
              columns={columns}
              area={areaOf(selection)}
              active={at.row === index ? at.column : undefined}
              isLit={lit.has(index)}
              problems={troubled.get(index)}
              input={
                at.row === index && editing.text !== undefined ? (
                  <CellInput
                    label={t('grid.cellOf', { row: index + 1, column: at.column + 1 })}
                    column={columns[at.column]}
                    text={editing.text}
                    refusal={editing.refusal}
                    onText={editing.type}
                    onCommit={editing.commit}
                    onCancel={editing.cancel}
                  />
                ) : undefined
              }
            />
          );
        })}
      </div>
    </div>
  );
}

/** The place that an element of the grid stands for. */
function placeOf(target: EventTarget): { row: number; column: number } | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null;
  if (cell === null) return undefined;
  return { row: Number(cell.dataset['row']), column: Number(cell.dataset['column']) };
}

/** Widths, px: the number, a column at least, the note at least. */
const WIDTHS = { number: 64, column: 148, note: 168 };

/** Every row lays out its cells by the same widths. */
function layoutOf(columns: readonly GridColumn[], rows: number): CSSProperties {
  const { number, column, note } = WIDTHS;
  const template = `${number}px repeat(${columns.length}, minmax(${column}px, 1fr)) minmax(${note}px, 1fr)`;
  return {
    '--columns': template,
    height: HEAD + rows * ROW,
    minWidth: number + columns.length * column + note,
  } as CSSProperties;
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
