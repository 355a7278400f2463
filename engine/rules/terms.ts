/**
 * A condition as an `any` of terms, each an `all` of leaves: the form in which a record is answered by
 * a few words of bits. Kleene's three truths are a distributive lattice with an involution, so turning a
 * tree into this form keeps every answer, unknown ones too.
 */
import type { Comparison, Condition } from '../definition/condition.ts';
import { FALSE, TRUE, type Leaf } from './classes.ts';
import { groupOf } from './interpret.ts';

/** Probe name -> the truth of what the term asks of that probe, for each class. */
export type Term = ReadonlyMap<string, Uint8Array>;

/** More terms than this, and the tree itself is the shorter program. */
export const MOST_TERMS = 64;

/** Undefined where there would be too many terms. */
export function termsOf(
  condition: Condition,
  leafOf: (comparison: Comparison) => Leaf,
  negated = false,
): Term[] | undefined {
  const group = groupOf(condition);
  if (group === undefined) {
    const { probe, truths } = leafOf(condition as Comparison);
    return [new Map([[probe, negated ? truths.map((one) => TRUE - one) : truths]])];
  }
  const { kind, parts } = group;
  const turned = kind === 'not' ? !negated : negated;
  const each: Term[][] = [];
  for (const part of parts) {
    const terms = termsOf(part, leafOf, turned);
    if (terms === undefined) return undefined;
    each.push(terms);
  }
  const isAll = kind === 'not' || (kind === 'all') !== negated;
  return isAll ? product(each) : limited(each.flat());
}

function product(parts: readonly Term[][]): Term[] | undefined {
  let all: Term[] = [new Map()];
  for (const terms of parts) {
    const next = all.flatMap((one) => terms.map((other) => both(one, other)));
    const kept = limited(next);
    if (kept === undefined) return undefined;
    all = kept;
  }
  return all;
}

function both(one: Term, other: Term): Term {
  const joined = new Map(one);
  for (const [probe, truths] of other) {
    const known = joined.get(probe);
    joined.set(
      probe,
      known ? known.map((truth, at) => Math.min(truth, truths[at] ?? FALSE)) : truths,
    );
  }
  return joined;
}

/** Terms that can hold for no class of some probe, and are never unknown there, say nothing. */
function limited(terms: Term[]): Term[] | undefined {
  const live = terms.filter((term) =>
    [...term.values()].every((truths) => truths.some((truth) => truth !== FALSE)),
  );
  return live.length > MOST_TERMS ? undefined : live;
}
