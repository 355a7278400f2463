/** Rows with one result that differ in one column only, where what they take lies side by side. */
import { isEnough, report, type Asked } from './findings.ts';
import { countOf, intersect, isSame } from './boxes.ts';
import { cellOf } from './cells.ts';
import { union, type Ranges } from './classes.ts';
import { overlapping } from './overlaps.ts';
import { isSameResult, policies } from './policies.ts';
import type { Axis } from './space.ts';

export function findMergeable(asked: Asked): void {
  const { space } = asked;
  const numbered = numberCells(asked);
  for (const [place, axis] of space.axes.entries()) {
    for (const rows of groupsBut(asked, numbered, place)) {
      for (const cluster of clustersOf(asked, axis, place, rows)) {
        if (isEnough(asked, 'mergeable')) return;
        if (asked.looks.left <= 0) return void asked.found.undecided.push({ kind: 'mergeable' });
        if (!mayMerge(asked, cluster, place)) continue;
        const cell = cellOf(axis, union(cluster.flatMap((row) => cellIn(asked, row, place))));
        const column = axis.column.id;
        report(
          asked,
          'mergeable',
          cluster.toSorted((a, b) => a - b),
          () => ({ column, cell }),
        );
      }
    }
  }
}

/** Row -> a number for each of its cells; equal cells of a column have equal numbers. */
function numberCells({ space }: Asked): (readonly number[] | undefined)[] {
  const known = space.axes.map(() => new Map<string, number>());
  return space.boxes.map((box) =>
    box?.map((ranges, axis) => {
      const numbers = known[axis] ?? new Map<string, number>();
      const key = JSON.stringify(ranges);
      const number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      return number;
    }),
  );
}

/** Rows, two at least, that are alike but for a column. */
function groupsBut(
  { table, twinOf }: Asked,
  numbered: readonly (readonly number[] | undefined)[],
  place: number,
): number[][] {
  const groups = new Map<string, number[]>();
  numbered.forEach((numbers, row) => {
    if (numbers === undefined || twinOf.has(row)) return;
    const key = `${markOf(numbers, place)} ${JSON.stringify(table.rows[row]?.then)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  });
  const isAlike = (one: number, other: number) =>
    numbered[one]?.every((number, at) => at === place || number === numbered[other]?.[at]) === true;
  return [...groups.values()]
    .map((rows) => rows.filter((row) => isAlike(row, rows[0] ?? row)))
    .filter((rows) => rows.length > 1);
}

/** Equal for rows whose numbers are, one place left out; hardly ever for others. */
function markOf(numbers: readonly number[], but: number): string {
  let [one, other] = [17, 23];
  for (const [place, number] of numbers.entries()) {
    if (place === but) continue;
    one = Math.imul(one ^ number, 0x01000193) + place;
    other = Math.imul(other + number, 0x85ebca6b) ^ (other >>> 13);
  }
  return `${one} ${other}`;
}

function cellIn({ space }: Asked, row: number, place: number): Ranges {
  return space.boxes[row]?.[place] ?? [];
}

/** Among alike rows, those whose cells form one piece; of names, all do. */
function clustersOf(asked: Asked, axis: Axis, place: number, rows: readonly number[]): number[][] {
  const sorted = rows.toSorted(
    (one, other) => start(asked, one, place) - start(asked, other, place) || one - other,
  );
  const clusters: { rows: number[]; taken: Ranges }[] = [];
  for (const row of sorted) {
    const cell = cellIn(asked, row, place);
    const last = clusters.at(-1);
    if (last !== undefined && isOnePiece(axis, last.taken, cell)) {
      last.rows.push(row);
      last.taken = union([...last.taken, ...cell]);
    } else clusters.push({ rows: [row], taken: cell });
  }
  return clusters
    .filter(({ rows: inside, taken }) => {
      // A row that has all that its likes have makes them superfluous: no matter for merging.
      const isWhole = inside.some((row) => isSame(cellIn(asked, row, place), taken));
      return inside.length > 1 && !isWhole;
    })
    .map((one) => one.rows);
}

function start(asked: Asked, row: number, place: number): number {
  return cellIn(asked, row, place)[0]?.[0] ?? 0;
}

/** What has not happened lies beside no value. */
function isOnePiece({ column }: Axis, one: Ranges, other: Ranges): boolean {
  if (!column.isOrdered) return true;
  const values = (ranges: Ranges): Ranges =>
    column.nullable ? intersect(ranges, [[1, Infinity]]) : ranges;
  const [left, right] = [values(one), values(other)];
  return union([...left, ...right]).length < left.length + right.length;
}

/** Would one row in the place of the first of these answer as they do? */
function mayMerge(asked: Asked, cluster: readonly number[], place: number): boolean {
  const { table, overlaps } = asked;
  const { gives, isOrderMeaning, isFirstEnough } = policies[table.hit];
  const counts = gives === 'list' || gives === 'sum' || gives === 'count';
  if (counts && !areApart(cluster.map((row) => cellIn(asked, row, place)))) return false;
  if (!isOrderMeaning) return true;
  const first = Math.min(...cluster);
  const inside = new Set(cluster);
  return cluster.every((row) => {
    asked.looks.left -= overlaps.width * 32;
    return overlapping(overlaps, row, first + 1)
      .filter((one) => one < row && !inside.has(one))
      .every((one) => isFirstEnough === true && isSameResult(table, one, row));
  });
}

/** Does no class stand in two of the cells? The rows are alike in all other columns. */
function areApart(cells: readonly Ranges[]): boolean {
  const counted = cells.reduce((sum, cell) => sum + countOf(cell), 0);
  return counted === countOf(union(cells.flat()));
}
