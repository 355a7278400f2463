/**
 * Which rows may match together while some inputs are missing: the sets of rows that the values of their
 * columns' domains leave. Values that no row tells apart are one.
 */
import { firstAtLeast } from './classes.ts';
import { takes, type CompiledColumn } from './compile.ts';

/** Columns whose value makes a difference to some of these rows. */
export function columnsThatTell(
  columns: readonly CompiledColumn[],
  rows: readonly number[],
): CompiledColumn[] {
  return columns.filter((column) => {
    const cells = new Set(rows.map((row) => column.cellOf[row] ?? 0));
    return [...cells].some((cell) => !isWide(column, cell));
  });
}

/** Steps that are taken at most; more values and rows are not looked at. */
const MOST_STEPS = 2_000_000;

/**
 * Tells `hear` of each set, once or more often, until it answers that it has heard enough. False: there are
 * too many.
 */
export function eachSet(
  rows: readonly number[],
  columns: readonly CompiledColumn[],
  hear: (set: readonly number[]) => 'go on' | 'enough',
): boolean {
  const seen = new Set<string>();
  let steps = 0;
  const visit = (set: readonly number[], depth: number): 'go on' | 'enough' => {
    const column = columns[depth];
    if (column === undefined) return hear(set);
    const key = `${depth}:${set.join()}`;
    if (seen.has(key)) return 'go on';
    seen.add(key);
    for (const place of tellingPlaces(column, set)) {
      steps += set.length + 1;
      if (steps > MOST_STEPS) return 'enough';
      const left = set.filter((row) => takes(column, row, place));
      if (visit(left, depth + 1) === 'enough') return 'enough';
    }
    return 'go on';
  };
  visit(rows, 0);
  return steps <= MOST_STEPS;
}

/** One class of those that these rows do not tell apart: where their ranges begin, and what follows them. */
function tellingPlaces({ live, cells, cellOf }: CompiledColumn, rows: readonly number[]): number[] {
  const starts = new Set<number>([0]);
  for (const row of rows) {
    for (const [first, last] of cells[cellOf[row] ?? 0] ?? []) {
      starts.add(firstAtLeast(live, first)).add(firstAtLeast(live, last + 1));
    }
  }
  return [...starts].flatMap((index) => live[index] ?? []);
}

/** Does the cell take every value of the domain? */
function isWide({ live, cells }: CompiledColumn, cell: number): boolean {
  let taken = 0;
  for (const [first, last] of cells[cell] ?? []) {
    taken += firstAtLeast(live, last + 1) - firstAtLeast(live, first);
  }
  return taken === live.length;
}
