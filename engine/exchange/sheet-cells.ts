/** Cells as people write them in spreadsheets: FEEL, and words, numbers and dates without quotes. */
import type { Cell } from '../definition/table.ts';
import type { Scalar } from '../definition/condition.ts';
import { canonical } from '../definition/hash.ts';
import {
  plainLiteral,
  readLiteral,
  readTests,
  type Literal,
  type ReadCell,
  type ReadWord,
  type Unread,
} from './feel.ts';
import { fitsType } from './columns.ts';
import { isFormula } from './grid.ts';
import { dayText, instantText } from './moments.ts';
import { reasons } from './reasons.ts';
import { literalText, testsText, type ColumnType } from './write-feel.ts';

/** A condition, in a column of this type; without a type, by its form. */
export function readSheetCell(text: string, type?: ColumnType): ReadCell | Unread {
  if (!isTextual(type) && THOUSANDS.test(text)) return { reason: reasons.thousands };
  const read = readTests(asciiOf(text), wordsOf(type));
  if ('reason' in read || type === undefined || fitsType(read.kinds, type)) return read;
  return { reason: reasons.wrong_type };
}

/** A result: commas and signs are part of a text. */
export function readSheetValue(text: string, type?: ColumnType): Literal | Unread {
  const said = text.trim();
  const literal = /^(?:"|@"|date)/.test(said) ? readLiteral(said) : undefined;
  if (literal !== undefined && 'kind' in literal) return fitting(literal, type);
  if (said === '' || said === '-' || said === 'null') return { kind: 'null', value: null };
  if (isTextual(type)) return { kind: 'word', value: said };
  if (THOUSANDS.test(said)) return { reason: reasons.thousands };
  return fitting(literalOf(said), type);
}

function fitting(literal: Literal, type: ColumnType | undefined): Literal | Unread {
  if (type === undefined || fitsType([literal.kind], type)) return literal;
  return { reason: reasons.wrong_type };
}

/** `1,000`: a number, or one and nothing? */
const THOUSANDS = /^[<>=≥≤＞＜＝\s]*-?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?$/;

function isTextual(type: ColumnType | undefined): boolean {
  return type === 'string' || type === 'text' || type === 'enum';
}

/** Up to the next comma; within brackets up to what ends them. */
function wordsOf(type: ColumnType | undefined): ReadWord {
  return (text, at, nested) => {
    const length = text.slice(at).search(nested ? /\.\.|[,，、[\])]/ : /[,，、]/);
    const end = length < 0 ? text.length : at + length;
    const word = text.slice(at, end).trim();
    if (word === '') return undefined;
    const isNull = word === 'null';
    const literal: Literal =
      isTextual(type) && !isNull ? { kind: 'word', value: word } : literalOf(word);
    return { literal, end };
  };
}

const truths: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  是: true,
  false: false,
  no: false,
  否: false,
};

function literalOf(word: string): Literal {
  const plain = plainLiteral(word);
  if (plain !== undefined) return plain;
  const said = word.toLowerCase();
  const truth = Object.hasOwn(truths, said) ? truths[said] : undefined;
  if (truth !== undefined) return { kind: 'boolean', value: truth };
  const day = dayText(word);
  if (day !== undefined) return { kind: 'date', value: day };
  const value = instantText(word);
  return value === undefined ? { kind: 'word', value: word } : { kind: 'datetime', value };
}

const LONGEST_INTERVAL = 200;

/** The brackets of an interval as Chinese keyboards write them. */
function asciiOf(text: string): string {
  if (text.length > LONGEST_INTERVAL) return text;
  const isInterval = /^\s*[（【［][^,，"]*\.\.|\.\.[^,，"]*[）】］]\s*$/.test(text);
  return isInterval
    ? text.replaceAll(/[（【［）】］]/g, (mark) => '([[)]]'.charAt('（【［）】］'.indexOf(mark)))
    : text;
}

/** Without quotes where it is read back the same, and is no formula; nothing for what takes everything. */
export function sheetCellText(cell: Cell, type: ColumnType): string {
  if (cell.length === 0) return '';
  const bare = testsText(cell, type, bareText);
  const read = isFormula(bare) ? undefined : readSheetCell(bare, type);
  const isSame = read !== undefined && 'cell' in read && isSameCell(read.cell, cell);
  return isSame ? bare : testsText(cell, type);
}

export function sheetValueText(value: Scalar, type: ColumnType): string {
  if (value === null) return '';
  const bare = bareText(value, type);
  const read = isFormula(bare) ? undefined : readSheetValue(bare, type);
  const isSame = read !== undefined && 'value' in read && read.value === value;
  return isSame ? bare : literalText(value, type);
}

/** What could be taken for a mark of the sheet itself keeps its quotes. */
function bareText(value: Scalar, type: ColumnType): string {
  const isPlain = typeof value === 'string' && value !== '' && !/^['"\s]|\s$|[\t\r\n]/.test(value);
  return isPlain ? value : literalText(value, type);
}

function isSameCell(a: Cell, b: Cell): boolean {
  return canonical(a) === canonical(b);
}
