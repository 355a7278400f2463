/**
 * Answers conditions about one record with json-rules-engine (the only importer of it).
 *
 * The library is asked only what it answers as we mean it: every fact is resolved to a known value
 * first (arguments, date-times as numbers), thresholds are constants, the operators are those of our
 * table, `path` is never used, and each call has an engine of its own, because concurrent runs of one
 * engine drop rules. What stays unknown for want of facts is answered by the interpreter, which is
 * three-valued; the library is not.
 */
import { Engine, Rule, type TopLevelCondition } from 'json-rules-engine';
import type { FactDictionary } from '../case/forms.ts';
import type { Comparison, Condition } from '../definition/condition.ts';
import type { ItemAnswer, Truth } from '../flow/outcome.ts';
import { run } from './compile.ts';
import { answerOf, comparisonsIn, groupOf, interpret } from './interpret.ts';
import {
  meaningOf,
  valueOf,
  type Meaning,
  type Reading,
  type RuleParams,
  type Terms,
} from './operands.ts';
import { operators, type Plain } from './operators.ts';
import { programOf, type EvaluationItem } from './items.ts';
import type { FactSource } from './source.ts';

/**
 * The answer of each item, by its id: true, false or unknown; with the values read where it is true or
 * unknown, and the facts that were missing where it is unknown. Never rejects for what a record or a
 * checked condition contains, and changes neither.
 *
 * Most rules do not hold for most records, so the compiled rules look first; whatever they say holds is
 * asked of the library, and only the library's yes is one. A disagreement would be a bug in either
 * (their agreement is a tested law) and is thrown.
 */
export async function evaluate(
  items: readonly EvaluationItem[],
  source: FactSource,
  facts: FactDictionary,
): Promise<Record<string, ItemAnswer>> {
  const answers: Record<string, ItemAnswer> = {};
  const holding: EvaluationItem[] = [];
  const truths = truthsOf(items, source, facts);
  for (const [place, item] of items.entries()) {
    const truth = truths[place] ?? 'unknown';
    const around = { source, facts, params: item.params };
    answers[item.id] =
      truth === false ? { truth } : answerOf(item.condition, truth, around, item.also);
    if (truth === true) holding.push(item);
  }
  if (holding.length === 0) return answers;
  const confirmed = await askLibrary(holding, source, facts);
  for (const { id } of holding) {
    if (confirmed[id] === false) throw new Error(`json-rules-engine denies what holds: ${id}`);
  }
  return answers;
}

/** By the rules' program, or, for conditions that are asked once, by the interpreter. */
export function truthsOf(
  items: readonly EvaluationItem[],
  source: FactSource,
  facts: FactDictionary,
): Truth[] {
  const program = programOf(items, facts);
  if (program === undefined) {
    return items.map(({ condition, params }) => interpret(condition, { source, facts, params }));
  }
  const truths: Truth[] = items.map(() => false);
  const { hits, unknown } = run(program, source);
  for (const place of hits) truths[place] = true;
  for (const place of unknown) truths[place] = 'unknown';
  return truths;
}

/** What json-rules-engine says of each item; undefined where a fact is missing. */
export async function askLibrary(
  items: readonly EvaluationItem[],
  source: FactSource,
  facts: FactDictionary,
): Promise<Record<string, boolean | undefined>> {
  const known = new Map<string, Plain>();
  const askable = new Map<EvaluationItem, Compiled>();
  for (const item of items) {
    const compiled = compile(item, facts);
    const values = compiled?.readings.map(
      (one) => [one.name, valueOf(one, { source, facts })] as const,
    );
    if (!compiled || !values || values.some(([, value]) => value === undefined)) continue;
    askable.set(item, compiled);
    for (const [name, value] of values) known.set(name, value as Plain);
  }
  const held = await runLibrary([...askable.values()], known);
  return Object.fromEntries(
    items.map((item) => {
      const compiled = askable.get(item);
      return [item.id, compiled && held.has(compiled.name)];
    }),
  );
}

/** A condition as the library takes it. Equal names have equal conditions and thresholds. */
interface Compiled {
  name: string;
  rule: Rule;
  readings: Reading[];
}

/** Names of the rules that hold. */
async function runLibrary(asked: Compiled[], known: Map<string, Plain>): Promise<Set<string>> {
  if (asked.length === 0) return new Set();
  const engine = new Engine();
  for (const [id, { test }] of Object.entries(operators)) engine.addOperator(id, test);
  for (const { rule } of new Map(asked.map((one) => [one.name, one])).values())
    engine.addRule(rule);
  const { results } = await engine.run(Object.fromEntries(known));
  return new Set(results.map((result) => result.name));
}

/**
 * Conditions made ready once. A rule object of the library may serve several engines at a time: a run
 * copies its conditions before it writes into them, and takes from its engine only the operators and
 * engine facts, which are the same in all of ours (tested).
 */
const compiledByFacts = new WeakMap<FactDictionary, WeakMap<Condition, Remembered>>();

interface Remembered {
  params: RuleParams | undefined;
  compiled: Compiled | undefined;
}

function compile(item: EvaluationItem, facts: FactDictionary): Compiled | undefined {
  const { condition, params } = item;
  const ofFacts = compiledByFacts.get(facts) ?? new WeakMap<Condition, Remembered>();
  compiledByFacts.set(facts, ofFacts);
  const known = ofFacts.get(condition);
  if (known && known.params === params) return known.compiled;
  const compiled = build(condition, { facts, params });
  ofFacts.set(condition, { params, compiled });
  return compiled;
}

/** Undefined when some comparison means nothing: then the interpreter says what is unknown. */
function build(condition: Condition, terms: Terms): Compiled | undefined {
  const form = formOf(condition, terms);
  if (form === undefined) return undefined;
  const name = JSON.stringify([condition, terms.params ?? null]);
  // The library wants a group at the top.
  const conditions = (groupOf(condition) ? form : { all: [form] }) as TopLevelCondition;
  const meanings = comparisonsIn(condition).flatMap((one) => meaningOf(one, terms) ?? []);
  const readings = new Map(meanings.flatMap(readingsOf).map((one) => [one.name, one]));
  const rule = new Rule({ conditions, name, event: { type: 'held' } });
  return { name, rule, readings: [...readings.values()] };
}

function readingsOf({ left, right }: Meaning): Reading[] {
  return 'reading' in right ? [left, right.reading] : [left];
}

type LibraryForm =
  | { all: LibraryForm[] }
  | { any: LibraryForm[] }
  | { not: LibraryForm }
  | { fact: string; operator: string; value: Plain | readonly Plain[] | { fact: string } };

function formOf(condition: Condition, terms: Terms): LibraryForm | undefined {
  const group = groupOf(condition);
  if (group === undefined) return leafOf(condition as Comparison, terms);
  const parts = group.parts.flatMap((part) => formOf(part, terms) ?? []);
  const [first] = parts;
  if (first === undefined || parts.length < group.parts.length) return undefined;
  if (group.kind === 'not') return { not: first };
  return group.kind === 'all' ? { all: parts } : { any: parts };
}

function leafOf(comparison: Comparison, terms: Terms): LibraryForm | undefined {
  const meaning = meaningOf(comparison, terms);
  if (meaning === undefined) return undefined;
  const { left, right } = meaning;
  const value = 'reading' in right ? { fact: right.reading.name } : right.constant;
  return { fact: left.name, operator: comparison.operator, value };
}
