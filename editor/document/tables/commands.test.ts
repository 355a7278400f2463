import { describe, expect, it } from 'vitest';
import { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import { type HistoryOf, historyOf, undo } from '../undoing.ts';
import { performOnTable, type TableEdit } from './commands.ts';
import type { TableDocument } from './document.ts';
import { tableDocument } from './tables.fixture.ts';

const start = () => historyOf(tableDocument());
const done = (history: HistoryOf<TableDocument>, edit: TableEdit) => {
  const answer = performOnTable(history, edit);
  expect(answer).toMatchObject({ ok: true });
  return (answer as Extract<typeof answer, { ok: true }>).value.history;
};
const tableAfter = (edit: TableEdit) => done(start(), edit).document.table;

describe('edits of a table', () => {
  it('fill cells of inputs and outputs alike', () => {
    const table = tableAfter({
      do: 'setCells',
      args: {
        cells: [
          { row: 0, column: 0, content: { test: [{ from: 7 }] } },
          { row: 0, column: 2, content: { value: 'b' } },
        ],
      },
    });
    expect(table.rows[0]).toMatchObject({ when: [[{ from: 7 }], []], then: ['b'] });
  });

  it('add the rows that a paste needs below the last', () => {
    const cells = [{ row: 4, column: 2, content: { value: 'z' } }];
    const { rows } = tableAfter({ do: 'setCells', args: { cells } });
    expect(rows).toHaveLength(5);
    expect(rows[3]).toEqual({ when: [[], []], then: ['none'] });
    expect(rows[4]).toEqual({ when: [[], []], then: ['z'] });
  });

  it('give a new column to every row, and take it away with its cells', () => {
    const input = { id: 'more', name: { zh: '多', en: 'More' }, type: 'boolean' as const };
    const wider = done(start(), { do: 'addColumn', args: { input } });
    expect(wider.document.table.rows.map(({ when }) => when.length)).toEqual([3, 3]);
    const narrower = done(wider, { do: 'removeColumn', args: { column: 0 } });
    expect(narrower.document.table.inputs.map(({ id }) => id)).toEqual(['place', 'more']);
    expect(TableDefinition.safeParse(narrower.document.table).success).toBe(true);
    expect(undo(undo(narrower)).document).toEqual(tableDocument());
  });

  it('move rows together, and not beyond the ends', () => {
    const down = done(start(), { do: 'moveRows', args: { from: 0, count: 1, by: 1 } });
    expect(down.document.table.rows.map(({ then }) => then)).toEqual([['b'], ['a']]);
    const beyond = done(down, { do: 'moveRows', args: { from: 1, count: 1, by: 1 } });
    expect(beyond).toBe(down);
  });

  it('move many rows far, in one gesture', () => {
    const longer = done(start(), { do: 'insertRow', args: { at: 2, count: 3 } });
    const moved = done(longer, { do: 'moveRows', args: { from: 0, count: 2, by: 9 } });
    expect(moved.document.table.rows.map(({ then }) => then[0])).toEqual([
      'none',
      'none',
      'none',
      'a',
      'b',
    ]);
    expect(undo(undo(moved)).document).toEqual(tableDocument());
  });

  it('move a column with its cells, on its own side alone', () => {
    const moved = done(start(), { do: 'moveColumn', args: { column: 0, to: 1 } });
    const { inputs, rows } = moved.document.table;
    expect(inputs.map(({ id }) => id)).toEqual(['place', 'size']);
    expect(rows.map(({ when }) => when)).toEqual([
      [[], [{ below: 5 }]],
      [['north'], []],
    ]);
    expect(undo(moved).document).toEqual(tableDocument());
    expect(done(moved, { do: 'moveColumn', args: { column: 0, to: 2 } })).toBe(moved);
  });

  it.each<[TableEdit, string]>([
    [{ do: 'removeRows', args: { from: 0, count: 2 } }, 'last_row'],
    [{ do: 'removeColumn', args: { column: 2 } }, 'last_output'],
  ])('keep what a table cannot be without: %j', (edit, code) => {
    expect(performOnTable(start(), edit)).toMatchObject({ ok: false, problems: [{ code }] });
  });

  it('leave rows to the edits of rows', () => {
    const edit: TableEdit = { do: 'changeTable', args: { path: ['rows'], value: [] } };
    expect(tableAfter(edit)).toEqual(tableDocument().table);
  });
});
