/**
 * Values of a type, cut at constants. Of values with an order: before the first cut, the first cut, between
 * the first and the second, … after the last; of keys: each key, and every other.
 */
import { dayNumber, instantMs } from '../calendar/zone.ts';
import type { Fact } from '../definition/facts.ts';
import type { Plain } from './operators.ts';

/** Class of a value that is missing, and of one that is null; what else there is follows. */
export const MISSING = 0;
export const NULL = 1;
export const FIRST = NULL + 1;

export interface Cutter {
  /** One value of each class after `NULL`, in the order of the classes. */
  samples: Plain[];
  /** The class of a value as it is compared; `MISSING` for one of another type. */
  classOf: (value: unknown) => number;
  /** Of a value as it stands in a record, where that is another. */
  classOfEntered?: (value: unknown) => number;
  /** The classes of many values as they stand in records; where they have an order, `among` is there instead. */
  classAll?: (values: readonly unknown[], places: Places) => void;
  among?: Among;
}

/** Values with an order, as numbers among cuts; `FIRST` and the number of places passed is their class. */
export interface Among {
  cuts: Float64Array;
  /** Where values stand as text in records: their number, undefined for what is none of the type. */
  numberOf?: (text: string) => number | undefined;
}

/** Where many values are, and where their classes are put: each from a place on, as many as are counted. */
export interface Places {
  first: number;
  out: Uint8Array;
  from: number;
  count: number;
  /** What is put for each class. */
  as: Uint8Array;
  /** The class of values that are not there. */
  absent: number;
}

const cutters = {
  string: keyed,
  text: keyed,
  enum: keyed,
  boolean: flags,
  number: ordered,
  integer: ordered,
  date: dated,
  datetime: timed,
} as const satisfies Partial<Record<Fact['type'], unknown>>;

/** Have values of the type an order, or equality? */
export function isCuttable(type: Fact['type']): type is keyof typeof cutters {
  return Object.hasOwn(cutters, type);
}

export function cutterOf(type: Fact['type'], constants: ReadonlySet<Plain>): Cutter | undefined {
  return isCuttable(type) ? cutters[type](constants) : undefined;
}

function flags(): Cutter {
  return {
    samples: [false, true],
    classOf: (value) => (value === true ? FIRST + 1 : value === false ? FIRST : MISSING),
    classAll: (values, { first, out, from, count, as, absent }) => {
      for (let at = 0; at < count; at++) {
        const value = values[first + at];
        if (value === true) out[from + at] = as[FIRST + 1] as number;
        else if (value === false) out[from + at] = as[FIRST] as number;
        else out[from + at] = as[isAbsent(value) ? absent : MISSING] as number;
      }
    },
  };
}

function keyed(constants: ReadonlySet<Plain>): Cutter {
  const keys = [...constants].filter((one) => typeof one === 'string');
  const known = new Map<unknown, number>(keys.map((key, index) => [key, FIRST + index]));
  const rest = FIRST + keys.length;
  let other = '';
  while (known.has(other)) other += '\u0000';
  return {
    samples: [...keys, other],
    classOf: (value) => (typeof value === 'string' ? (known.get(value) ?? rest) : MISSING),
    classAll: (values, { first, out, from, count, as, absent }) => {
      for (let at = 0; at < count; at++) {
        const value = values[first + at];
        if (typeof value === 'string') out[from + at] = as[known.get(value) ?? rest] as number;
        else out[from + at] = as[isAbsent(value) ? absent : MISSING] as number;
      }
    },
  };
}

function ordered(constants: ReadonlySet<Plain>): Cutter & { among: Among } {
  const numbers = [...constants].filter((one) => typeof one === 'number');
  const cuts = Float64Array.from(numbers.toSorted((a, b) => a - b));
  return {
    samples: samplesBetween(cuts, numberBetween),
    classOf: (value) =>
      typeof value === 'number' && Number.isFinite(value) ? placeAmong(cuts, value) : MISSING,
    among: { cuts },
  };
}

/** Date-times are compared as milliseconds. */
function timed(constants: ReadonlySet<Plain>): Cutter {
  const { samples, classOf, among } = ordered(constants);
  return {
    samples,
    classOf,
    classOfEntered: (value) => (typeof value === 'string' ? classOf(instantMs(value)) : MISSING),
    among: { cuts: among.cuts, numberOf: instantMs },
  };
}

/** The order of days as text is that of their numbers. */
function dated(constants: ReadonlySet<Plain>): Cutter {
  const days = [...constants].filter((one) => typeof one === 'string').toSorted();
  const cuts = Float64Array.from(days.flatMap((one) => dayNumber(one) ?? []));
  return {
    samples: samplesBetween(days, dayBetween),
    classOf: (value) => {
      const day = typeof value === 'string' ? dayNumber(value) : undefined;
      return day === undefined ? MISSING : placeAmong(cuts, day);
    },
    among: { cuts, numberOf: dayNumber },
  };
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

/** By halves, without branches: which way a value goes is no more foreseeable than the value. */
function placeAmong(cuts: Float64Array, value: number): number {
  if (cuts.length === 0) return FIRST;
  let at = 0;
  for (let left = cuts.length; left > 1; ) {
    const half = left >> 1;
    at += Number((cuts[at + half] as number) <= value) * half;
    left -= half;
  }
  const cut = cuts[at] as number;
  return FIRST + 2 * at + Number(cut < value) + Number(cut <= value);
}

function samplesBetween<T extends string | number>(
  cuts: ArrayLike<T>,
  sampleOf: (before: T | undefined, after: T | undefined) => T,
): Plain[] {
  const samples: Plain[] = [];
  for (let at = 0; at <= cuts.length; at++) {
    samples.push(sampleOf(cuts[at - 1], cuts[at]));
    if (at < cuts.length) samples.push(cuts[at] as T);
  }
  return samples;
}

/** No day follows another by less than what a sign more makes. */
function dayBetween(before: string | undefined): string {
  return before === undefined ? '' : `${before}!`;
}

function numberBetween(before: number | undefined, after: number | undefined): number {
  if (before === undefined) return after === undefined ? 0 : below(after);
  return after === undefined ? -below(-before) : before / 2 + after / 2;
}

/** A number below; where the step of one is lost in rounding, half as far from nought, or twice. */
function below(value: number): number {
  return value - 1 < value ? value - 1 : value * (value < 0 ? 2 : 0.5);
}
