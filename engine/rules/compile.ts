/**
 * Rules made ready for very many records, without generated code. A record is classed once per probe
 * (see classes.ts); each class has a row of bits, one for each term of each rule, saying where the term
 * may still hold. The rows of all probes and-ed together are the answers to all rules at once. The
 * operators are asked while this is made, never while it runs, so it answers as the interpreter does.
 */
import type { FactDictionary } from '../case/forms.ts';
import type { Comparison, Condition } from '../definition/condition.ts';
import type { Truth } from '../flow/outcome.ts';
import { FALSE, probesOf, TRUE, type Probe } from './classes.ts';
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
  hits: number[];
  /** Rules that are not known for want of facts. */
  unknown: number[];
}

export interface Program {
  readonly ids: readonly string[];
  /** What each bit stands for. */
  readonly terms: readonly Term[];
  readonly probes: readonly ProbeRows[];
  /** Words of bits in a row. */
  readonly words: number;
  /** Bit -> place of its rule. */
  readonly ruleOf: Int32Array;
  /** Rules whose tree is shorter than their terms: the interpreter answers them. */
  readonly trees: readonly { rule: number; asked: Asked }[];
  readonly facts: FactDictionary;
  /** Where a record's rows are and-ed: one record at a time, so one place serves all. */
  readonly sums: { certain: Int32Array; possible: Int32Array };
}

export interface ProbeRows {
  probe: Probe;
  /** `words` words for each class: terms that the class leaves certain. */
  certain: Int32Array;
  /** And those that it leaves possible: certain, or unknown. */
  possible: Int32Array;
}

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
  const words = Math.max(1, Math.ceil(terms.length / 32));
  const used = new Set(terms.flatMap((term) => [...term.keys()]));
  return {
    ids: asked.map(({ id }) => id),
    terms,
    probes: [...probes.values()]
      .filter(({ name }) => used.has(name))
      .map((probe) => rowsOf(probe, terms, words)),
    words,
    ruleOf: Int32Array.from(ruleOf),
    trees,
    facts,
    sums: { certain: new Int32Array(words), possible: new Int32Array(words) },
  };
}

function rowsOf(probe: Probe, terms: readonly Term[], words: number): ProbeRows {
  const certain = new Int32Array(probe.count * words);
  const possible = new Int32Array(probe.count * words);
  for (const [bit, term] of terms.entries()) {
    const truths = term.get(probe.name);
    for (let of = 0; of < probe.count; of++) {
      const truth = truths === undefined ? TRUE : (truths[of] ?? FALSE);
      const at = of * words + (bit >> 5);
      if (truth === TRUE) certain[at] = (certain[at] ?? 0) | (1 << (bit & 31));
      if (truth !== FALSE) possible[at] = (possible[at] ?? 0) | (1 << (bit & 31));
    }
  }
  return { probe, certain, possible };
}

/** Asks every rule about one record. */
export function run(program: Program, source: FactSource): Answered {
  const { facts, words, probes } = program;
  const around: Surroundings = { source, facts };
  const { certain, possible } = program.sums;
  certain.fill(-1);
  possible.fill(-1);
  for (const rows of probes) {
    const at = rows.probe.classOf(around) * words;
    for (let word = 0; word < words; word++) {
      (certain[word] as number) &= rows.certain[at + word] as number;
      (possible[word] as number) &= rows.possible[at + word] as number;
    }
  }
  return answeredBy(program, certain, possible, around);
}

function answeredBy(
  program: Program,
  certain: Int32Array,
  possible: Int32Array,
  around: Surroundings,
): Answered {
  const hits = rulesIn(program, certain);
  const maybe = isSame(certain, possible) ? [] : rulesIn(program, possible);
  const unknown = maybe.filter((rule) => !hits.includes(rule));
  for (const { rule, asked } of program.trees) {
    const truth: Truth = interpret(asked.condition, { ...around, params: asked.params });
    if (truth === true) hits.push(rule);
    if (truth === 'unknown') unknown.push(rule);
  }
  return { hits, unknown };
}

/** The rules whose bits are set, each once. */
function rulesIn({ ruleOf }: Program, words: Int32Array): number[] {
  const found: number[] = [];
  let last = -1;
  for (let word = 0; word < words.length; word++) {
    for (let rest = words[word] as number; rest !== 0; rest &= rest - 1) {
      const rule = ruleOf[word * 32 + 31 - Math.clz32(rest & -rest)];
      if (rule === undefined || rule === last) continue;
      found.push(rule);
      last = rule;
    }
  }
  return found;
}

function isSame(one: Int32Array, other: Int32Array): boolean {
  for (let word = 0; word < one.length; word++) if (one[word] !== other[word]) return false;
  return true;
}
