/** Parts of one condition that never hold, always hold, exclude each other, or change nothing. */
import { warning, type Details, type Problem } from '../../problem.ts';
import type { Comparison, Condition } from '../../definition/condition.ts';
import { groupOf, type Group } from '../interpret.ts';
import type { Terms } from '../operands.ts';
import { operatorOf } from '../operators.ts';
import { search, type Budget, type Wish } from './search.ts';

interface Asking {
  terms: Terms;
  /** The rule's id, for the words. */
  rule: string;
  budget: Budget;
}

/** What is odd inside a condition that as a whole holds for some records and not for others. */
export function oddParts(condition: Condition, at: string, asking: Asking): Problem[] {
  const group = groupOf(condition);
  if (group === undefined) return oddLeaf(condition as Comparison, at, asking);
  return group.parts.flatMap((part, index) => {
    const place = group.kind === 'not' ? `${at}/not` : `${at}/${group.kind}/${index}`;
    const found = oddParts(part, place, asking);
    if (found.length > 0 || !changesNothing(group, index, asking)) return found;
    return [warning('condition_superfluous', { rule: asking.rule }, place)];
  });
}

function oddLeaf(leaf: Comparison, at: string, { terms, rule, budget }: Asking): Problem[] {
  const is = (truth: boolean) => search([{ condition: leaf, terms, truth }], budget);
  if (is(true) === 'none') return [warning('condition_never', { rule, fact: leaf.fact }, at)];
  if (is(false) === 'none') return [warning('condition_always', { rule, fact: leaf.fact }, at)];
  return [];
}

/** Is the group the same without this part? That a value is there at all may well be said twice. */
function changesNothing({ kind, parts }: Group, index: number, { terms, budget }: Asking): boolean {
  const part = parts[index];
  if (kind === 'not' || part === undefined || parts.length === 1 || isPresence(part)) return false;
  const isAll = kind === 'all';
  const wishes: Wish[] = parts.map((condition, place) => {
    return { condition, terms, truth: place === index ? !isAll : isAll };
  });
  return search(wishes, budget) === 'none';
}

function isPresence(part: Condition): boolean {
  return 'operator' in part && operatorOf(part.operator)?.takes === 'nothing';
}

/** Why a condition holds for no record: one part of it, two that exclude each other, or all of them. */
export function exclusionIn(
  condition: Condition,
  at: string,
  asking: Asking,
): { at: string; details: Details } {
  const { terms, budget } = asking;
  const whole = { at, details: {} };
  const group = groupOf(condition);
  if (group?.kind !== 'all') return whole;
  const isNone = (parts: readonly Condition[]) =>
    search(
      parts.map((one) => ({ condition: one, terms, truth: true })),
      budget,
    ) === 'none';
  for (const [index, part] of group.parts.entries()) {
    if (isNone([part])) return exclusionIn(part, `${at}/all/${index}`, asking);
  }
  for (const [index, part] of group.parts.entries()) {
    for (let other = index + 1; other < group.parts.length; other++) {
      const second = group.parts[other];
      if (second === undefined || !isNone([part, second])) continue;
      return { at: `${at}/all/${other}`, details: { excludes: `${at}/all/${index}` } };
    }
  }
  return whole;
}
