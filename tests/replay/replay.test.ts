/**
 * Histories recorded once replay for ever: whatever is changed in the product, the entries of a case
 * that was run by an older one fold to the state that the older one had.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fold } from '@flowmeter/engine/case/fold.ts';
import type { CaseEvent, Entry } from '@flowmeter/engine/case/events.ts';
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

/** Every kind of event that there is; a new one wants a history. */
const kinds: Record<CaseEvent['type'], true> = {
  'activity.recorded': true,
  'block.reopened': true,
  'case.cancelled': true,
  'case.ended': true,
  'case.migrated': true,
  'case.moved': true,
  'case.opened': true,
  'child.asked': true,
  'child.ended': true,
  'child.opened': true,
  'effect.answered': true,
  'effect.asked': true,
  'facts.set': true,
  'limit.escalated': true,
  'limit.passed': true,
  'limit.reminded': true,
  'limits.set': true,
  'message.awaited': true,
  'message.received': true,
  'notice.given': true,
  'repeat.begun': true,
  'signers.added': true,
  'signing.closed': true,
  'signing.opened': true,
  'step.arrived': true,
  'step.completed': true,
  'step.failed': true,
  'step.retried': true,
  'step.skipped': true,
  'step.withdrawn': true,
  'task.assigned': true,
  'task.claimed': true,
  'task.copied': true,
  'task.decided': true,
  'task.delegated': true,
  'task.handed_back': true,
  'task.paused': true,
  'task.reassigned': true,
  'task.released': true,
  'task.reopened': true,
  'task.resumed': true,
  'task.signed': true,
  'task.taken_back': true,
  'task.transferred': true,
  'task.urged': true,
  'wait.set': true,
};

test('every kind of event stands in some history', () => {
  const recorded = histories.flatMap(([, { entries }]) =>
    entries.flatMap(({ events }) => events.map(({ type }) => type)),
  );
  expect([...new Set(recorded)].toSorted()).toEqual(Object.keys(kinds).toSorted());
});
