/**
 * Histories recorded once replay for ever: whatever is changed in the product, the entries of a case
 * that was run by an older one fold to the state that the older one had.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fold } from '@flowmeter/engine/case/fold.ts';
import type { Entry } from '@flowmeter/engine/case/events.ts';
import type { CaseState } from '@flowmeter/engine/case/state.ts';

const folder = new URL('histories/', import.meta.url);

interface History {
  entries: Entry[];
  state: CaseState;
}

const files = readdirSync(folder).toSorted();
const histories = files.map((file): [string, History] => [
  file,
  JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as History,
]);

test.each(histories)('%s folds to the state it had', (_file, { entries, state }) => {
  expect(fold(entries)).toEqual(state);
});

test.each(histories)('%s has a state after each of its entries', (_file, { entries }) => {
  const versions = entries.map((_entry, index) => fold(entries.slice(0, index + 1))?.version);
  expect(versions).toEqual(entries.map((entry) => entry.version));
});
