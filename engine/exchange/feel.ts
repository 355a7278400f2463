/**
 * Cells as text: the subset of FEEL's unary tests (DMN 1.3, 7.3.x and 9.2) that a decision table of ours can
 * hold, read and written. Literals, comparisons, intervals with every form of bracket, lists, `not(…)`, `-`.
 * Whatever else FEEL can say (names, arithmetic, functions) is answered with a reason, never guessed at.
 */
import type { Cell, CellTest, Interval } from '../definition/table.ts';
import type { Scalar } from '../definition/condition.ts';
import type { Localized } from '../problem.ts';
import { isDay, instantText } from './moments.ts';
import { reasons, type Reason } from './reasons.ts';

/** What a literal is by its form; `word` is text without quotes, which only spreadsheets have. */
export type LiteralKind = 'string' | 'word' | 'number' | 'boolean' | 'date' | 'datetime' | 'null';

export interface Literal {
  kind: LiteralKind;
  value: Scalar;
}

export interface ReadCell {
  cell: Cell;
  /** Kinds of the literals in it, without null. */
  kinds: ReadonlySet<LiteralKind>;
  /** A comparison or an interval is in it, so its values are ordered. */
  ordered: boolean;
  nullable: boolean;
}

/** Why text is no cell. */
export interface Unread {
  reason: Localized;
}

/**
 * How text without quotes is read where it stands, up to where it ends. `nested`: within brackets.
 * FEEL itself has none; people write spreadsheets without quotes, and with `≥` and `，`.
 */
export type ReadWord = (
  text: string,
  at: number,
  nested: boolean,
) => { literal: Literal; end: number } | undefined;

/** @param words given for cells of spreadsheets */
export function readTests(text: string, words?: ReadWord): ReadCell | Unread {
  const reading: Reading = {
    text,
    at: 0,
    kinds: new Set(),
    ordered: false,
    nullable: false,
    nested: false,
    words,
  };
  try {
    const cell = cellAt(reading);
    skipSpace(reading);
    if (reading.at < text.length) refuse('expression');
    const { kinds, ordered, nullable } = reading;
    return { cell, kinds, ordered, nullable };
  } catch (error) {
    if (error instanceof Refused) return { reason: reasons[error.reason] };
    throw error;
  }
}

/** One literal and nothing else: what stands in a cell of a result. Empty text and `-` are null. */
export function readLiteral(text: string, words?: ReadWord): Literal | Unread {
  const said = text.trim();
  if (said === '' || said === '-') return { kind: 'null', value: null };
  const read = readTests(said, words);
  if ('reason' in read) return read;
  const [value, ...more] = read.cell;
  if (more.length > 0 || read.ordered || value === undefined || isTest(value)) {
    return { reason: reasons.no_literal };
  }
  return { kind: [...read.kinds][0] ?? 'null', value };
}

interface Reading {
  readonly text: string;
  at: number;
  readonly kinds: Set<LiteralKind>;
  ordered: boolean;
  nullable: boolean;
  nested: boolean;
  readonly words: ReadWord | undefined;
}

/** Thrown and caught within this file: the way out of nested readers. */
class Refused extends Error {
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(reason);
    this.reason = reason;
  }
}

function refuse(reason: Reason): never {
  throw new Refused(reason);
}

function cellAt(reading: Reading): Cell {
  skipSpace(reading);
  if (reading.at === reading.text.length) return [];
  if (/^-\s*$/.test(reading.text.slice(reading.at))) {
    reading.at = reading.text.length;
    return [];
  }
  return listAt(reading, testAt);
}

function listAt<T>(reading: Reading, one: (reading: Reading) => T): T[] {
  const list = [one(reading)];
  while (takeComma(reading)) {
    list.push(one(reading));
    if (list.length > MOST_TESTS) refuse('too_many');
  }
  return list;
}

const MOST_TESTS = 1000;

/**
 * `not(…)` stands alone in FEEL. Beside other alternatives it is an expression about the value, `?`:
 * `5, not(? in (6, 7))`.
 */
