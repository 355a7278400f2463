/** How wide the columns are: by what stands in them when the grid is opened, or as they were drawn. */
import { type CSSProperties, useState } from 'react';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { useSay } from '../../words/say.ts';
import type { Sheet } from './sheet.ts';
import { useWidths } from './widths.ts';

/** Widths, px: of the number, and the least and most of a column and the note. */
export const NUMBER = 72;
const NOTE = 168;
const LEAST = 116;
const MOST = 280;
const MOST_LONG = 440;
/** Rows that are looked at. */
const LOOKED_AT = 300;

/** Whatever it is: a dash, so that what is specific stands out. */
export const any: Localized = { zh: '–', en: '–' };

export interface Layout {
  style: CSSProperties;
  /** While the edge of a column is drawn; kept when it is let go. */
  draw: (column: number, width: number) => void;
  keep: () => void;
  /** As wide as what stands in it. */
  fit: (column: number) => void;
  /** A little wider, or narrower. */
  widen: (column: number, by: number) => void;
  widthAt: (column: number) => number;
}

/** Every row lays out its cells by the same widths, which stay while it is edited. */
export function useLayout(sheet: Sheet): Layout {
  const { columns } = sheet;
  const say = useSay();
  const [held, setHeld] = useState<{ key: string; widths: number[] }>();
  const [drawn, setDrawn] = useState<{ id: string; width: number }>();
  const [chosen, choose] = useWidths(sheet.id);
  const key = columns.map(({ id }) => id).join();
  const used = held?.key === key ? held.widths : widthsOf(sheet, say);
  if (held?.key !== key) setHeld({ key, widths: used });
  const own = columns.map(({ id }) => (drawn?.id === id ? drawn.width : chosen[id]));
  const widthAt = (column: number) => own[column] ?? used[column] ?? LEAST;
  const keepOf = (column: number, width: () => number) => {
    const one = columns[column];
    if (one !== undefined) choose(one.id, width());
  };
  return {
    style: styleOf(used, own),
    widthAt,
    draw: (column, width) => {
      const one = columns[column];
      if (one !== undefined) setDrawn({ id: one.id, width: between(width) });
    },
    keep: () => {
      if (drawn !== undefined) choose(drawn.id, drawn.width);
      setDrawn(undefined);
    },
    fit: (column) => keepOf(column, () => fitting(sheet, column, say)),
    widen: (column, by) => keepOf(column, () => between(widthAt(column) + by)),
  };
}

/** Columns that nobody drew share the room that is left. */
function styleOf(used: readonly number[], own: readonly (number | undefined)[]): CSSProperties {
  const each = used.map((width, place) => {
    const chosen = own[place];
    return chosen === undefined ? `minmax(${width}px, 1fr)` : `${chosen}px`;
  });
  return {
    '--columns': `${NUMBER}px ${each.join(' ')} minmax(${NOTE}px, 1fr)`,
    minWidth: used.reduce((sum, width, place) => sum + (own[place] ?? width), NUMBER + NOTE),
  } as CSSProperties;
}

/** The least and the most that a column can be drawn to, px. */
const NARROWEST = 56;
const WIDEST = 900;

function between(width: number): number {
  return Math.round(Math.max(NARROWEST, Math.min(WIDEST, width)));
}

/** Room beside the words of a cell, px: its padding, a sign that it is picked. */
const BESIDE = 40;

function fitting(
  { columns, rows, wordsOf }: Sheet,
  column: number,
  say: (words: Localized) => string,
): number {
  const pen = document.createElement('canvas').getContext('2d');
  const { fontFamily } = getComputedStyle(document.body);
  const wide = (text: string, weight: number) => {
    if (pen === null) return 0;
    pen.font = `${weight} 14px ${fontFamily}`;
    return pen.measureText(text).width;
  };
  const heads = columns
    .slice(column, column + 1)
    .flatMap(({ name, kind }) => [wide(say(name), 600), wide(say(kind), 400)]);
  const cells = rows.map((row) => wide(say(wordsOf(row, column)), 400));
  const most = cells.reduce((so, width) => Math.max(so, width), Math.max(...heads));
  return between(most + BESIDE);
}

function widthsOf({ columns, rows, wordsOf }: Sheet, say: (words: Localized) => string): number[] {
  return columns.map((column, place) => {
    const words = rows.slice(0, LOOKED_AT).map((row) => say(wordsOf(row, place)));
    return widthOf([...words, say(column.name)], column.isLong === true ? MOST_LONG : MOST);
  });
}

/** Ideographs are twice as wide as letters. */
function widthOf(words: readonly string[], most: number): number {
  const lengths = words.map((text) =>
    Array.from(text).reduce((sum, letter) => sum + (letter > '\u2e7f' ? 14 : 7.6), 0),
  );
  return Math.round(Math.min(most, Math.max(LEAST, 26 + Math.max(0, ...lengths))));
}
