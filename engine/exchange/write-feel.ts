/** Cells of a table written as FEEL's unary tests; `readTests` reads them back as they were. */
import type { Cell, CellTest, Interval, TableInput } from '../definition/table.ts';
import type { Scalar } from '../definition/condition.ts';

export type ColumnType = TableInput['type'];

/** How a value of a column is written. */
export type Say = (value: Scalar, type: ColumnType) => string;

/** `-` for a cell that takes everything. */
export function testsText(cell: Cell, type: ColumnType, say: Say = literalText): string {
  const [only, ...more] = cell;
  if (only === undefined) return '-';
  const list = (tests: readonly Plainly[]) =>
    tests.map((test) => plainText(test, type, say)).join(', ');
  if (more.length === 0 && isNot(only)) return `not(${list(only.not)})`;
  return cell
    .map((test) => (isNot(test) ? `not(? in (${list(test.not)}))` : plainText(test, type, say)))
    .join(', ');
}

/** A value of a column of this type. */
export function literalText(value: Scalar, type: ColumnType): string {
  if (typeof value === 'number') return numberText(value);
  if (typeof value !== 'string') return String(value);
  const text = quoted(value);
  return { date: `date(${text})`, datetime: `date and time(${text})` }[type as 'date'] ?? text;
}

/** FEEL of DMN 1.3 has no exponents. Every number of ours is written exactly. */
export function numberText(value: number): string {
  const text = Object.is(value, -0) ? '-0' : String(value);
  const [, sign = '', whole = '', part = '', exponent] =
    /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? [];
  if (exponent === undefined) return text;
  const point = whole.length + Number(exponent);
  const digits = `${'0'.repeat(Math.max(0, 1 - point))}${whole}${part}`;
  const cut = Math.max(1, point);
  const padded = digits.padEnd(cut, '0');
  const after = padded.slice(cut);
  return `${sign}${padded.slice(0, cut)}${after === '' ? '' : `.${after}`}`;
}

type Plainly = Exclude<CellTest, { not: unknown }>;

function plainText(test: Plainly, type: ColumnType, say: Say): string {
  return typeof test === 'object' && test !== null
    ? intervalText(test, (value) => say(value, type))
    : say(test, type);
}

function intervalText(
  { from, above, to, below }: Interval,
  say: (value: Scalar) => string,
): string {
  const [low, high] = [from ?? above, to ?? below];
  if (low === undefined) return `${to === undefined ? '<' : '<='} ${say(high ?? null)}`;
  if (high === undefined) return `${from === undefined ? '>' : '>='} ${say(low)}`;
  const [open, close] = [from === undefined ? '(' : '[', to === undefined ? ')' : ']'];
  return `${open}${say(low)}..${say(high)}${close}`;
}

/** What XML cannot hold, or would change, is escaped in FEEL's own way. */
function quoted(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replace(UNSAID, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `"${escaped}"`;
}

/** Control characters, halves of pairs, and the two that no text may have. */
const UNSAID = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

function isNot(test: CellTest): test is { not: Plainly[] } {
  return typeof test === 'object' && test !== null && 'not' in test;
}
