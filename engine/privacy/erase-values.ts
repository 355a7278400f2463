/** Takes one person’s values out of what was stored, and marks where they stood. Everything else stays. */
import type { CaseEvent, Entry } from '../case/events.ts';
import { ERASED_WORDS } from './erased.ts';

export interface Erasing {
  /** Facts that tell of a person. */
  facts: ReadonlySet<string>;
  /** What they said, to be found in free texts too. */
  values: readonly string[];
}

/** A value this short would be found in texts that do not speak of it. */
const SHORTEST = 2;

/** The entry without the values: it folds as before, and the facts are marked as erased. */
export function eraseEntry(entry: Entry, erasing: Erasing): Entry {
  return { ...entry, events: entry.events.map((event) => eraseEvent(event, erasing)) };
}

function eraseEvent(event: CaseEvent, { facts, values }: Erasing): CaseEvent {
  if (!('data' in event) || event.data === undefined) return eraseTexts(event, values);
  const kept = Object.entries(event.data).filter(([id]) => !facts.has(id));
  const gone = Object.keys(event.data).filter((id) => facts.has(id));
  const data = Object.fromEntries(kept);
  const clean = eraseTexts({ ...event, data }, values);
  const erased = [...new Set([...(event.erased ?? []), ...gone])];
  return erased.length === 0 ? clean : { ...clean, erased };
}

/** Every text of a JSON value with a word in the place of each value. Names of fields are no texts. */
export function eraseTexts<T>(json: T, values: readonly string[]): T {
  const sought = values.filter((value) => value.length >= SHORTEST).toSorted(longestFirst);
  return sought.length === 0 ? json : (within(json, sought) as T);
}

/** A value that holds another goes first. */
function longestFirst(a: string, b: string): number {
  return b.length - a.length;
}

function within(json: unknown, values: readonly string[]): unknown {
  if (typeof json === 'string') return eraseText(json, values);
  if (Array.isArray(json)) return json.map((one) => within(one, values));
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([key, one]) => [key, within(one, values)]));
}

function eraseText(text: string, values: readonly string[]): string {
  let clean = text;
  for (const value of values) clean = clean.replaceAll(value, ERASED_WORDS);
  return clean;
}

/** What personal facts of a case ever said, as text. */
export function personalValues(entries: readonly Entry[], facts: ReadonlySet<string>): string[] {
  const found = entries.flatMap(({ events }) =>
    events.flatMap((event) =>
      'data' in event && event.data !== undefined
        ? Object.entries(event.data).flatMap(([id, value]) => (facts.has(id) ? [value] : []))
        : [],
    ),
  );
  const texts = found.flat().filter((value) => typeof value === 'string');
  return [...new Set(texts.filter((text) => text !== ''))];
}
