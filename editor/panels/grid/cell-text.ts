/** Cells of a decision table as people write them: `>= 100`, `[10..35)`, `市区, 农村`, `not(空)`, `-`. */
import type { Scalar } from '@flowmeter/engine/definition/condition.ts';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import type { Cell, CellTest, Interval, TableInput } from '@flowmeter/engine/definition/table.ts';
import { fitsType } from '@flowmeter/engine/exchange/columns.ts';
import {
  type Literal,
  plainLiteral,
  readLiteral,
  readTests,
  type ReadWord,
} from '@flowmeter/engine/exchange/feel.ts';
import { isDay } from '@flowmeter/engine/exchange/moments.ts';
import { numberText } from '@flowmeter/engine/exchange/write-feel.ts';
import { fill, type Language, type Localized } from '@flowmeter/engine/problem.ts';
import { typeNames } from '@flowmeter/engine/rules/check.ts';
import type { z } from 'zod';

type Value = z.infer<typeof Scalar>;

/** What is needed of a column to read and write its cells. */
export interface Written {
  type: TableInput['type'];
  options?: Fact['options'];
}

export type Read<T> = { ok: true; value: T } | { ok: false; reason: Localized };

/** The words that are not the same in both languages; in code they are always understood too. */
const words = {
  true: { zh: '是', en: 'yes' },
  false: { zh: '否', en: 'no' },
  null: { zh: '空', en: 'empty' },
} as const;

/** Before brackets: whatever is not in them. */
const NOT = { zh: '非', en: 'not' };

const MISFIT: Localized = { zh: '这一列的类型是{type}', en: 'this column is of type {type}' };

/** Figures as spreadsheets show them: `1,234.50`. Among tests `1,234` could as well be two values. */
const GROUPED = /^-?\d{1,3}([,，]\d{3})+(\.\d+)?$/;

const EITHER: Localized = {
  zh: '逗号可能是千位分隔，也可能是两个值：一个数值请不写逗号，两个值请在逗号后加空格',
  en: 'the comma may group digits or part two values: write one figure without it, two with a space after it',
};

function isFigured({ type }: Written): boolean {
  return type === 'number' || type === 'integer';
}

/** A result is one figure, so its commas group digits. */
function ungrouped(column: Written, text: string): string {
  const isGrouped = isFigured(column) && GROUPED.test(text.trim());
  return isGrouped ? text.replace(/[,，]/g, '') : text;
}

export function writeTest(column: Written, cell: Cell, language: Language): string {
  if (cell.length === 0) return '-';
  return cell.map((test) => writeOne(column, test, language)).join(', ');
}

export function writeValue(column: Written, value: Value, language: Language): string {
  if (value === null) return words.null[language];
  if (typeof value === 'boolean') return words[`${value}`][language];
  if (typeof value === 'number') return numberText(value);
  const name = column.options?.find((one) => one.value === value)?.name[language] ?? value;
  if (column.type === 'date' || column.type === 'datetime') return name;
  return isPlainWord(name) ? name : JSON.stringify(name);
}

/** What was typed as the test of an input; empty text and `-` take everything. */
export function readTest(column: Written, text: string): Read<Cell> {
  if (isFigured(column) && GROUPED.test(text.trim())) return { ok: false, reason: EITHER };
  const read = readTests(tidy(text), wordsOf(column));
  if ('reason' in read) return { ok: false, reason: read.reason };
  if (!fitsType(read.kinds, column.type)) return misfit(column);
  return { ok: true, value: read.cell };
}

/** What was typed as the value of an output; empty text is null. Words that are no literal are themselves. */
export function readValue(column: Written, text: string): Read<Value> {
  const read = readLiteral(tidy(ungrouped(column, text)), wordsOf(column));
  if ('reason' in read) {
    const isWords = (column.type === 'string' || column.type === 'text') && !text.includes('"');
    return isWords ? { ok: true, value: text.trim() } : { ok: false, reason: read.reason };
  }
  if (!fitsType([read.kind], column.type)) return misfit(column);
  return { ok: true, value: read.value };
}

function writeOne(column: Written, test: CellTest, language: Language): string {
  if (test === null || typeof test !== 'object') return writeValue(column, test, language);
  if (!('not' in test)) return writeInterval(column, test, language);
  const inside = test.not.map((one) => writeOne(column, one, language)).join(', ');
  return `not(${inside})`;
}

const signs: Record<keyof Interval, string> = { from: '>=', above: '>', to: '<=', below: '<' };