function testAt(reading: Reading): CellTest {
  if (!takeWord(reading, 'not')) return plainAt(reading);
  expect(reading, '(');
  const about = take(reading, '?');
  if (about) {
    if (!takeWord(reading, 'in')) refuse('expression');
    expect(reading, '(');
  }
  reading.nested = true;
  const not = listAt(reading, plainAt);
  reading.nested = false;
  if (about) expect(reading, ')');
  expect(reading, ')');
  return { not };
}

type Plainly = Exclude<CellTest, { not: unknown }>;

function plainAt(reading: Reading): Plainly {
  const operator = operatorAt(reading);
  if (operator === '=') return literalAt(reading).value;
  if (operator === '!=') return refuse('unequal');
  if (operator !== undefined) return { [bounds[operator]]: boundAt(reading) };
  return opensInterval(reading) ? intervalAt(reading) : literalAt(reading).value;
}

const bounds = { '>=': 'from', '>': 'above', '<=': 'to', '<': 'below' } as const;

/** Longest first. */
const operators = ['>=', '<=', '!=', '>', '<', '='] as const;
type Operator = (typeof operators)[number];

const typed: Readonly<Record<string, Operator>> = {
  '≥': '>=',
  '≤': '<=',
  '≠': '!=',
  '＞': '>',
  '＜': '<',
  '＝': '=',
};

function operatorAt(reading: Reading): Operator | undefined {
  const found = operators.find((operator) => take(reading, operator));
  if (found !== undefined || reading.words === undefined) return found;
  const one = typed[reading.text.charAt(reading.at)];
  if (one !== undefined) reading.at++;
  return one;
}

function opensInterval(reading: Reading): boolean {
  skipSpace(reading);
  return /^[[\](][^,]*\.\./.test(reading.text.slice(reading.at, reading.at + LONGEST_LITERAL));
}

function intervalAt(reading: Reading): Interval {
  const { nested } = reading;
  const open = reading.text.charAt(reading.at++);
  reading.nested = true;
  const low = boundAt(reading);
  if (!take(reading, '..')) refuse('interval');
  const high = boundAt(reading);
  reading.nested = nested;
  const close = reading.text.charAt((skipSpace(reading), reading.at++));
  if (!/^[\])[]$/.test(close)) refuse('interval');
  if (!inOrder(low, high)) refuse('empty_interval');
  return {
    [open === '[' ? 'from' : 'above']: low,
    [close === ']' ? 'to' : 'below']: high,
  };
}

function inOrder(low: number | string, high: number | string): boolean {
  return typeof low !== typeof high || low <= high;
}

function boundAt(reading: Reading): number | string {
  const { kind, value } = literalAt(reading);
  if (typeof value !== 'number' && typeof value !== 'string') return refuse('unordered');
  if (kind === 'word') refuse('unordered');
  reading.ordered = true;
  return value;
}

function literalAt(reading: Reading): Literal {
  skipSpace(reading);
  const found = scalarAt(reading);
  if (found === undefined)
    return refuse(reading.at < reading.text.length ? 'expression' : 'cut_off');
  if (found.kind === 'null') reading.nullable = true;
  else reading.kinds.add(found.kind);
  return found;
}

function scalarAt(reading: Reading): Literal | undefined {
  const rest = reading.text.slice(reading.at, reading.at + LONGEST_LITERAL);
  if (rest.startsWith('"')) return { kind: 'string', value: stringAt(reading) };
  const moment = momentAt(reading, rest);
  if (moment !== undefined) return moment;
  if (reading.words !== undefined) {
    const word = reading.words(reading.text, reading.at, reading.nested);
    reading.at = word?.end ?? reading.at;
    return word?.literal;
  }
  const name = nameOf(rest);
  const found = plainLiteral(name);
  if (found === undefined && NUMBER.test(name)) refuse('too_great');
  reading.at += found === undefined ? 0 : name.length;
  return found;
}

const LONGEST_LITERAL = 4096;

