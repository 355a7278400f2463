/**
 * Value classes: the values of a fact, cut where the comparisons of a rule set cut them. Values of one
 * class are alike for every one of those comparisons, so that asking the operators once for each class
 * answers them for all records. What cannot be cut (two facts compared, a part of a text) is a class of
 * its own: the comparison's answer.
 */
import type { Comparison } from '../definition/condition.ts';
import type { FactDictionary } from '../case/forms.ts';
import { isEntered } from '../case/builtin-facts.ts';
import {
  meaningOf,
  plain,
  valueOf,
  type Meaning,
  type Reading,
  type Surroundings,
  type Terms,
} from './operands.ts';
import type { Plain } from './operators.ts';

/** Truths as numbers, so that Kleene's `all` is the least, `any` the greatest, `not` 2 minus. */
export const FALSE = 0;
export const UNKNOWN = 1;
export const TRUE = 2;

/** Class of a value that is missing, and of one that is null; what else there is follows. */
export const MISSING = 0;
export const NULL = 1;

/** One thing to find out about a record, with finitely many outcomes. */
export interface Probe {
  /** Tells probes apart. */
  name: string;
  /** How many classes it has. */
  count: number;
  classOf: (around: Surroundings) => number;
  /** Where the value of one reading decides: which, and the class of a value as it is compared. */
  value?: { reading: Reading; classOf: (value: Plain | undefined) => number };
}

/** A comparison as an outcome of a probe: its truth for each class. */
export interface Leaf {
  probe: string;
  truths: Uint8Array;
}

interface Cut {
  reading: Reading;
  constants: Set<Plain>;
  facts: FactDictionary;
}

/** Every probe that these comparisons need, with each comparison's truths. */
export function probesOf(asked: readonly (Terms & { comparison: Comparison })[]) {
  const cuts = new Map<string, Cut>();
  for (const { comparison, ...terms } of asked) {
    const meaning = meaningOf(comparison, terms);
    if (meaning === undefined || !isCut(meaning)) continue;
    const { name } = meaning.left;
    const cut = cuts.get(name) ?? {
      reading: meaning.left,
      constants: new Set(),
      facts: terms.facts,
    };
    cuts.set(name, cut);
    for (const one of constantsOf(meaning)) cut.constants.add(one);
  }
  const probes = new Map<string, Probe>();
  const samples = new Map<string, (Plain | undefined)[]>();
  for (const [name, cut] of cuts) {
    const made = cutProbe(name, cut);
    probes.set(name, made.probe);
    samples.set(name, made.samples);
  }
  return { probes, leafOf: (comparison: Comparison, terms: Terms) => leaf(comparison, terms) };

  function leaf(comparison: Comparison, terms: Terms): Leaf {
    const meaning = meaningOf(comparison, terms);
    if (meaning === undefined || !isCut(meaning)) return answerLeaf(comparison, terms);
    const { name } = meaning.left;
    const truths = (samples.get(name) ?? []).map((value) => truthOf(meaning, value));
    return { probe: name, truths: Uint8Array.from(truths) };
  }

  function answerLeaf(comparison: Comparison, terms: Terms): Leaf {
    const name = `answer ${JSON.stringify([comparison, terms.params ?? null])}`;
    if (!probes.has(name)) probes.set(name, answerProbe(name, meaningOf(comparison, terms)));
    return { probe: name, truths: Uint8Array.of(FALSE, UNKNOWN, TRUE) };
  }
}

/** What a comparison answers, as its class; as the interpreter has it (see `compare`). */
function answerProbe(name: string, meaning: Meaning | undefined): Probe {
  if (meaning === undefined) return { name, count: 3, classOf: () => UNKNOWN };
  const { right } = meaning;
  const left = reader(meaning.left);
  if ('reading' in right) {
    const other = reader(right.reading);
    return { name, count: 3, classOf: (around) => answer(meaning, left(around), other(around)) };
  }
  const classOf = (value: Plain | undefined) => answer(meaning, value, right.constant);
  const value = { reading: meaning.left, classOf };
  return { name, count: 3, classOf: (around) => classOf(left(around)), value };
}

function answer(
  { operator }: Meaning,
  one: Plain | undefined,
  two: Plain | readonly Plain[] | undefined,
): number {
  const hasNull = one === null || two === null;
  if (hasNull && operator.takes !== 'nothing') return FALSE;
  if (one === undefined || two === undefined) return UNKNOWN;
  return operator.test(one, two) ? TRUE : FALSE;
}

/** A reading as it is compared; only what is not there takes the long way (see `readFact`). */
function reader(reading: Reading): (around: Surroundings) => Plain | undefined {
  const { fact, params, type } = reading;
  return (around) => {
    const value = around.source.read(fact, params);
    return value === undefined || value === null ? valueOf(reading, around) : plain(type, value);
  };
}

/** Compares a fact with constants by an order or by equality. */
function isCut({ operator, left, right }: Meaning): boolean {
  return !('reading' in right) && operator.cuts && familyOf(left) !== undefined;
}

function constantsOf({ operator, right }: Meaning): readonly Plain[] {
  if ('reading' in right || operator.takes === 'nothing') return [];
  const { constant } = right;
  return typeof constant === 'object' && constant !== null ? constant : [constant];
}

