/**
 * A program laid out for many rows at a time. A *lane* holds a class for each row, of at most sixteen: a
 * probe of more classes is told apart in several lanes, each as far as some of the terms see it. Terms
 * stand in *groups* of eight, a bit each; what a lane's class says of a group's terms is one byte.
 */
import type { Program } from '../rules/compile.ts';
import { TRUE, FALSE, UNKNOWN } from '../rules/classes.ts';

/** A byte can be looked up in a register of sixteen. */
const MOST_CLASSES = 16;

/** Terms in a group. */
export const TERMS = 8;

export interface Lane {
  /** Place of its probe in the program. */
  probe: number;
  /** Class of the probe -> class of the lane. */
  classOf: Uint8Array;
  /** Classes from this one on leave some term unknown. */
  open: number;
}

export interface Group {
  lookups: readonly Lookup[];
  /** Place of each bit's rule. */
  rules: readonly number[];
}

/** For each class of the lane, the terms that it leaves certain, and those it leaves possible. */
export interface Lookup {
  lane: number;
  certain: Uint8Array;
  possible: Uint8Array;
}

export interface Layout {
  lanes: readonly Lane[];
  groups: readonly Group[];
}

/** What one term asks of one lane. */
interface Ask {
  lane: number;
  /** Truth for each class of the lane. */
  truths: Uint8Array;
}

const layouts = new WeakMap<Program, Layout>();

export function layoutOf(program: Program): Layout {
  const known = layouts.get(program);
  if (known !== undefined) return known;
  const { lanes, asks } = lanesFor(program);
  const bits = orderedBits(asks);
  const groups: Group[] = [];
  for (let at = 0; at < bits.length; at += TERMS) {
    groups.push(groupOf(bits.slice(at, at + TERMS), asks, program.ruleOf));
  }
  const layout = { lanes, groups };
  layouts.set(program, layout);
  return layout;
}

/** The lanes of every probe, and what each term asks of them. */
function lanesFor({ probes, terms }: Program) {
  const lanes: Lane[] = [];
  const asks: Ask[][] = terms.map(() => []);
  for (const [probe, one] of probes.entries()) {
    const vectors = new Map<string, { truths: Uint8Array; bits: number[] }>();
    for (const [bit, term] of terms.entries()) {
      const truths = term.get(one.name);
      if (truths === undefined) continue;
      const key = truths.join('');
      const known = vectors.get(key) ?? { truths, bits: [] };
      vectors.set(key, known);
      known.bits.push(bit);
    }
    for (const part of parted([...vectors.values()], one.count)) {
      const { lane, classes } = laneOf(
        probe,
        part.map(({ truths }) => truths),
        one.count,
      );
      for (const { truths, bits } of part) {
        const seen = Uint8Array.from(classes, (of) => truths[of] ?? FALSE);
        for (const bit of bits) asks[bit]?.push({ lane: lanes.length, truths: seen });
      }
      lanes.push(lane);
    }
  }
  return { lanes, asks };
}

/** As many vectors together as sixteen classes tell apart. */
function parted<T extends { truths: Uint8Array }>(vectors: readonly T[], count: number): T[][] {
  const parts: T[][] = [];
  for (const vector of vectors) {
    const last = parts.at(-1);
    const together = [...(last ?? []), vector];
    if (last === undefined || distinct(together, count) > MOST_CLASSES) parts.push([vector]);
    else last.push(vector);
  }
  return parts;
}

function distinct(vectors: readonly { truths: Uint8Array }[], count: number): number {
  const seen = new Set<string>();
  for (let of = 0; of < count; of++) seen.add(vectors.map(({ truths }) => truths[of]).join(''));
  return seen.size;
}

/** Classes that nothing leaves unknown come first, so that one look says whether a row has others. */
function laneOf(probe: number, vectors: readonly Uint8Array[], count: number) {
  const samples = new Map<string, number>();
  const keys: string[] = [];
  for (let of = 0; of < count; of++) {
    const key = vectors.map((truths) => truths[of]).join('');
    keys.push(key);
    if (!samples.has(key)) samples.set(key, of);
  }
  const all = [...samples.keys()];
  const order = [...all.filter((key) => !isOpen(key)), ...all.filter(isOpen)];
  const classOf = Uint8Array.from(keys, (key) => order.indexOf(key));
  const open = order.findIndex(isOpen);
  const lane: Lane = { probe, classOf, open: open < 0 ? MOST_CLASSES : open };
  return { lane, classes: order.map((key) => samples.get(key) ?? 0) };
}

/** Of how many terms the next is chosen. */
const WINDOW = 256;

/** Terms that look at the same lanes stand together: each lane is looked up once for all of them. */
function orderedBits(asks: readonly Ask[][]): number[] {
  const left = new Set(asks.keys());
  const order: number[] = [];
  let seen = new Set<number>();
  while (left.size > 0) {
    if (order.length % TERMS === 0) seen = new Set();
    let best: { bit: number; fresh: number } | undefined;
    for (const bit of left.keys().take(WINDOW)) {
      const wanted = asks[bit] ?? [];
      const shared = wanted.filter(({ lane }) => seen.has(lane)).length;
      const fresh = wanted.length - shared - shared / 64;
      const first = seen.size === 0 ? -fresh : fresh;
      if (best === undefined || first < best.fresh) best = { bit, fresh: first };
    }
    const { bit } = best ?? { bit: 0 };
    left.delete(bit);
    order.push(bit);
    for (const { lane } of asks[bit] ?? []) seen.add(lane);
  }
  return order;
}

function isOpen(key: string): boolean {
  return key.includes(String(UNKNOWN));
}

function groupOf(bits: readonly number[], asks: readonly Ask[][], ruleOf: Int32Array): Group {
  const used = new Set(bits.flatMap((bit) => (asks[bit] ?? []).map(({ lane }) => lane)));
  const lookups = [...used].map((lane): Lookup => {
    const certain = new Uint8Array(MOST_CLASSES);
    const possible = new Uint8Array(MOST_CLASSES);
    for (const [place, bit] of bits.entries()) {
      const ask = asks[bit]?.find((one) => one.lane === lane);
      for (let of = 0; of < MOST_CLASSES; of++) {
        const truth = ask === undefined ? TRUE : (ask.truths[of] ?? FALSE);
        if (truth === TRUE) certain[of] = (certain[of] ?? 0) | (1 << place);
        if (truth !== FALSE) possible[of] = (possible[of] ?? 0) | (1 << place);
      }
    }
    return { lane, certain, possible };
  });
  return { lookups, rules: bits.map((bit) => ruleOf[bit] ?? 0) };
}
