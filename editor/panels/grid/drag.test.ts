import { describe, expect, it, test } from 'vitest';
import { tableDocument } from '../../document/tables/tables.fixture.ts';
import { gridColumns } from '../tables/desk.ts';
import { tableLook, tableSheet } from '../tables/table-sheet.ts';
import { deedOf } from './deeds.ts';
import { beginDrag, drawn, type Point, wayTo } from './drag.ts';

const { table } = tableDocument();
const words = { label: '', aside: { title: '', say: () => null } };
const sheet = tableSheet(table, tableLook(gridColumns(table, {}), words), undefined);
const area = { top: 0, left: 0, rows: 2, columns: 1 };
const whole = { ...area, columns: 3 };
const to = (point: Partial<Point>): Point => ({
  row: 0,
  column: 0,
  rowGap: 0,
  columnGap: 0,
  ...point,
});

describe('what is drawn across the grid', () => {
  const grip = { kind: 'moveRow' as const, row: 1, column: 0, isHandle: true };

  it('takes the rows along that are selected as a whole, else the one alone', () => {
    expect(beginDrag(grip, whole, 3)).toMatchObject({ from: 0, count: 2 });
    expect(beginDrag(grip, area, 3)).toMatchObject({ from: 1, count: 1 });
  });

  test.each([
    [
      { row: 4, column: 2 },
      { top: 0, left: 0, rows: 5, columns: 1 },
    ],
    [
      { row: 1, column: 2 },
      { top: 0, left: 0, rows: 2, columns: 3 },
    ],
    [{ row: 0, column: 0 }, area],
  ])('the handle at %j reaches %j', (point, reached) => {
    const drag = { kind: 'fill' as const, from: area, to: area };
    expect(drawn(drag, to(point), sheet)).toMatchObject({ to: reached });
  });

  it('keeps a column on its side', () => {
    const drag = { kind: 'moveColumn' as const, column: 0, gap: 0 };
    expect(drawn(drag, to({ columnGap: 3 }), sheet)).toMatchObject({ gap: 2 });
  });

  test.each([
    [{ from: 4, count: 1, gap: 1 }, -3],
    [{ from: 0, count: 2, gap: 5 }, 3],
    [{ from: 2, count: 2, gap: 3 }, 0],
    [{ from: 2, count: 2, gap: 4 }, 0],
  ])('rows of %j go %i places', (drag, by) => {
    expect(wayTo(drag)).toBe(by);
  });
});

const keys = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };

test.each([
  [{ key: 'd', ctrlKey: true }, 'fillDown'],
  [{ key: '=', ctrlKey: true, shiftKey: true }, 'insertRows'],
  [{ key: ' ', shiftKey: true }, 'selectRows'],
  [{ key: ' ' }, 'type'],
  [{ key: 'ArrowUp', altKey: true }, 'rowsUp'],
  [{ key: 'a', altKey: true }, undefined],
  [{ key: 'z', ctrlKey: true }, undefined],
  [{ key: 'constructor' }, undefined],
])('%j means %s', (pressed, deed) => {
  expect(deedOf({ ...keys, ...pressed })).toBe(deed);
});
