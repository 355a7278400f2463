/** Which facts may take the value of which. */
import type { Fact } from '../definition/facts.ts';

/** What each type may take besides its own values. */
const takesAlso: Partial<Record<Fact['type'], readonly Fact['type'][]>> = {
  number: ['integer'],
  string: ['enum'],
  text: ['string', 'enum'],
};

/** Does every value of one fact fit the type of another? Bounds are left to the value itself. */
export function fits(source: Fact, target: Fact): boolean {
  if (source.type === 'list' && target.type === 'list') {
    return fits(itemOf(source), itemOf(target));
  }
  if (source.type === 'enum' && target.type === 'enum') {
    const known = new Set(target.options?.map(({ value }) => value));
    return (source.options ?? []).every(({ value }) => known.has(value));
  }
  return source.type === target.type || (takesAlso[target.type]?.includes(source.type) ?? false);
}

/** An item of a list, as a fact of its own. */
export function itemOf(list: Fact): Fact {
  return { ...list, type: list.item ?? 'string' };
}

export function isMoment({ type }: Fact): boolean {
  return type === 'date' || type === 'datetime';
}
