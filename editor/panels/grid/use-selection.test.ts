import { expect, test } from 'vitest';
import { historyOf, labels, redo, undo } from '../../document/undoing.ts';
import { performOnTable } from '../../document/tables/commands.ts';
import { tableDocument } from '../../document/tables/tables.fixture.ts';
import { stepBetween } from './use-selection.ts';

test('what led from one state of the history to the next is told by its words', () => {
  const start = historyOf(tableDocument());
  const insert = (history: typeof start, at: number) => {
    const answer = performOnTable(history, { do: 'insertRow', args: { at } });
    return (answer as Extract<typeof answer, { ok: true }>).value.history;
  };
  const once = insert(start, 0);
  const twice = insert(once, 1);
  const back = undo(twice);
  expect(stepBetween(labels(start), labels(once))).toEqual({ kind: 'done', of: labels(once).undo });
  expect(stepBetween(labels(once), labels(twice)).kind).toBe('done');
  expect(stepBetween(labels(twice), labels(back))).toEqual({
    kind: 'undone',
    of: labels(twice).undo,
  });
  expect(stepBetween(labels(back), labels(undo(back)))).toEqual({
    kind: 'undone',
    of: labels(once).undo,
  });
  expect(stepBetween(labels(back), labels(redo(back)))).toEqual({
    kind: 'redone',
    of: labels(twice).undo,
  });
  expect(stepBetween(labels(back), labels(insert(back, 0))).kind).toBe('done');
});
