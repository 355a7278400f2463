/** One sheet of a workbook as a grid of texts. */
import { warning, type Localized, type Problem } from '../problem.ts';
import { cellPlace, gridLimits } from './grid.ts';
import type { Scope } from './scopes.ts';
import { numberText } from './write-feel.ts';
import { partReader, richText, said, unescaped, type PartReader, type Shown } from './workbook.ts';
import type { XmlReader, XmlTag } from './xml.ts';

export interface Sheet {
  rows: string[][];
  /** Formulas, hidden rows, merged cells, errors: what is not as it looks. */
  problems: Problem[];
}

interface Shared {
  strings: readonly string[];
  formats: readonly Shown[];
  from1904: boolean;
}

/** What of a sheet is counted, and told of once, with the first place. */
const notes = {
  formula: {
    zh: '的公式未保留，取其保存的值',
    en: 'is a formula: the value that was saved with it is taken',
  },
  hidden: {
    zh: '所在的行是隐藏的，仍已读取',
    en: 'is in a hidden row, which is read all the same',
  },
  merged: {
    zh: '是合并单元格，其值用于每一格',
    en: 'is merged: its value stands in each of its cells',
  },
} as const satisfies Record<string, Localized>;

interface Reading extends Shared {
  sheet: Sheet;
  row: number;
  column: number;
  cells: number;
  counts: Map<keyof typeof notes, { count: number; place: Localized }>;
  reader: XmlReader | undefined;
}

export function sheetReader(shared: Shared): PartReader<Sheet> {
  const sheet: Sheet = { rows: [], problems: [] };
  const reading: Reading = {
    ...shared,
    sheet,
    row: -1,
    column: -1,
    cells: 0,
    counts: new Map(),
    reader: undefined,
  };
  const children = {
    worksheet: (): Scope => ({
      children: {
        sheetData: () => ({ children: { row: (tag) => rowScope(tag, reading) } }),
        mergeCells: () => ({ children: { mergeCell: (tag) => merge(said(tag, 'ref'), reading) } }),
      },
      ended: () => tell(reading),
    }),
  };
  return partReader(sheet, children, (reader) => void (reading.reader = reader));
}

function tell({ sheet, counts }: Reading): void {
  for (const [note, { count: times, place }] of counts) {
    const guess = notes[note];
    const more = {
      zh: `共 ${times} 处，首处${place.zh}`,
      en: `${times} in all, the first is ${place.en}`,
    };
    sheet.problems.push(
      warning('exchange_guess', {
        name: place.en.replace('cell ', ''),
        guess,
        place: times > 1 ? more : place,
      }),
    );
  }
}

function count(note: keyof typeof notes, row: number, column: number, { counts }: Reading): void {
  const known = counts.get(note) ?? { count: 0, place: cellPlace(row, column) };
  known.count++;
  counts.set(note, known);
}

function rowScope(tag: XmlTag, reading: Reading): Scope {
  const number = Number(said(tag, 'r') || reading.row + 2) - 1;
  if (!Number.isInteger(number) || number <= reading.row || number >= gridLimits.rows) {
    reading.reader?.stop({
      zh: `行号无效或超过 ${gridLimits.rows} 行`,
      en: `a row's number is not valid, or beyond ${gridLimits.rows}`,
    });
    return {};
  }
  reading.row = number;
  reading.column = -1;
  if (['1', 'true'].includes(said(tag, 'hidden'))) count('hidden', number, 0, reading);
  while (reading.sheet.rows.length <= number) reading.sheet.rows.push([]);
  return { children: { c: (cell) => cellScope(cell, reading) } };
}

const faultOfCells: Localized = {
  zh: `单元格过多，或超过 ${gridLimits.columns} 列`,
  en: `too many cells, or more than ${gridLimits.columns} columns`,
};

function cellScope(tag: XmlTag, reading: Reading): Scope {
  const [, letters = ''] = /^([A-Za-z]{1,3})\d+$/.exec(said(tag, 'r')) ?? [];
  const column = letters === '' ? reading.column + 1 : columnOf(letters);
  if (
    column <= reading.column ||
    column >= gridLimits.columns ||
    ++reading.cells > gridLimits.cells
  ) {
    reading.reader?.stop(faultOfCells);
    return {};
  }
  reading.column = column;
  const { row } = reading;
  const type = said(tag, 't') || 'n';
  const shown = reading.formats[Number(said(tag, 's') || '0')] ?? 'number';
  const put = (text: string) => {
    const texts = reading.sheet.rows[row] ?? [];
    while (texts.length < column) texts.push('');
    texts[column] = text;
    if (text.length > gridLimits.cell) {
      reading.reader?.stop({
        zh: `单元格超过 ${gridLimits.cell} 个字符`,
        en: `a cell has more than ${gridLimits.cell} characters`,
      });
    }
  };
  const parts: string[] = [];
  return {
    children: {
      v: () => ({
        text: (part) => void parts.push(part),
        ended: () => put(textOf(type, parts.join(''), shown, reading)),
      }),
      is: () => richText(put),
      f: () => {
        count('formula', row, column, reading);
        return {};
      },
    },
  };
}

function textOf(type: string, value: string, shown: Shown, { strings, from1904 }: Shared): string {
  if (type === 's') return strings[Number(value)] ?? '#REF!';
  if (type === 'b') return value === '1' ? 'true' : 'false';
  if (type !== 'n') return unescaped(value);
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return value;
  return shown === 'number' || number < 0 ? numberText(number) : dayText(number, shown, from1904);
}

/**
 * Days since the end of 1899; the 29 February 1900 that there never was is counted, so days before March
 * 1900 are one off. A day with a time has no offset: it is written without one, and no instant.
 */
function dayText(serial: number, shown: Shown, from1904: boolean): string {
  const start = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30);
  const at = new Date(start + Math.round(serial * 86_400_000));
  if (Number.isNaN(at.getTime()) || at.getUTCFullYear() > 9999) return numberText(serial);
  const [day = '', time = ''] = at
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .split('T');
  if (shown === 'time' && serial < 1) return time;
  return time === '00:00:00' ? day : `${day}T${time}`;
}

/** The value of the first cell stands in every cell: merged conditions hold for all their rows. */
function merge(ref: string, reading: Reading): Scope {
  const { rows } = reading.sheet;
  const { top, left, bottom, right } = areaOf(ref, rows.length);
  const text = rows[top]?.[left] ?? '';
  if (text === '' || bottom < top || right < left) return {};
  count('merged', top, left, reading);
  reading.cells += (bottom - top + 1) * (right - left + 1);
  if (reading.cells > gridLimits.cells) {
    reading.reader?.stop(faultOfCells);
    return {};
  }
  for (let row = top; row <= bottom; row++) {
    const texts = rows[row] ?? [];
    while (texts.length < left) texts.push('');
    texts.splice(left, right - left + 1, ...Array<string>(right - left + 1).fill(text));
  }
  return {};
}

/** `B2:C5`, as far as there are rows and columns; an area that is none is before everything. */
function areaOf(ref: string, rows: number) {
  const [, left = '', top = '', right = '', bottom = ''] =
    /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(ref) ?? [];
  return {
    top: Number(top) - 1,
    left: columnOf(left),
    bottom: Math.min(Number(bottom), rows) - 1,
    right: Math.min(columnOf(right), gridLimits.columns - 1),
  };
}

/** `A` is 0. */
function columnOf(letters: string): number {
  const digits = Array.from(letters.toUpperCase(), (letter) => letter.charCodeAt(0) - 64);
  return digits.reduce((sum, digit) => sum * 26 + digit, 0) - 1;
}
