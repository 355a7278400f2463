/** The records of an example, those alike as one with how many there are. */
import { canonical } from '@flowmeter/engine/definition/hash.ts';
import type { Given } from '../rules/readings.ts';

export interface RecordGroup {
  given: Given;
  count: number;
}

/** In the order in which each first stands. */
export function groupsOf(records: readonly Given[]): RecordGroup[] {
  const groups = new Map<string, RecordGroup>();
  for (const given of records) {
    const key = canonical(given);
    const held = groups.get(key);
    groups.set(key, { given, count: (held?.count ?? 0) + 1 });
  }
  return [...groups.values()];
}

/** The records again, one after the other. */
export function recordsOf(groups: readonly RecordGroup[]): Given[] {
  return groups.flatMap(({ given, count }) => Array.from({ length: count }, () => given));
}
