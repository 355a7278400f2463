/** What the tables say of a case that was moved to another version of its flow. */
import { expect, test } from 'vitest';
import type { CaseState, OpenCase, Visit } from '@flowmeter/engine/case/state.ts';
import { incidentChange } from './effect-rows.ts';
import { waitingChange } from './waiting-rows.ts';

const at = '2026-03-02T01:00:00.000Z';
const visit: Visit = { seq: 1, step: 'a', status: 'open', arrivedAt: at, limits: [], pauses: [] };
const incident = { at, code: 'x', words: { zh: 'x', en: 'x' } };

const stateOf = (one: Visit): CaseState => {
  return { id: 'c1', unit: 'north', status: 'open', visits: [one] } as unknown as OpenCase;
};

const changed = (was: Partial<Visit>, is: Partial<Visit>) =>
  [stateOf({ ...visit, ...was }), stateOf({ ...visit, ...was, ...is })] as const;

test('it is found by the message of the new version', () => {
  const was = { message: { name: 'read', key: 'M1' } };
  const row = { case_id: 'c1', seq: 1, key: 'M1' };
  expect(waitingChange(...changed(was, { message: { name: 'metered', key: 'M1' } }))).toEqual({
    gone: [{ ...row, name: 'read' }],
    come: [{ ...row, name: 'metered' }],
  });
  expect(waitingChange(...changed(was, { step: 'b' }))).toBeUndefined();
});

test('its incidents stay, under the step where they are now', () => {
  expect(incidentChange(...changed({ incident }, { limits: [] }))).toBeUndefined();
  expect(incidentChange(...changed({ incident }, { step: 'b' }))).toMatchObject({
    gone: [1],
    come: [{ case_id: 'c1', seq: 1, step: 'b', code: 'x' }],
  });
});
