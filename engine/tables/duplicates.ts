/** Rows that stand twice: the same conditions and the same results, however they are written. */
import { report, type Asked } from './findings.ts';
import { cornerOf } from './boxes.ts';
import { recordAt } from './space.ts';

/** Row -> the first row that is the same. */
export function findDuplicates(asked: Omit<Asked, 'twinOf'>): Map<number, number> {
  const { table, space } = asked;
  const groups = new Map<string, number[]>();
  space.boxes.forEach((box, row) => {
    if (box === undefined) return;
    const key = JSON.stringify([box, table.rows[row]?.then]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  });
  const twinOf = new Map<number, number>();
  for (const [first, ...others] of groups.values()) {
    const box = first === undefined ? undefined : space.boxes[first];
    if (first === undefined || box === undefined || others.length === 0) continue;
    for (const row of others) twinOf.set(row, first);
    report(asked, 'duplicate', [first, ...others], () => ({
      witness: recordAt(space, cornerOf(box)),
    }));
  }
  return twinOf;
}
