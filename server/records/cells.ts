/**
 * From the text of a cell to a value of a fact, or why not. Nothing is guessed: what is not written as
 * one of the forms below is a fault, and text stays text, whatever a spreadsheet would make of it.
 */
import { misfitOf } from '@flowmeter/engine/case/forms.ts';
import {
  dayNumber,
  dayText,
  DAY_MS,
  instantText,
  wallMs,
} from '@flowmeter/engine/calendar/zone.ts';
import type { Fact, FactValue, ListItem } from '@flowmeter/engine/definition/facts.ts';
import { cellFault, type CellFault } from './faults.ts';

/** A value, undefined where the cell is empty, or a fault (an object that is no list). */
export type Read = FactValue | undefined | CellFault;
export type CellReader = (cell: string) => Read;

export function isFault(read: Read): read is CellFault {
  return typeof read === 'object' && read !== null && 'reason' in read;
}

/**
 * Reads the cells of one column. Spaces around a cell are no part of it, except in long texts. An empty
 * cell is null where the fact may have no value, else missing. `zone`: of date-times without an offset.
 */
export function cellReader(fact: Fact, zone: string | undefined): CellReader {
  const read = readers[fact.type](fact, zone);
  const empty = fact.nullable === true ? null : undefined;
  const fits = isBounded(fact) ? boundsOf(fact) : undefined;
  const whole: CellReader = (cell) => {
    const text = fact.type === 'text' ? cell : cell.trim();
    if (text === '') return empty;
    if (text.includes('\0')) return { reason: 'nul', details: {} };
    const value = read(text);
    return fits === undefined || isFault(value) || value === undefined || value === null
      ? value
      : fits(value, text);
  };
  return repeats[fact.type] ? remembering(whole) : whole;
}

type ReaderOf = (fact: Fact, zone: string | undefined) => CellReader;

const readers: Record<Fact['type'], ReaderOf> = {
  string: () => (text) => text,
  text: () => (text) => text,
  number: () => readNumber,
  integer: () => readInteger,
  boolean: () => readBoolean,
  date: () => readDate,
  datetime: (_fact, zone) => (text) => readDatetime(text, zone),
  enum: readEnum,
  list: readList,
};

/** Types whose few different texts are worth remembering. */
const repeats: Record<Fact['type'], boolean> = {
  string: false,
  text: false,
  number: false,
  integer: false,
  boolean: true,
  date: true,
  datetime: false,
  enum: true,
  list: true,
};

const MOST_REMEMBERED = 4096;

function remembering(read: CellReader): CellReader {
  const known = new Map<string, Read>();
  return (cell) => {
    if (known.has(cell)) return known.get(cell);
    const value = read(cell);
    if (cell.length > 64) return value;
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(cell, value);
    return value;
  };
}

function isBounded({ type, min, max }: Fact): boolean {
  const sized = type === 'string' || type === 'text' || type === 'list';
  return sized || min !== undefined || max !== undefined;
}

function boundsOf(fact: Fact): (value: Exclude<FactValue, null>, text: string) => Read {
  return (value, text) => {
    const misfit = misfitOf(fact, value);
    if (misfit === undefined) return value;
    const { zh = '', en = '' } = Object(misfit.details['reason']) as { zh?: string; en?: string };
    return cellFault('misfit', text, { why_zh: zh, why_en: en });
  };
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,4})?$/;
/** As many digits as a number surely keeps. */
const SURE_DIGITS = 15;

function readNumber(text: string): Read {
  if (!NUMBER.test(text)) return cellFault(commaOr(text, 'not_number'), text);
  const value = Number(text);
  if (!Number.isFinite(value)) return cellFault('not_exact', text);
  if (text.length > SURE_DIGITS && !isExact(text, value)) return cellFault('not_exact', text);
  return value === 0 ? 0 : value;
}

function readInteger(text: string): Read {
  if (!/^[+-]?\d+(?:\.0*)?$/.test(text)) return cellFault(commaOr(text, 'not_integer'), text);
  const value = Number(text);
  if (!Number.isSafeInteger(value)) return cellFault('not_exact', text);
  return value === 0 ? 0 : value;
}

