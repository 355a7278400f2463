/**
 * Routes of a decision that no facts can take. The values of a fact fall into few classes: the options
 * of an enum, yes and no, and for numbers the thresholds that the conditions name and what lies between
 * them, as far as the fact's domain goes. One value of each class is tried with each of the others. What
 * cannot be cut so (texts, dates, computed facts, two facts compared) is taken to hold or not as it
 * likes; so only what is proven is said.
 */
import type { Comparison, Condition } from '../definition/condition.ts';
import type { Fact } from '../definition/facts.ts';
import type { Route } from '../definition/route.ts';
import { combine, comparisonsIn, groupOf } from '../rules/interpret.ts';
import { meaningOf, type Meaning, type Terms } from '../rules/operands.ts';
import type { Plain } from '../rules/operators.ts';

type Facts = Terms['facts'];

export interface Verdict {
  /** Routes that are taken for no facts. */
  never: Route[];
  /** Some route is taken whatever the facts are. */
  isComplete: boolean;
}

/** More combinations than this are not tried: then nothing is proven. */
const MOST_COMBINATIONS = 20_000;

/** What a comparison asks: a fact with the values that stand for its classes, or just yes and no. */
interface Variable {
  name: string;
  values: readonly Plain[];
}

/** Undefined where nothing is proven. */
export function verdictOn(routes: readonly Route[], facts: Facts): Verdict | undefined {
  const conditions = routes.flatMap(({ when }) => when ?? []);
  const variables = variablesOf(conditions.flatMap(comparisonsIn), facts);
  const count = variables.reduce((product, { values }) => product * values.length, 1);
  // A fact without values is declared wrongly, which is said elsewhere.
  if (count === 0 || count > MOST_COMBINATIONS) return undefined;
  const taken = new Set<Route>();
  let isComplete = true;
  for (let number = 0; number < count; number++) {
    const known = combination(variables, number);
    const route = routes.find(({ when }) => when === undefined || holds(when, known, facts));
    if (route === undefined) isComplete = false;
    else taken.add(route);
  }
  return { never: routes.filter((route) => !taken.has(route)), isComplete };
}

/** The n-th way of giving each variable one of its values. */
function combination(variables: readonly Variable[], number: number): Map<string, Plain> {
  const known = new Map<string, Plain>();
  let rest = number;
  for (const { name, values } of variables) {
    known.set(name, values[rest % values.length] as Plain);
    rest = Math.floor(rest / values.length);
  }
  return known;
}

function holds(condition: Condition, known: ReadonlyMap<string, Plain>, facts: Facts): boolean {
  const group = groupOf(condition);
  if (group !== undefined) {
    const parts = group.parts.map((part) => holds(part, known, facts));
    return combine(group.kind, parts) === true;
  }
  const comparison = condition as Comparison;
  const cut = cutOf(comparison, facts);
  if (cut === undefined) return known.get(nameOf(comparison)) === true;
  const value = known.get(cut.fact) ?? null;
  if (value === null && cut.operator.takes !== 'nothing') return false;
  return cut.operator.test(value, cut.constant);
}

function variablesOf(comparisons: readonly Comparison[], facts: Facts): Variable[] {
  const cuts = new Map<string, Plain[]>();
  const free = new Set<string>();
  for (const comparison of comparisons) {
    const cut = cutOf(comparison, facts);
    if (cut === undefined) free.add(nameOf(comparison));
    else cuts.set(cut.fact, [...(cuts.get(cut.fact) ?? []), ...[cut.constant].flat()]);
  }
  return [
    ...[...cuts].map(([name, constants]) => ({ name, values: valuesOf(facts[name], constants) })),
    ...[...free].map((name) => ({ name, values: [true, false] })),
  ];
}

/** A fact of the dictionary compared with constants, where its values fall into classes. */
function cutOf(comparison: Comparison, facts: Facts) {
  const meaning: Meaning | undefined = meaningOf(comparison, { facts });
  if (meaning === undefined || 'reading' in meaning.right) return undefined;
  const { left, operator, right } = meaning;
  const isDeclared = left.params === undefined && Object.hasOwn(facts, left.fact);
  if (!isDeclared || !operator.cuts || !(left.type in classes)) return undefined;
  return { fact: left.fact, operator, constant: right.constant };
}

function nameOf(comparison: Comparison): string {
  return JSON.stringify(comparison);
}

function valuesOf(fact: Fact | undefined, constants: readonly Plain[]): Plain[] {
  if (fact === undefined) return [null];
  const of = classes[fact.type as keyof typeof classes];
  const values: Plain[] = of(fact, constants);
  return fact.nullable ? [null, ...values] : values;
}

/** One value of each class that the constants make, within the domain of the fact. */
const classes = {
  boolean: (): Plain[] => [true, false],
  enum: ({ options = [] }: Fact): Plain[] => options.map((option) => option.value),
  number: (fact: Fact, constants: readonly Plain[]): Plain[] => between(fact, constants, 0.5),
  integer: (fact: Fact, constants: readonly Plain[]): Plain[] =>
    between(fact, constants, 1).filter((value) => Number.isInteger(value)),
};

/** The thresholds, what lies just beside them, and the bounds; whole numbers have others next to them. */
function between({ min, max }: Fact, constants: readonly Plain[], step: number): number[] {
  const cuts = constants.filter((one) => typeof one === 'number');
  const sorted = [...new Set(cuts)].toSorted((a, b) => a - b);
  const middles = sorted.slice(1).map((one, index) => ((sorted[index] ?? one) + one) / 2);
  const beside = sorted.flatMap((one) => [one - step, one + step]);
  const whole = sorted.flatMap((one) => [Math.floor(one), Math.ceil(one)]);
  const bounds = [min, max].filter((one) => one !== undefined);
  const all = [
    ...sorted,
    ...middles,
    ...beside,
    ...whole,
    ...bounds,
    ...(bounds.length ? [] : [0]),
  ];
  return [...new Set(all)].filter(
    (one) => (min === undefined || one >= min) && (max === undefined || one <= max),
  );
}