/** A number, or the letters of a name; a name that is known is a literal. */
function nameOf(rest: string): string {
  return (
    /^(?:-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?(?![\w.]*[A-Za-z_])|[A-Za-z]+(?![\w.(]))/.exec(
      rest,
    )?.[0] ?? ''
  );
}

const NUMBER = /^-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Undefined for a number that is too great. */
export function plainLiteral(word: string): Literal | undefined {
  if (word === 'true' || word === 'false') return { kind: 'boolean', value: word === 'true' };
  if (word === 'null') return { kind: 'null', value: null };
  if (!NUMBER.test(word)) return undefined;
  const value = Number(word);
  return Number.isFinite(value) ? { kind: 'number', value } : undefined;
}

const called = /^(date and time|date|time|duration)\s*\(\s*(?=")/;

/** `date("2026-02-12")`, `date and time("…")`, `@"…"`. */
function momentAt(reading: Reading, rest: string): Literal | undefined {
  const name = rest.startsWith('@"') ? '@' : called.exec(rest)?.[1];
  if (name === undefined) return undefined;
  reading.at += name === '@' ? 1 : (called.exec(rest)?.[0].length ?? 0);
  const text = stringAt(reading);
  if (name !== '@') expect(reading, ')');
  const found = momentOf(text);
  const fits = name === '@' || { date: 'date', datetime: 'date and time' }[found.kind] === name;
  return fits
    ? found
    : refuse(name === 'date' || name === 'date and time' ? 'bad_moment' : 'other_type');
}

function momentOf(text: string): { kind: 'date' | 'datetime'; value: string } {
  if (isDay(text)) return { kind: 'date', value: text };
  const value = instantText(text);
  if (value === undefined)
    return refuse(/^\d{4}-\d\d-\d\d/.test(text) ? 'bad_moment' : 'other_type');
  return { kind: 'datetime', value };
}

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '\\': '\\',
  n: '\n',
  r: '\r',
  t: '\t',
};

function stringAt(reading: Reading): string {
  const { text } = reading;
  const parts: string[] = [];
  let at = reading.at + 1;
  for (;;) {
    const stop = text.slice(at).search(/["\\]/);
    if (stop < 0) return refuse('cut_off');
    parts.push(text.slice(at, at + stop));
    at += stop;
    if (text.charAt(at) === '"') break;
    const code = /^\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{6}))/.exec(text.slice(at, at + 8));
    const point = Number.parseInt(code?.[1] ?? code?.[2] ?? '', 16);
    const escaped = code === null ? escapes[text.charAt(at + 1)] : characterOf(point);
    // A backslash before anything else stands for itself: regular expressions are written so.
    parts.push(escaped ?? '\\');
    at += code?.[0].length ?? (escaped === undefined ? 1 : 2);
  }
  reading.at = at + 1;
  return parts.join('');
}

function characterOf(point: number): string {
  return point > 0x10ffff ? refuse('expression') : String.fromCodePoint(point);
}

function isTest(value: CellTest): value is Exclude<CellTest, Scalar> {
  return typeof value === 'object' && value !== null;
}

/** Sticky: it begins where it is told to. */
const SPACE = /\s*/y;

function skipSpace(reading: Reading): void {
  SPACE.lastIndex = reading.at;
  SPACE.test(reading.text);
  reading.at = SPACE.lastIndex;
}

function take(reading: Reading, mark: string): boolean {
  skipSpace(reading);
  const found = reading.text.startsWith(mark, reading.at);
  if (found) reading.at += mark.length;
  return found;
}

function takeComma(reading: Reading): boolean {
  return (reading.words === undefined ? [','] : [',', '，', '、']).some((one) =>
    take(reading, one),
  );
}

/** A word of the grammar, not the beginning of a longer one. */
function takeWord(reading: Reading, word: 'not' | 'in'): boolean {
  skipSpace(reading);
  const after = reading.text.slice(reading.at + word.length, reading.at + word.length + 100);
  if (!reading.text.startsWith(word, reading.at) || !/^\s*\(/.test(after)) return false;
  reading.at += word.length;
  return true;
}

function expect(reading: Reading, mark: string): void {
  if (!take(reading, mark)) refuse('expression');
}
