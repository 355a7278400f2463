/** A list as it is typed: one item a line. */
import type { Fact, FactValue, ListItem } from '@flowmeter/engine/definition/facts.ts';

type ItemType = NonNullable<Fact['item']>;

/** How yes and no are written in the person's language. */
export interface YesNo {
  yes: string;
  no: string;
}

/** What a line says; a line that says nothing of its type stays as it is, and is complained about. */
const readers: Record<ItemType, (line: string, fact: Fact, words: YesNo) => ListItem> = {
  string: (line) => line,
  date: (line) => line,
  number: figure,
  integer: figure,
  boolean: (line, _fact, { yes, no }) => {
    if (line === yes || line === 'true') return true;
    return line === no || line === 'false' ? false : line;
  },
  enum: (line, { options = [] }) =>
    options.find(({ value, name }) => [value, name.zh, name.en].includes(line))?.value ?? line,
};

/** Empty lines say nothing; null when there is nothing else. */
export function itemsIn(text: string, fact: Fact, words: YesNo): readonly ListItem[] | null {
  const lines = text.split('\n').map((line) => line.trim());
  const items = lines
    .filter((line) => line !== '')
    .map((line) => readers[fact.item ?? 'string'](line, fact, words));
  return items.length === 0 ? null : items;
}

export function linesOf(value: FactValue, show: (item: ListItem) => string): string {
  return Array.isArray(value) ? (value as readonly ListItem[]).map(show).join('\n') : '';
}

/** Do two values list the same? Then what was typed for it can stay as it was typed. */
export function sameItems(one: FactValue, other: FactValue): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

function figure(line: string): ListItem {
  const number = Number(line);
  return Number.isFinite(number) ? number : line;
}
