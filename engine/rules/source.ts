/** Where rules read facts from. */
import type { FactValue, FactValues } from '../definition/facts.ts';
import type { Reason } from './explain.ts';
import type { Wording } from './words.ts';

type Literal = string | number | boolean | null;

/**
 * Arguments of a computed or derived fact, e.g. `{ step: 'survey' }` or `{ from: 'accepted_at', to: 'now' }`.
 * A parameter of the rule stands as `{ param: id }` only where conditions are written; a source is asked
 * with its value.
 */
export type FactParams = Record<string, Literal | Literal[] | { param: string }>;

/** `undefined` is *missing*: the answer is not known. `null` is known: there is no such thing (yet). */
export interface FactSource {
  read(fact: string, params?: FactParams): FactValue | undefined;
  /** Of a fact that others are asked for and that is not known: the facts for want of which it is not. */
  missing?(fact: string): readonly string[] | undefined;
  /** Of a fact that others are asked for: how it came to be what it is. */
  reason?(fact: string, wording: Wording): Reason | undefined;
}

/** A record that is an object; facts with arguments stand under their reading names. */
export function valuesSource(values: FactValues): FactSource {
  return {
    read: (fact, params) =>
      ownValue(values, params === undefined ? fact : readingName(fact, params)),
  };
}

/** What every object inherits is an object or a function; only of such is it asked whether it is its own. */
export function ownValue(values: FactValues, name: string): FactValue | undefined {
  const value: unknown = values[name];
  const isFlat = (typeof value !== 'object' && typeof value !== 'function') || value === null;
  return isFlat || Object.hasOwn(values, name) ? (value as FactValue) : undefined;
}

/**
 * The name of a reading: `used_wd`, or `step_result(step=completion_check)` where there are arguments,
 * in the order of their ids; lists are joined by `+`, a value with one of these signs stands in quotes.
 * Examples give computed facts by this name.
 */
export function readingName(fact: string, params?: FactParams): string {
  if (params === undefined) return fact;
  const known = named.get(params);
  if (known?.fact === fact) return known.name;
  const name = nameOf(fact, params);
  named.set(params, { fact, name });
  return name;
}

/** The same arguments are asked of very many records. They are never changed in place. */
const named = new WeakMap<FactParams, { fact: string; name: string }>();

function nameOf(fact: string, params: FactParams): string {
  const given = Object.entries(params);
  if (given.length === 0) return fact;
  const sorted = given.toSorted(([a], [b]) => (a < b ? -1 : 1));
  const words = sorted.map(([id, value]) => `${id}=${[value].flat().map(quoted).join('+')}`);
  return `${fact}(${words.join(',')})`;
}

function quoted(value: Literal | { param: string }): string {
  if (typeof value === 'object' && value !== null) return `{${value.param}}`;
  const text = String(value);
  return /[,=()+"]/.test(text) ? JSON.stringify(text) : text;
}