function writeInterval(column: Written, interval: Interval, language: Language): string {
  const { from, above, to, below } = interval;
  const say = (bound: string | number) => writeValue(column, bound, language);
  const [low, high] = [from ?? above, to ?? below];
  if (low !== undefined && high !== undefined) {
    const open = from === undefined ? '(' : '[';
    return `${open}${say(low)}..${say(high)}${to === undefined ? ')' : ']'}`;
  }
  return Object.entries(signs)
    .flatMap(([side, sign]) => {
      const bound = interval[side as keyof Interval];
      return bound === undefined ? [] : [`${sign} ${say(bound)}`];
    })
    .join(', ');
}

/** Full-width brackets and the Chinese “not” are read as the others, but not within quotes. */
function tidy(text: string): string {
  const parts = text.trim().split(/("(?:[^"\\]|\\.)*")/);
  return parts.map((part, index) => (index % 2 === 0 ? asciiOf(part) : part)).join('');
}

function asciiOf(text: string): string {
  return text
    .replaceAll('（', '(')
    .replaceAll('）', ')')
    .replaceAll('【', '[')
    .replaceAll('】', ']')
    .replace(new RegExp(`(^|[,，、]\\s*)${NOT.zh}\\s*\\(`, 'g'), `$1${NOT.en}(`)
    .replace(/^[–—]$/, '-');
}

const PIECE = /^[^,，、\s()[\]"<>=≥≤＞＜＝](?:[^,，、()[\]"]*[^,，、\s()[\]"])?/;

/** A word up to where it ends; names of options, yes and no, days are known by the column. */
function wordsOf(column: Written): ReadWord {
  return (text, at) => {
    const rest = text.slice(at);
    const isRanged = column.type !== 'string' && column.type !== 'text' && column.type !== 'enum';
    const whole = PIECE.exec(rest)?.[0];
    if (whole === undefined) return undefined;
    const piece = isRanged ? (whole.split('..')[0]?.trim() ?? whole) : whole;
    const literal = literalOf(column, piece);
    return literal && { literal, end: at + piece.length };
  };
}

function literalOf(column: Written, piece: string): Literal | undefined {
  if (isWord('null', piece)) return { kind: 'null', value: null };
  return byType[column.type]?.(piece, column) ?? plainLiteral(piece);
}

type Reader = (piece: string, column: Written) => Literal | undefined;

const byType: Partial<Record<Written['type'], Reader>> = {
  boolean: (piece) => {
    if (isWord('true', piece)) return { kind: 'boolean', value: true };
    return isWord('false', piece) ? { kind: 'boolean', value: false } : undefined;
  },
  date: (piece) => {
    const day = dayIn(piece);
    return day === undefined ? undefined : { kind: 'date', value: day };
  },
  datetime: (piece) => {
    const at = Date.parse(piece);
    const hasZone = /(?:Z|[+-]\d\d:\d\d)$/.test(piece);
    if (!hasZone || Number.isNaN(at)) return undefined;
    return { kind: 'datetime', value: new Date(at).toISOString().replace('.000Z', 'Z') };
  },
  enum: optionOf,
  string: optionOf,
  text: optionOf,
};

/** By value or by name in either language; else the text itself, which the check then looks at. */
function optionOf(piece: string, { options = [] }: Written): Literal {
  const known = options.find(
    ({ value, name }) => value === piece || name.zh === piece || name.en === piece,
  );
  return { kind: 'word', value: known?.value ?? piece };
}

/** `2026-02-12`, `2026/2/12`, and with the Chinese words for year, month and day. */
function dayIn(piece: string): string | undefined {
  const parts = /^(\d{4})[-/\u5e74](\d{1,2})[-/\u6708](\d{1,2})\u65e5?$/.exec(piece);
  if (parts === null) return undefined;
  const [, year = '', month = '', day = ''] = parts;
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(text) ? text : undefined;
}

function isWord(word: keyof typeof words, piece: string): boolean {
  const said = piece.toLowerCase();
  return said === word || said === words[word].zh || said === words[word].en;
}

/** Can it stand without quotes and be read as the same text? */
function isPlainWord(name: string): boolean {
  const isTaken = (['true', 'false', 'null'] as const).some((word) => isWord(word, name));
  const isKept = PIECE.exec(name)?.[0] === name && asciiOf(name) === name;
  return !isTaken && isKept && name !== '-' && plainLiteral(name) === undefined;
}

function misfit(column: Written): { ok: false; reason: Localized } {
  const type = typeNames[column.type];
  const say = (language: Language) => fill(MISFIT[language], { type: type[language] });
  return { ok: false, reason: { zh: say('zh'), en: say('en') } };
}
