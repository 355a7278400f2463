import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTaskId, taskId } from '@flowmeter/engine/case/state.ts';
import { createIds } from './ids.ts';

test('ids sort in the order in which they were made, even when the clock goes back', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 44 }), { maxLength: 50 }), (times) => {
      let now = 0;
      const ids = createIds(() => now);
      const made = times.map((time) => {
        now = time;
        return ids();
      });
      expect(made).toEqual(made.toSorted());
      expect(new Set(made).size).toBe(made.length);
    }),
  );
});

test('many within one millisecond stay apart and in order', () => {
  const ids = createIds(() => 1);
  const made = Array.from({ length: 5000 }, ids);
  expect(new Set(made).size).toBe(5000);
  expect(made).toEqual(made.toSorted());
});

test('the random part may be full: the next id still comes after it', () => {
  const ids = createIds(
    () => 1,
    (below) => below - 1,
  );
  const [first, second] = [ids(), ids()];
  expect(second > first).toBe(true);
  expect(second).toHaveLength(first.length);
});

test('an id names a case in a task id', () => {
  const id = createIds(() => Date.parse('2026-03-02'))();
  expect(id).toMatch(/^[0-9a-hjkmnp-tv-z]{18}$/);
  expect(parseTaskId(taskId(id, 7))).toEqual({ caseId: id, seq: 7 });
});
