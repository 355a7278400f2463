/**
 * Rules made ready for very many records, without generated code. A record is classed once per probe
 * (see classes.ts); each class has a row of bits, one for each term of each rule, saying where the term
 * may still hold. The rows of all probes and-ed together are the answers to all rules at once. The
 * operators are asked while this is made, never while it runs, so it answers as the interpreter does.
 */
import type { FactDictionary } from '../case/forms.ts';
import type { Comparison, Condition } from '../definition/condition.ts';
import type { Truth } from '../flow/outcome.ts';
import { FALSE, probesOf, TRUE, UNKNOWN, type Probe } from './classes.ts';
import { comparisonsIn, interpret } from './interpret.ts';
import type { RuleParams, Surroundings } from './operands.ts';
import type { FactSource } from './source.ts';
import { termsOf, type Term } from './terms.ts';

/** What is compiled: a condition with its thresholds. */
export interface Asked {
  id: string;
  condition: Condition;
  params?: RuleParams | undefined;
}

/** What a record answered: places of rules in the order in which they were compiled. */
export interface Answered {
  /** Rules that hold. */
  hits: readonly number[];
  /** Rules that are not known for want of facts. */
  unknown: readonly number[];
}

export interface Program {
  readonly ids: readonly string[];
  /** What each bit stands for. */
  readonly terms: readonly Term[];
  readonly probes: readonly Probe[];
  /** Bit -> place of its rule. */
  readonly ruleOf: Int32Array;
  readonly rows: Rows;
  /** Rules whose tree is shorter than their terms: the interpreter answers them. */
  readonly trees: readonly { rule: number; asked: Asked }[];
  readonly facts: FactDictionary;
}

/**
 * A row of words for each class of each probe, block by block of `BLOCK` words: first what the class leaves
 * certain, then what it leaves possible (certain, or unknown).
 */
interface Rows {
  blocks: number;
  /** Words in one block of all classes: where what is possible begins. */
  size: number;
  words: Int32Array;
  /** Probe -> its first class. */
  firstOf: Int32Array;
  /** Classes that leave something unknown. */
  open: Uint8Array;
  /** The classes of the record: one record at a time, so one place serves all. */
  found: Int32Array;
}

const BLOCK = 4;

export function compileRules(asked: readonly Asked[], facts: FactDictionary): Program {
  const comparisons = asked.flatMap(({ condition, params }) =>
    comparisonsIn(condition).map((comparison) => ({ comparison, params, facts })),
  );
  const { probes, leafOf } = probesOf(comparisons);
  const terms: Term[] = [];
  const ruleOf: number[] = [];
  const trees: Program['trees'][number][] = [];
  for (const [rule, one] of asked.entries()) {
    const { params } = one;
    const leaf = (comparison: Comparison) => leafOf(comparison, { facts, params });
    const found = termsOf(one.condition, leaf);
    if (found === undefined) trees.push({ rule, asked: one });
    for (const term of found ?? []) {
      terms.push(term);
      ruleOf.push(rule);
    }
  }
  const used = new Set(terms.flatMap((term) => [...term.keys()]));
  const asking = [...probes.values()].filter(({ name }) => used.has(name));
  return {
    ids: asked.map(({ id }) => id),
    terms,
    probes: asking,
    ruleOf: Int32Array.from(ruleOf),
    rows: rowsOf(asking, terms),
    trees,
    facts,
  };
}

function rowsOf(probes: readonly Probe[], terms: readonly Term[]): Rows {
  const firstOf = new Int32Array(probes.length);
  let classes = 0;
  for (const [place, { count }] of probes.entries()) {
    firstOf[place] = classes;
    classes += count;
  }
  const blocks = Math.ceil(terms.length / (32 * BLOCK));
  const size = classes * BLOCK;
  const words = new Int32Array(2 * blocks * size);
  const open = new Uint8Array(classes);
  const found = new Int32Array(probes.length);
  for (const [place, { name, count }] of probes.entries()) {
    for (const [bit, term] of terms.entries()) {
      const truths = term.get(name);
      const word = bit >> 5;
      for (let of = 0; of < count; of++) {
        const truth = truths === undefined ? TRUE : (truths[of] ?? FALSE);
        const row = (firstOf[place] ?? 0) + of;
        const at = 2 * size * (word >> 2) + row * BLOCK + (word & 3);
        if (truth === TRUE) words[at] = (words[at] ?? 0) | (1 << (bit & 31));
        if (truth !== FALSE) words[at + size] = (words[at + size] ?? 0) | (1 << (bit & 31));
        if (truth === UNKNOWN) open[row] = 1;
      }
    }
  }
  return { blocks, size, words, firstOf, open, found };
}

/** Asks every rule about one record. */
export function run(program: Program, source: FactSource): Answered {
  const { facts, rows, probes, trees } = program;
  const around: Surroundings = { source, facts };
  const { firstOf, open, found } = rows;
  let isOpen = 0;
  for (let place = 0; place < probes.length; place++) {
    const at = (firstOf[place] as number) + (probes[place] as Probe).classOf(around);
    found[place] = at * BLOCK;
    isOpen |= open[at] as number;
  }
  const hits = rulesWith(program, 0);
  const unknown = isOpen === 0 ? NONE : rulesWith(program, rows.size, hits);
  return trees.length === 0 ? { hits, unknown } : withTrees(program, around, { hits, unknown });
}

const NONE: readonly number[] = [];

/** The rules whose bits are in the rows of all classes found, each once, in order; not those of `but`. */
function rulesWith(program: Program, from: number, but = NONE): readonly number[] {
  const { words, found, size, blocks } = program.rows;
  let rules = NONE;
  for (let block = 0; block < blocks; block++) {
    const base = 2 * size * block + from;
    let [one, two, three, four] = [-1, -1, -1, -1];
    for (let place = 0; place < found.length; place++) {
      const at = base + (found[place] as number);
      one &= words[at] as number;
      two &= words[at + 1] as number;
      three &= words[at + 2] as number;
      four &= words[at + 3] as number;
    }
    if ((one | two | three | four) === 0) continue;
    const fresh = rules === NONE ? [] : [...rules];
    for (const [word, bits] of [one, two, three, four].entries()) {
      addRules(program.ruleOf, (block * BLOCK + word) * 32, bits, fresh, but);
    }
    rules = fresh;
  }
  return rules;
}

/** Bits of one rule stand together. */
function addRules(
  ruleOf: Int32Array,
  first: number,
  bits: number,
  rules: number[],
  but: readonly number[],
): void {
  for (let rest = bits; rest !== 0; rest &= rest - 1) {
    const rule = ruleOf[first + 31 - Math.clz32(rest & -rest)];
    if (rule === undefined || rule === rules.at(-1) || but.includes(rule)) continue;
    rules.push(rule);
  }
}

function withTrees({ trees }: Program, around: Surroundings, known: Answered): Answered {
  const hits = [...known.hits];
  const unknown = [...known.unknown];
  for (const { rule, asked } of trees) {
    const truth: Truth = interpret(asked.condition, { ...around, params: asked.params });
    if (truth === true) hits.push(rule);
    if (truth === 'unknown') unknown.push(rule);
  }
  return { hits, unknown };
}
