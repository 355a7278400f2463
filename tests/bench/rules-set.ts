/** Fifty rules with about 240 conditions over the facts of rules-records.ts, made from a seed. */
import type { Comparison, Condition } from '@flowmeter/engine/definition/condition.ts';
import type { ListItem } from '@flowmeter/engine/definition/facts.ts';
import type { Asked } from '@flowmeter/engine/rules/compile.ts';
import { comparisonsIn } from '@flowmeter/engine/rules/interpret.ts';
import { chance } from '../support/chance.ts';
import { domains, type Domain } from './rules-records.ts';

/** Shapes of rules, by how many comparisons they take, and how many rules have each. */
const shapes: readonly [rules: number, leaves: number, shape: (of: Condition[]) => Condition][] = [
  [10, 4, ([a, b, c, d]) => ({ all: [a, b, c, d] as Condition[] })],
  [10, 4, ([a, b, c, d]) => ({ all: [a, b, { any: [c, d] }] as Condition[] })],
  [10, 5, ([a, b, c, d, e]) => ({ all: [a, b, c, { any: [d, e] }] as Condition[] })],
  [8, 5, ([a, b, c, d, e]) => ({ all: [a, b, { any: [c, d] }, { not: e }] as Condition[] })],
  [
    6,
    6,
    ([a, b, c, d, e, f]) => ({ all: [a, b, { any: [c, { all: [d, e] }] }, f] as Condition[] }),
  ],
  [
    6,
    6,
    ([a, b, c, d, e, f]) => ({ any: [{ all: [a, b, c] }, { all: [d, e, f] }] as Condition[] }),
  ],
];

export const rules: readonly Asked[] = makeRules(20_261_123);

export const conditionCount = rules.flatMap(({ condition }) => comparisonsIn(condition)).length;

function makeRules(seed: number): Asked[] {
  const next = chance(seed);
  const deck: string[] = [];
  const conditions = shapes.flatMap(([count, leaves, shape]) =>
    Array.from({ length: count }, () => {
      if (deck.length < leaves) deck.splice(0, deck.length, ...shuffled(next));
      return shape(deck.splice(0, leaves).map((fact) => comparison(fact, next)));
    }),
  );
  return conditions.map((condition, place) => ({ id: `r${place + 1}`, condition }));
}

/** Every fact once, so that the rules use all of them about equally, and none twice in a rule. */
function shuffled(next: () => number): string[] {
  const facts = Object.keys(domains).map((fact) => ({ fact, order: next() }));
  return facts.toSorted((a, b) => a.order - b.order).map(({ fact }) => fact);
}

/** Facts that may be null are compared by what null never passes, whoever is asked. */
function comparison(fact: string, next: () => number): Comparison {
  const { type, values, skew } = domains[fact] as Domain;
  const pick = (share: number): ListItem => values[Math.floor(share * values.length)] as ListItem;
  if (type === 'boolean') return { fact, operator: 'equal', value: next() < 0.5 };
  if (type === 'enum' || type === 'string') {
    const some = [...new Set(Array.from({ length: 3 }, () => pick(next())))];
    const share = next();
    if (type === 'string' || share < 0.4) return { fact, operator: 'in', value: some };
    return { fact, operator: share < 0.85 ? 'equal' : 'notEqual', value: pick(next()) };
  }
  // A tenth to a half of the records pass.
  const passing = 0.1 + 0.4 * next();
  const above = next() < 0.6;
  const bound = pick((above ? 1 - passing : passing) ** skew);
  const inclusive = next() < 0.5 ? 'Inclusive' : '';
  return { fact, operator: `${above ? 'greater' : 'less'}Than${inclusive}`, value: bound };
}
