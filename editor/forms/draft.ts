/** A half-filled form, kept in this tab until it is sent: a reload loses nothing. */
import type { FactValue, FactValues } from '@flowmeter/engine/definition/facts.ts';

const PREFIX = 'flowmeter.form.';

/** What was kept, narrowed to the facts asked for; storage may hold anything. */
export function readDraft(key: string, facts: readonly string[]): FactValues {
  const kept = parse(sessionStorage.getItem(PREFIX + key));
  const draft: FactValues = {};
  for (const fact of facts) {
    const value = Object.hasOwn(kept, fact) ? kept[fact] : undefined;
    if (isValue(value)) draft[fact] = value;
  }
  return draft;
}

export function keepDraft(key: string, values: FactValues): void {
  try {
    sessionStorage.setItem(PREFIX + key, JSON.stringify(values));
  } catch {
    // A full or forbidden store: the form still works, it only is not kept.
  }
}

export function forgetDraft(key: string): void {
  sessionStorage.removeItem(PREFIX + key);
}

function parse(text: string | null): Record<string, unknown> {
  if (text === null) return {};
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null ? { ...json } : {};
  } catch {
    return {};
  }
}

function isValue(value: unknown): value is FactValue {
  return value === null || isItem(value) || (Array.isArray(value) && value.every(isItem));
}

function isItem(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
