import { describe, expect, test } from 'vitest';
import { commit } from '../privacy/commitment.ts';
import { ERASED_WORDS } from '../privacy/erased.ts';
import { hashOfHistory } from './approval.ts';
import type { ChangeEvent } from './change.ts';
import { readEvent, writeEvent } from './written.ts';

const at = '2026-03-02T01:00:00.000Z';
const salt = 'ab'.repeat(32);
const proposal = {
  id: 'c1',
  definition: { kind: 'flow', id: 'lend', name: { zh: '借', en: 'Lend' } },
  baseHash: null,
  contentHash: 'x',
  title: 'Shorter',
  reason: 'Called 13812345678',
  evidenceHash: 'e',
  contributors: ['olga'],
  rollback: false,
};

const events: [what: string, event: ChangeEvent, words: string[]][] = [
  ['proposed', { type: 'proposed', at, by: 'olga', proposal }, ['Shorter', 'Called 13812345678']],
  ['approved', { type: 'approved', at, by: 'anna', comment: 'Fine by Li' }, ['Fine by Li']],
  ['returned', { type: 'returned', at, by: 'anna', comment: 'Ask Li' }, ['Ask Li']],
  [
    'reviewed',
    { type: 'reviewed', at, by: 'anna', verdict: 'upheld', comment: 'Li agrees' },
    ['Li agrees'],
  ],
];

function written(event: ChangeEvent) {
  const known = new Map<string, string>();
  const stored = writeEvent(event, (words) => {
    const commitment = commit(salt, words);
    known.set(commitment, words);
    return { commitment };
  });
  return { stored, known };
}

describe.each(events)('%s', (_, event, words) => {
  test('says nothing as it is stored, and what was said to whoever has the words', () => {
    const { stored, known } = written(event);
    for (const said of words) expect(JSON.stringify(stored)).not.toContain(said);
    expect(readEvent(stored, (commitment) => known.get(commitment))).toEqual(event);
  });

  test('keeps its hash once the words are gone, and says that they were', () => {
    const { stored, known } = written(event);
    const before = hashOfHistory([stored]);
    known.clear();
    const read = readEvent(stored, (commitment) => known.get(commitment));
    expect(JSON.stringify(read)).toContain(ERASED_WORDS);
    expect(hashOfHistory([stored])).toBe(before);
    expect(hashOfHistory([event])).not.toBe(before);
  });

  test('is read as it stands where it was written by an earlier version', () => {
    expect(readEvent(event, () => undefined)).toEqual(event);
  });
});

test('who says nothing has nothing to be erased', () => {
  const silent: ChangeEvent = { type: 'approved', at, by: 'anna', comment: '' };
  expect(written(silent).stored).toEqual(silent);
});
