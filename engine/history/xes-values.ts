/** The values of XES attributes (IEEE 1849, 5.7) and how their text is read. */

/** One key with the value, so that no text can be taken for a date or a list. */
export type XesValue =
  | string
  | number
  | boolean
  /** Epoch milliseconds. */
  | { date: number }
  | { list: XesEntry[] }
  | { container: XesAttributes };

export interface XesEntry {
  key: string;
  value: XesValue;
}

/** Without a prototype: a key such as `__proto__` is a key like any other. */
export type XesAttributes = Record<string, XesValue>;

/** Reads the text of a scalar attribute; `offsetMinutes` is for times that name no offset. */
export type XesScalar = (text: string, offsetMinutes?: number) => XesValue;

/**
 * By element name. Text that is not of its type, or that no JSON number holds exactly (INF, NaN,
 * integers beyond 2^53), stays the text it is: whoever knows the type a fact must have then says so.
 */
export const xesScalars: ReadonlyMap<string, XesScalar> = new Map<string, XesScalar>([
  ['string', (text) => text],
  ['id', (text) => text],
  ['date', readDate],
  ['int', (text) => (isInteger(text) ? Number(text) : text)],
  ['float', (text) => (isDecimal(text) ? Number(text) : text)],
  ['boolean', (text) => booleans.get(text.trim()) ?? text],
]);

/**
 * xs:dateTime to epoch milliseconds. Fractions beyond milliseconds are cut off; `24:00:00` is the next
 * midnight; the colon of the offset may be missing, as older exporters write it.
 */
export function parseXesTime(
  text: string,
  offsetMinutes?: number,
): number | 'not_a_time' | 'no_offset' {
  const found = text.length > 64 ? null : dateTime.exec(text.trim());
  if (found === null) return 'not_a_time';
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map(Number) as SixNumbers;
  if (minute > 59 || second > 59 || hour > 24 || (hour === 24 && minute + second > 0))
    return 'not_a_time';
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return 'not_a_time';
  const offset = found[8] === undefined ? offsetMinutes : minutesOf(found[8]);
  if (offset === undefined) return 'no_offset';
  const milliseconds = Number((found[7] ?? '').slice(0, 3).padEnd(3, '0'));
  const at = date.setUTCHours(hour, minute - offset, second, milliseconds);
  return Number.isNaN(at) ? 'not_a_time' : at;
}

type SixNumbers = [number, number, number, number, number, number];

const dateTime =
  /^(\d{4,6})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?$/;

const booleans = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

function readDate(text: string, offsetMinutes?: number): XesValue {
  const at = parseXesTime(text, offsetMinutes);
  return typeof at === 'number' ? { date: at } : text;
}

function isInteger(text: string): boolean {
  return text.length <= 32 && /^\s*[+-]?\d+\s*$/.test(text) && Number.isSafeInteger(Number(text));
}

function isDecimal(text: string): boolean {
  return (
    text.length <= 64 &&
    /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/.test(text) &&
    Number.isFinite(Number(text))
  );
}

function minutesOf(offset: string): number {
  if (offset === 'Z') return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return offset.startsWith('-') ? -minutes : minutes;
}
