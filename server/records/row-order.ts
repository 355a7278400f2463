/**
 * The order of rows in a segment: the records of one object together, by the hash of the object, then by
 * the field that orders them, then by key.
 */
import type { RecordDefinition } from '@flowmeter/engine/definition/record.ts';
import type { Value } from './hashes.ts';
import { objectOf } from './take-rows.ts';

export interface OrderedRow {
  hash: number;
  values: readonly Value[];
}

/** Names of the fields that the order reads. */
export function orderFields(definition: RecordDefinition): string[] {
  const { key, order } = definition;
  return [...new Set([...objectOf(definition), ...(order === undefined ? [] : [order]), ...key])];
}

/** `fields`: what the values of a row are, in their order. */
export function rowOrder(
  definition: RecordDefinition,
  fields: readonly string[],
): (a: OrderedRow, b: OrderedRow) => number {
  const places = orderFields(definition).map((field) => fields.indexOf(field));
  return (a, b) => {
    if (a.hash !== b.hash) return a.hash - b.hash;
    for (const at of places) {
      const order = compared(a.values[at], b.values[at]);
      if (order !== 0) return order;
    }
    return 0;
  };
}

/** Missing, null, then by value. */
export function compared(one: Value, other: Value): number {
  if (one === other) return 0;
  if (one === undefined || other === undefined) return one === undefined ? -1 : 1;
  if (one === null || other === null) return one === null ? -1 : 1;
  return one < other ? -1 : one > other ? 1 : 0;
}
