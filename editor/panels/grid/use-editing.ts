/** A cell being typed into, and what the keyboard does to many. */
import { type KeyboardEvent, type RefObject, useRef, useState } from 'react';
import type { Place } from '../../document/tables/document.ts';
import { useLanguage, useSay } from '../../words/say.ts';
import { deedOf, type Deed } from './deeds.ts';
import { emptied, type Filled, filledDown, filledRight } from './filling.ts';
import type { GridProps } from './grid.tsx';
import {
  type Area,
  areaOf,
  placesIn,
  type Selection,
  type Size,
  wholeColumns,
  wholeRows,
  within,
} from './selection.ts';
import { useRowDeeds } from './row-deeds.ts';

/** How a cell that is being edited is left. */
export interface Leave {
  down?: number;
  across?: number;
  /** Instead of what is typed. */
  text?: string;
  /** Into every cell that is selected. */
  isAll?: boolean;
}

interface Open {
  text: string;
  /** Arrows move within the text; else they keep it and go on. */
  isInside: boolean;
  refusal?: string;
}

export type Editing = ReturnType<typeof useEditing>;

export function useEditing(props: GridProps, frame: RefObject<HTMLElement | null>) {
  const { sheet, selection, onSelect } = props;
  const language = useLanguage();
  const say = useSay();
  const [open, setOpen] = useState<Open>();
  const { at } = selection;
  const size = {
    rows: sheet.rows.length,
    more: sheet.edits !== undefined,
    columns: sheet.columns.length,
    page: 1,
  };
  // The field loses the keyboard when it is closed, and must not be kept once more.
  const isOpen = useRef(false);
  const begin = (typed?: string, place = at) => {
    isOpen.current = true;
    setOpen({
      text: typed ?? sheet.textAt(place, language),
      isInside: typed === undefined,
    });
  };
  const end = () => {
    isOpen.current = false;
    setOpen(undefined);
    frame.current?.focus({ preventScroll: true });
  };
  /** Keeps what is typed and goes on; what cannot be read stays, with the reason. */
  const commit = (leave: Leave) => {
    if (open === undefined || !isOpen.current) return true;
    const { text = open.text, isAll = false } = leave;
    const read = sheet.read(at, text, language);
    if (!read.ok) {
      setOpen({ ...open, text, refusal: say(read.reason) });
      return false;
    }
    const isChanged = isAll || text !== sheet.textAt(at, language);
    const places = isAll ? inColumn(areaOf(selection), at.column) : [at];
    const cells = places.map((place) => ({ ...place, content: read.value }));
    if (isChanged) sheet.edits?.setCells(cells);
    end();
    const next = isAll ? undefined : afterwards(selection, leave, { ...size, isChanged });
    if (next !== undefined) onSelect(next);
    return true;
  };
  const deeds = useGridDeeds(props, begin);
  const press = (event: KeyboardEvent) => {
    const does = deedOf(event);
    if (does === undefined || (sheet.edits === undefined && !shown.has(does))) return;
    if (does !== 'compose') event.preventDefault();
    deeds[does](event);
  };
  return {
    ...open,
    text: open?.text,
    begin,
    commit,
    cancel: end,
    type: (text: string) => setOpen({ text, isInside: open?.isInside ?? true }),
    turn: () => open && setOpen({ ...open, isInside: !open.isInside }),
    press,
  };
}

/** What may be done where the table is only shown. */
const shown: ReadonlySet<Deed> = new Set<Deed>(['selectAll', 'selectRows', 'selectColumns']);

function inColumn(area: Area, column: number): Place[] {
  return placesIn(area).filter((place) => place.column === column);
}

/** Where the keyboard goes from a cell that was kept: down to where Tab set out from, or on. */
function afterwards(
  { at, home = at.column }: Selection,
  { down = 0, across = 0 }: Leave,
  { isChanged, ...size }: Size & { isChanged: boolean },
): Selection | undefined {
  if (down === 0 && across === 0) return undefined;
  const rows = isChanged ? Math.max(size.rows, at.row + 1) : size.rows;
  const to = { row: at.row + down, column: down === 0 ? at.column + across : home };
  const next = within({ ...size, rows }, to);
  return { at: next, anchor: next, home: across === 0 ? undefined : home };
}

/** One doing a key. */
function useGridDeeds(props: GridProps, begin: (typed?: string) => void) {
  const { sheet, selection, onSelect, onFilled } = props;
  const language = useLanguage();
  const rows = useRowDeeds(props);
  const area = areaOf(selection);
  const size = { rows: sheet.rows.length, columns: sheet.columns.length, page: 1 };
  const fill = ({ cells, refused }: Filled) => {
    if (cells.length > 0) sheet.edits?.setCells(cells);
    if (refused.length > 0) onFilled({ refused });
  };
  const last = area.top + area.rows - 1;
  return {
    ...rows,
    fillDown: () => fill({ cells: filledDown(sheet, area), refused: [] }),
    fillRight: () => fill(filledRight(sheet, area, language)),
    empty: () => fill({ cells: emptied(sheet, area), refused: [] }),
    selectAll: () => onSelect(wholeRows(0, size.rows - 1, size)),
    selectRows: () => onSelect(wholeRows(area.top, last, size)),
    selectColumns: () => onSelect(wholeColumns(area.left, area.left + area.columns - 1, size)),
    edit: () => begin(),
    type: ({ key }: KeyboardEvent) => begin(key),
    compose: () => begin(''),
  };
}