/** As the interpreter answers it (see `compare`). */
function truthOf({ operator, right }: Meaning, value: Plain | undefined): number {
  if ('reading' in right) return UNKNOWN;
  if (value === null && operator.takes !== 'nothing') return FALSE;
  if (value === undefined) return UNKNOWN;
  return operator.test(value, right.constant) ? TRUE : FALSE;
}

function cutProbe(name: string, { reading, constants, facts }: Cut) {
  const cut = cutters[familyOf(reading) ?? 'keyed'](constants);
  const samples = [undefined, null, ...cut.samples];
  const entered = reading.params === undefined && isEntered(reading.fact, facts);
  const classOf = entered ? enteredClass(reading, facts, cut) : foundClass(reading, cut);
  const probe = { name, count: samples.length, classOf };
  return { probe, samples };
}

/** The class of a fact that is built in or computed. */
function foundClass(reading: Reading, { classOf }: Cutter): (around: Surroundings) => number {
  const read = reader(reading);
  return (around) => {
    const value = read(around);
    if (value === undefined) return MISSING;
    return value === null ? NULL : classOf(value);
  };
}

/**
 * The class of a fact that is entered and kept as it is, without a detour through what only built-in and
 * computed facts need; as `readFact` has it.
 */
function enteredClass({ fact, type }: Reading, facts: FactDictionary, cut: Cutter) {
  const absent = facts[fact]?.nullable === true ? NULL : MISSING;
  const { classOf } = cut;
  const find = needsReading.has(type)
    ? remembering((value) => readClass(type, value, cut))
    : classOf;
  return ({ source }: Surroundings): number => {
    const value = source.read(fact);
    return value === undefined || value === null ? absent : find(value);
  };
}

/** Types whose values are compared as something else than what stands in the record, or checked first. */
const needsReading: ReadonlySet<Reading['type']> = new Set(['date', 'datetime']);

function readClass(type: Reading['type'], value: unknown, { classOf }: Cutter): number {
  const known = plain(type, value);
  return known === undefined ? MISSING : classOf(known);
}

/** Values seen, so that a day is not read again for every record; all are forgotten beyond this many. */
const REMEMBERED = 4096;

function remembering(classOf: (value: unknown) => number): (value: unknown) => number {
  const seen = new Map<unknown, number>();
  return (value) => {
    const known = seen.get(value);
    if (known !== undefined) return known;
    if (seen.size >= REMEMBERED) seen.clear();
    const fresh = classOf(value);
    seen.set(value, fresh);
    return fresh;
  };
}

interface Cutter {
  /** One value of each class after `NULL`, in the order of the classes. */
  samples: Plain[];
  /** The class of a value; `MISSING` for one of another type. */
  classOf: (value: unknown) => number;
}

const families = {
  string: 'keyed',
  text: 'keyed',
  enum: 'keyed',
  boolean: 'boolean',
  number: 'ordered',
  integer: 'ordered',
  datetime: 'ordered',
  date: 'dated',
} as const;

type Family = (typeof families)[keyof typeof families];

/** How the values of a type are cut; undefined where they have no order and no equality. */
function familyOf({ type }: Reading): Family | undefined {
  const all: Partial<Record<Reading['type'], Family>> = families;
  return all[type];
}

const FIRST = NULL + 1;

const cutters: Record<Family, (constants: ReadonlySet<Plain>) => Cutter> = {
  boolean: () => ({
    samples: [false, true],
    classOf: (value) => (value === true ? FIRST + 1 : value === false ? FIRST : MISSING),
  }),
  keyed,
  ordered,
  dated,
};

function keyed(constants: ReadonlySet<Plain>): Cutter {
  const keys = [...constants].filter((one) => typeof one === 'string');
  const classes = new Map<unknown, number>(keys.map((key, index) => [key, FIRST + index]));
  const rest = FIRST + keys.length;
  let other = '';
  while (classes.has(other)) other += '\u0000';
  return {
    samples: [...keys, other],
    classOf: (value) => (typeof value === 'string' ? (classes.get(value) ?? rest) : MISSING),
  };
}

/** Classes: before the first cut, the first cut, between the first and the second, … after the last. */
function ordered(constants: ReadonlySet<Plain>): Cutter {
  const numbers = [...constants].filter((one) => typeof one === 'number');
  const cuts = Float64Array.from(numbers.toSorted((a, b) => a - b));
  const classOf = (value: unknown): number => {
    if (typeof value !== 'number' || !Number.isFinite(value)) return MISSING;
    let at = 0;
    while (at < cuts.length && (cuts[at] as number) < value) at++;
    return FIRST + 2 * at + (at < cuts.length && cuts[at] === value ? 1 : 0);
  };
  return { classOf, samples: samplesBetween(cuts, numberBetween) };
}

/** Days are compared as text. */
function dated(constants: ReadonlySet<Plain>): Cutter {
  const cuts = [...constants].filter((one) => typeof one === 'string').toSorted();
  const classOf = (value: unknown): number => {
    if (typeof value !== 'string') return MISSING;
    let at = 0;
    while (at < cuts.length && (cuts[at] as string) < value) at++;
    return FIRST + 2 * at + (at < cuts.length && cuts[at] === value ? 1 : 0);
  };
  return { classOf, samples: samplesBetween(cuts, dayBetween) };
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