function commaOr(text: string, other: CellFault['reason']): CellFault['reason'] {
  return /^[+-]?\d[\d.]*,[\d.,]*$/.test(text) ? 'decimal_comma' : other;
}

/** Does the number say every digit that was written? */
function isExact(text: string, value: number): boolean {
  return digitsOf(text) === digitsOf(String(value));
}

/** Significant digits and the power of ten of the last one. */
function digitsOf(text: string): string {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.replace(/^[+-]/, '').split('.');
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const kept = digits.replace(/0+$/, '');
  if (kept === '') return '0';
  return `${kept}e${Number(exponent) - fraction.length + digits.length - kept.length}`;
}

const booleans: Readonly<Record<string, boolean>> = {
  true: true,
  false: false,
  yes: true,
  no: false,
  y: true,
  n: false,
  '1': true,
  '0': false,
  是: true,
  否: false,
};

function readBoolean(text: string): Read {
  const known = text.toLowerCase();
  return Object.hasOwn(booleans, known) ? booleans[known] : cellFault('not_boolean', text);
}

const DATE =
  /^(\d{4})(?:-(\d{1,2})-(\d{1,2})|\/(\d{1,2})\/(\d{1,2})|(\d{2})(\d{2})|年(\d{1,2})月(\d{1,2})日)$/;

function readDate(text: string): Read {
  const found = DATE.exec(text);
  if (found === null) return cellFault('not_date', text);
  const [year, month, day] = found.slice(1).filter((part) => part !== undefined);
  const written = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  const number = dayNumber(written);
  return number === undefined ? cellFault('no_such_date', text) : dayText(number);
}

const DATETIME =
  /^(\d{4}[-/]\d{1,2}[-/]\d{1,2})[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s?(Z|[+-]\d{2}:?\d{2})?$/;

function readDatetime(text: string, zone: string | undefined): Read {
  const found = DATETIME.exec(text);
  if (found === null) return cellFault('not_datetime', text);
  const [, date = '', hour, minute, second = '0', fraction = '0', offset] = found;
  const day = readDate(date);
  const number = typeof day === 'string' ? dayNumber(day) : undefined;
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  if (number === undefined || h > 23 || m > 59 || s > 59) return cellFault('no_such_time', text);
  const rest = s * 1000 + Math.trunc(Number(`0.${fraction}`) * 1000);
  if (offset !== undefined) {
    const ms = number * DAY_MS + (h * 60 + m - minutesOf(offset)) * 60_000 + rest;
    return instantText(ms);
  }
  if (zone === undefined) return cellFault('no_offset', text);
  return instantText(wallMs(zone, number, h * 60 + m) + rest);
}

/** Minutes east of UTC of `Z`, `+08:00` or `+0800`. */
function minutesOf(offset: string): number {
  if (offset === 'Z') return 0;
  const sign = offset.startsWith('-') ? -1 : 1;
  return sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2)));
}

/** By value, or by the name of an option in either language. */
function readEnum({ options = [] }: Fact): CellReader {
  const known = new Map<string, string>();
  for (const { value, name } of options) {
    for (const text of [name.zh, name.en]) known.set(text, value);
  }
  for (const { value } of options) known.set(value, value);
  return (text) => known.get(text) ?? cellFault('not_option', text);
}

/** A JSON list, or items with `;` between them. */
function readList(fact: Fact, zone: string | undefined): CellReader {
  const item = cellReader({ ...fact, type: fact.item ?? 'string', nullable: false }, zone);
  return (text) => {
    const parts = text.startsWith('[') ? partsOf(text) : text.split(/[;；]/);
    if (parts === undefined) return cellFault('not_list', text);
    const values = parts.map(item);
    const wrong = values.find((one) => one === undefined || isFault(one));
    if (wrong !== undefined && isFault(wrong)) return wrong;
    return values.includes(undefined) ? cellFault('not_list', text) : (values as ListItem[]);
  };
}

function partsOf(text: string): string[] | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed.map(String) : undefined;
  } catch {
    return undefined;
  }
}
