/** How wide the columns of the grid are: by what stands in them when it is opened, and so they stay. */
import { type CSSProperties, useState } from 'react';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { useSay } from '../../words/say.ts';
import type { Sheet } from './sheet.ts';

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

/** Every row lays out its cells by the same widths, which stay while it is edited. */
export function useLayout(sheet: Sheet): CSSProperties {
  const say = useSay();
  const [held, setHeld] = useState<{ key: string; widths: number[] }>();
  const key = sheet.columns.map(({ id }) => id).join();
  const used = held?.key === key ? held.widths : widthsOf(sheet, say);
  if (held?.key !== key) setHeld({ key, widths: used });
  const each = used.map((width) => `minmax(${width}px, 1fr)`).join(' ');
  return {
    '--columns': `${NUMBER}px ${each} minmax(${NOTE}px, 1fr)`,
    minWidth: used.reduce((sum, width) => sum + width, NUMBER + NOTE),
  } as CSSProperties;
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
