/** A cell being typed into, and what the keyboard and the clipboard do to many. */
import { type ClipboardEvent, type KeyboardEvent, type RefObject, useState } from 'react';
import { useLanguage, useSay } from '../../words/say.ts';
import { copied, emptied, filledDown, type Filled, pasted, readCell, textAt } from './filling.ts';
import { areaOf, within } from './selection.ts';
import { readSheet, writeSheet } from './sheet-text.ts';
import type { TableGridProps } from './table-grid.tsx';

/** What copying, cutting and pasting do while no cell is being edited. */
export function useClipboard({ table, columns, port, selection, onRefused }: TableGridProps) {
  const language = useLanguage();
  const area = areaOf(selection);
  const fill = (cells: Filled['cells']) => {
    if (cells.length > 0) port?.perform({ do: 'setCells', args: { cells } });
  };
  const copy = (event: ClipboardEvent) => {
    event.preventDefault();
    event.clipboardData.setData('text/plain', writeSheet(copied(table, columns, area, language)));
  };
  return {
    copy,
    cut: (event: ClipboardEvent) => {
      copy(event);
      fill(emptied(table, area));
    },
    paste: (event: ClipboardEvent) => {
      if (port === undefined) return;
      event.preventDefault();
      const sheet = readSheet(event.clipboardData.getData('text/plain'));
      const { cells, refused } = pasted(table, columns, area, sheet);
      fill(cells);
      onRefused(refused);
    },
  };
}

export function useEditing(props: TableGridProps, frame: RefObject<HTMLDivElement | null>) {
  const { table, columns, port, selection, onSelect } = props;
  const language = useLanguage();
  const say = useSay();
  const [text, setText] = useState<string>();
  const [refusal, setRefusal] = useState<string>();
  const { at } = selection;
  const area = areaOf(selection);
  const fill = (cells: Filled['cells']) => {
    if (cells.length > 0) port?.perform({ do: 'setCells', args: { cells } });
  };
  const begin = (typed?: string) => {
    setRefusal(undefined);
    setText(typed ?? textAt(table, columns, at, language));
  };
  const end = () => {
    setText(undefined);
    setRefusal(undefined);
    frame.current?.focus({ preventScroll: true });
  };
  /** Keeps what is typed and goes on; what cannot be read stays, with the reason. */
  const commit = (down: number, across: number) => {
    if (text === undefined) return;
    const read = readCell(table, columns, at.column, text);
    if (!read.ok) {
      setRefusal(say(read.reason));
      return;
    }
    fill([{ ...at, content: read.content }]);
    end();
    const size = { rows: table.rows.length, columns: columns.length, page: 1 };
    const next = within(size, { row: at.row + down, column: at.column + across });
    onSelect({ at: next, anchor: next });
  };
  const selectAll = () => {
    const last = { row: table.rows.length - 1, column: columns.length - 1 };
    onSelect({ at: { row: 0, column: 0 }, anchor: last });
  };
  const press = (event: KeyboardEvent) => {
    const does = deedOf(event);
    if (does === undefined) return;
    if (does !== 'compose') event.preventDefault();
    if (does === 'fillDown') fill(filledDown(table, area));
    else if (does === 'selectAll') selectAll();
    else if (does === 'empty') fill(emptied(table, area));
    else begin(does === 'edit' ? undefined : does === 'type' ? event.key : '');
  };
  const type = (typed: string) => {
    setRefusal(undefined);
    setText(typed);
  };
  return { text, refusal, begin, commit, cancel: end, type, press };
}

type Deed = 'fillDown' | 'selectAll' | 'empty' | 'edit' | 'type' | 'compose';

/** What a key means where no cell is being edited. */
function deedOf(event: KeyboardEvent): Deed | undefined {
  const { key, altKey } = event;
  if (event.ctrlKey || event.metaKey) {
    const letter = key.toLowerCase();
    if (letter === 'd') return 'fillDown';
    return letter === 'a' ? 'selectAll' : undefined;
  }
  if (key === 'Delete' || key === 'Backspace') return 'empty';
  if (key === 'F2' || key === 'Enter') return 'edit';
  // An input method begins to compose: the cell is opened before it does.
  if (key === 'Process') return 'compose';
  return !altKey && key.length === 1 ? 'type' : undefined;
}
