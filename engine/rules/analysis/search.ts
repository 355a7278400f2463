/** Looks for a record that makes conditions true or false, through values that stand for all. */
import type { Comparison, Condition } from '../../definition/condition.ts';
import type { FactValue } from '../../definition/facts.ts';
import type { Truth } from '../../flow/outcome.ts';
import { combine, compare, comparisonsIn, groupOf } from '../interpret.ts';
import { meaningOf, type Terms } from '../operands.ts';
import { readingName, type FactSource } from '../source.ts';
import { domainsOf, type Domains } from './domain.ts';

/** What a record should make of a condition. */
export interface Wish {
  condition: Condition;
  terms: Terms;
  truth: boolean;
}

/** Reading -> value; readings that it says nothing about may be anything. */
export type Witness = ReadonlyMap<string, FactValue>;

/** `none`: there is no such record. `undecided`: the search was not complete. */
export type Found = Witness | 'none' | 'undecided';

/** Steps that searches may still take together. */
export interface Budget {
  steps: number;
}

/** A record that fulfils all wishes. */
export function search(wishes: readonly Wish[], budget: Budget): Found {
  const leaves = wishes.flatMap(({ condition, terms }) =>
    comparisonsIn(condition).map((comparison) => ({ comparison, terms })),
  );
  const domains = domainsOf(leaves);
  return domains === undefined ? 'undecided' : assign(wishes, domains, budget);
}

function assign(wishes: readonly Wish[], domains: Domains, budget: Budget): Found {
  const names = [...domains.keys()];
  const values = new Map<string, FactValue>();

  function from(at: number): Found {
    if (--budget.steps < 0) return 'undecided';
    const truth = granted(wishes, values);
    if (truth === true) return new Map(values);
    const name = names[at];
    if (truth === false || name === undefined) return truth === false ? 'none' : 'undecided';
    for (const value of domains.get(name) ?? []) {
      values.set(name, value);
      const found = from(at + 1);
      if (found !== 'none') return found;
    }
    values.delete(name);
    return 'none';
  }

  return from(0);
}

/** Of a record of which only some readings are settled: unknown where it depends on the others. */
export function granted(wishes: readonly Wish[], values: Witness): Truth {
  return combine(
    'all',
    wishes.map(({ condition, terms, truth }) => {
      const found = truthOf(condition, terms, values);
      return truth ? found : combine('not', [found]);
    }),
  );
}

function truthOf(condition: Condition, terms: Terms, values: Witness): Truth {
  const group = groupOf(condition);
  if (group === undefined) return leafOf(condition as Comparison, terms, values);
  return combine(
    group.kind,
    group.parts.map((part) => truthOf(part, terms, values)),
  );
}

function leafOf(comparison: Comparison, terms: Terms, values: Witness): Truth {
  const meaning = meaningOf(comparison, terms);
  if (meaning === undefined) return 'unknown';
  const { left, right } = meaning;
  if (!values.has(left.name)) return 'unknown';
  if ('reading' in right && !values.has(right.reading.name)) return 'unknown';
  const source: FactSource = { read: (fact, params) => values.get(readingName(fact, params)) };
  return compare(comparison, { ...terms, source });
}
