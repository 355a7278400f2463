/** Rows that never count: whatever they take is decided by rows that go before them. */
import { isEnough, report, type Asked } from './findings.ts';
import { cornerOf, isInside } from './boxes.ts';
import { coverOf, mayCover } from './cover.ts';
import { overlapping } from './overlaps.ts';
import { isTwin } from './pairs.ts';
import { compareRank, policies } from './policies.ts';
import { boxesAt, recordAt } from './space.ts';

export function findMasked(asked: Asked): void {
  const { table, space, overlaps, twinOf, budget, found } = asked;
  const goesBefore = precedence(asked);
  if (goesBefore === undefined) return;
  for (let row = 0; row < table.rows.length; row++) {
    const box = space.boxes[row];
    if (isEnough(asked, 'masked')) return;
    if (box === undefined || twinOf.has(row)) continue;
    asked.looks.left -= overlaps.width * space.axes.length;
    if (asked.looks.left <= 0) return void found.undecided.push({ kind: 'masked' });
    const before = overlapping(overlaps, row).filter(
      (one) => goesBefore(one, row) && !isTwin(twinOf, one, row),
    );
    asked.looks.left -= before.length * space.axes.length;
    const alone = before.find((one) => isInside(box, space.boxes[one] ?? []));
    const show = () => ({ witness: recordAt(space, cornerOf(box)) });
    if (alone !== undefined) {
      report(asked, 'masked', [row, alone], show);
      continue;
    }
    if (before.length < 2 || !mayCover(box, boxesAt(space, before))) continue;
    const cover = coverOf(box, boxesAt(space, before), budget);
    if (cover.kind === 'open') found.undecided.push({ kind: 'masked', row });
    if (cover.kind !== 'covered') continue;
    report(asked, 'masked', [row, ...needed(asked, row, before)], show);
  }
}

/** Does a row decide before another? Undefined where no row stands in the way of others. */
function precedence({ table }: Asked): ((one: number, row: number) => boolean) | undefined {
  const { isFirstEnough } = policies[table.hit];
  if (isFirstEnough) return (one, row) => one < row;
  return table.hit === 'P' ? (one, row) => compareRank(table, one, row) < 0 : undefined;
}

/** More rows than this are not tried one by one. */
const MOST_TRIED = 20;

/** Of rows that together mask one, as few as do. */
function needed({ space, budget }: Asked, row: number, rows: readonly number[]): readonly number[] {
  const box = space.boxes[row] ?? [];
  if (rows.length > MOST_TRIED) return rows;
  let left = rows;
  for (const one of rows) {
    const without = left.filter((other) => other !== one);
    if (coverOf(box, boxesAt(space, without), budget).kind === 'covered') left = without;
  }
  return left;
}
