/** From classes back to cells, as somebody would write them. */
import type { ListItem } from '../definition/facts.ts';
import type { Cell, CellTest } from '../definition/table.ts';
import type { Ranges } from './classes.ts';
import type { Axis } from './space.ts';

/** A cell that takes these classes of the column, and no other value of its domain. */
export function cellOf(axis: Axis, ranges: Ranges): Cell {
  const hasNull = axis.column.nullable;
  const takesNull = hasNull && ranges[0]?.[0] === 0;
  const others = ranges.flatMap(([first, last]): [number, number][] => {
    const from = hasNull ? Math.max(first, 1) : first;
    return from <= last ? [[from, last]] : [];
  });
  const isAll = others[0]?.[0] === (hasNull ? 1 : 0) && others[0][1] === axis.size - 1;
  if (isAll) return takesNull || !hasNull ? [] : [{ not: [null] }];
  const tests = axis.column.isOrdered
    ? others.map(([first, last]) => interval(axis, first, last))
    : named(axis, others);
  return takesNull ? [...tests, null] : tests;
}

function interval({ column, classes, places, size }: Axis, first: number, last: number): CellTest {
  const [low = 0, high = 0] = [places[first], places[last]];
  const at = (place: number) => classes.constants[place] as number | string;
  if (first === last && isPoint(low)) return at(low / 2 - 1);
  const isOpenBelow = first === (column.nullable ? 1 : 0);
  const isOpenAbove = last === size - 1;
  return {
    ...(isOpenBelow ? {} : isPoint(low) ? { from: at(low / 2 - 1) } : { above: at((low - 3) / 2) }),
    ...(isOpenAbove
      ? {}
      : isPoint(high)
        ? { to: at(high / 2 - 1) }
        : { below: at((high - 1) / 2) }),
  };
}

/** Those that are named; where what is not named is meant too, all but the others. */
function named({ classes, places }: Axis, ranges: Ranges): CellTest[] {
  const taken = new Set<number>();
  for (const [first, last] of ranges) {
    for (let place = first; place <= last; place++) taken.add(places[place] ?? 0);
  }
  const other = classes.constants.length + 1;
  const isTaken = (_: ListItem, index: number) => taken.has(index + 1);
  if (!taken.has(other)) return classes.constants.filter(isTaken);
  const left = classes.constants.filter((one, index) => !isTaken(one, index));
  return [{ not: left }];
}

/** Is the class of an ordered column one of its constants? */
function isPoint(place: number): boolean {
  return place % 2 === 0;
}
