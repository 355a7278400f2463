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
import { cutterOf, isCuttable, MISSING, NULL, type Among, type Cutter } from './cuts.ts';
import type { Operator, Plain } from './operators.ts';

/** Truths as numbers, so that Kleene's `all` is the least, `any` the greatest, `not` 2 minus. */
export const FALSE = 0;
export const UNKNOWN = 1;
export const TRUE = 2;

/** One thing to find out about a record, with finitely many outcomes. */
export interface Probe {
  /** Tells probes apart. */
  name: string;
  /** How many classes it has. */
  count: number;
  classOf: (around: Surroundings) => number;
  value?: ProbedValue;
  /** Where two readings are compared: those. */
  pair?: { operator: Operator; left: Reading; right: Reading };
}

/** Where the value of one reading decides. */
export interface ProbedValue {
  reading: Reading;
  /** The class of a value as it is compared; undefined is missing. */
  classOf: (value: Plain | undefined) => number;
  among?: Among | undefined;
  /** Of a fact that is entered and kept as it is: the classes of what stands in many records. */
  entered?: { classAll?: Cutter['classAll'] | undefined; absent: number };
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
    const made = cutProbe(cut);
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
    const classOf = (around: Surroundings) => answer(meaning, left(around), other(around));
    const pair = { operator: meaning.operator, left: meaning.left, right: right.reading };
    return { name, count: 3, classOf, pair };
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
  return !('reading' in right) && operator.cuts && isCuttable(left.type);
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

/** Of a type that is not cut nobody asks. */
const noCuts: Cutter = { samples: [], classOf: () => MISSING };

function cutProbe({ reading, constants, facts }: Cut): {
  probe: Probe;
  samples: (Plain | undefined)[];
} {
  const cut = cutterOf(reading.type, constants) ?? noCuts;
  const samples = [undefined, null, ...cut.samples];
  const classOf = (value: Plain | undefined): number => {
    if (value === undefined) return MISSING;
    return value === null ? NULL : cut.classOf(value);
  };
  const { name, fact } = reading;
  const { among } = cut;
  const count = samples.length;
  if (reading.params !== undefined || !isEntered(fact, facts)) {
    const read = reader(reading);
    const found = (around: Surroundings) => classOf(read(around));
    return { probe: { name, count, classOf: found, value: { reading, classOf, among } }, samples };
  }
  // Without a detour through what only built-in and computed facts need; as `readFact` has it.
  const absent = facts[fact]?.nullable === true ? NULL : MISSING;
  const find = cut.classOfEntered ?? cut.classOf;
  const classOfRecord = ({ source }: Surroundings): number => {
    const value = source.read(fact);
    return value === undefined || value === null ? absent : find(value);
  };
  const value = { reading, classOf, among, entered: { classAll: cut.classAll, absent } };
  return { probe: { name, count, classOf: classOfRecord, value }, samples };
}
