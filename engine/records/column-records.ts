/** A data set over columns in memory. Each index is made when it is first asked for, and kept. */
import {
  MISSING_CODE,
  NULL_CODE,
  valueAt,
  type Column,
  type ColumnTable,
} from '../columns/column.ts';
import { plain } from '../rules/operands.ts';
import type { Plain } from '../rules/operators.ts';
import type { DataSet, RecordSet } from './data-set.ts';

/** Kind of record -> its table. */
export function columnDataSet(tables: ReadonlyMap<string, ColumnTable>): DataSet {
  const sets = new Map([...tables].map(([kind, table]) => [kind, columnRecords(table)]));
  return { records: (kind) => sets.get(kind) };
}

export function columnRecords({ rows, columns }: ColumnTable): RecordSet {
  const indexes = new Map<string, Index>();
  /** The same list of fields is asked again and again. */
  const asked = new WeakMap<readonly string[], Map<string, Index>>();

  function indexFor(fields: readonly string[], by: string): Index {
    const name = `${fields.join(' ')}|${by}`;
    const index = indexes.get(name) ?? indexOf(columns, rows, { fields, by });
    indexes.set(name, index);
    return index;
  }

  return {
    rows,
    read(row, field) {
      const column = columns.get(field);
      return column && valueAt(column, row);
    },
    lookup(fields, values, by = '') {
      const found = asked.get(fields) ?? new Map<string, Index>();
      if (found.size === 0) asked.set(fields, found);
      const index = found.get(by) ?? indexFor(fields, by);
      found.set(by, index);
      return index(values);
    },
  };
}

type Index = (values: readonly Exclude<Plain, null>[]) => Int32Array;

const NONE = new Int32Array();

/** Rows group by group: those of group `g` are `order[starts[g]]` to before `order[starts[g + 1]]`. */
function indexOf(
  columns: ReadonlyMap<string, Column>,
  rows: number,
  { fields, by }: { fields: readonly string[]; by: string },
): Index {
  const keys = fields.map((field) => keyOf(columns.get(field), rows));
  const { groups, find } = grouped(keys, rows);
  const counts = new Int32Array(groups.count + 1);
  const sorted = inOrder(columns.get(by), rows);
  for (const group of groups.of) if (group >= 0) (counts[group + 1] as number)++;
  for (let at = 1; at < counts.length; at++) (counts[at] as number) += counts[at - 1] as number;
  const order = new Int32Array(counts.at(-1) ?? 0);
  const next = counts.slice();
  for (let at = 0; at < rows; at++) {
    const row = sorted === undefined ? at : (sorted[at] as number);
    const group = groups.of[row] as number;
    if (group < 0) continue;
    order[next[group] as number] = row;
    (next[group] as number)++;
  }
  return (values) => {
    const group = find(values);
    return group === undefined ? NONE : order.subarray(counts[group], counts[group + 1]);
  };
}

/** A field as numbers: equal values have the same, and what is missing or null has none (-1). */
interface Key {
  codes: Int32Array;
  count: number;
  codeOf: (value: Exclude<Plain, null>) => number | undefined;
}

function keyOf(column: Column | undefined, rows: number): Key {
  const codes = new Int32Array(rows).fill(-1);
  const known = new Map<Plain | undefined, number>();
  const add = (value: Plain | undefined): number => {
    const code = known.get(value) ?? known.size;
    known.set(value, code);
    return code;
  };
  if (column !== undefined && 'codes' in column) {
    const codeAt = column.values.map((one, at) => {
      const value = at > NULL_CODE ? plain(column.type, one) : undefined;
      return value === undefined ? -1 : add(value);
    });
    for (let row = 0; row < rows; row++)
      codes[row] = codeAt[column.codes[row] ?? MISSING_CODE] ?? -1;
  } else if (column !== undefined) {
    const { numbers } = column;
    for (let row = 0; row < rows; row++) {
      const value = numbers[row] as number;
      if (Number.isFinite(value)) codes[row] = add(value);
    }
  }
  return { codes, count: known.size, codeOf: (value) => known.get(value) };
}

/** Rows with equal values of all fields are one group. */
function grouped(keys: readonly Key[], rows: number) {
  let of = new Int32Array(rows);
  let count = 1;
  const steps: ((group: number, value: Exclude<Plain, null>) => number | undefined)[] = [];
  for (const key of keys) {
    const known = new Map<number, number>();
    const joined = new Int32Array(rows);
    for (let row = 0; row < rows; row++) {
      const [group, code] = [of[row] as number, key.codes[row] as number];
      joined[row] = group < 0 || code < 0 ? -1 : numberOf(known, group * key.count + code);
    }
    steps.push((group, value) => {
      const code = key.codeOf(value);
      return code === undefined ? undefined : known.get(group * key.count + code);
    });
    of = joined;
    count = known.size;
  }
  const find = (values: readonly Exclude<Plain, null>[]): number | undefined => {
    let group: number | undefined = 0;
    for (const [at, step] of steps.entries()) {
      const value = values[at];
      group = group === undefined || value === undefined ? undefined : step(group, value);
    }
    return group;
  };
  return { groups: { of, count }, find };
}

function numberOf(known: Map<number, number>, key: number): number {
  const number = known.get(key) ?? known.size;
  known.set(key, number);
  return number;
}

/** Rows by the values of a column: missing, null, then by value; undefined where there is no column. */
function inOrder(column: Column | undefined, rows: number): Int32Array | undefined {
  if (column === undefined) return undefined;
  const ranks = ranksOf(column, rows);
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  return order.toSorted((a, b) => (ranks[a] as number) - (ranks[b] as number) || a - b);
}

function ranksOf(column: Column, rows: number): Float64Array {
  const ranks = new Float64Array(rows);
  if (!('codes' in column)) {
    for (let row = 0; row < rows; row++) {
      const value = column.numbers[row] as number;
      ranks[row] = Number.isNaN(value) ? -Infinity : value === Infinity ? -Number.MAX_VALUE : value;
    }
    return ranks;
  }
  const values = column.values.map((one) => (one === null ? null : plain(column.type, one)));
  const sorted = values.map((_, code) => code).toSorted((a, b) => compared(values[a], values[b]));
  const rankOf = new Float64Array(values.length);
  for (const [rank, code] of sorted.entries()) rankOf[code] = rank;
  for (let row = 0; row < rows; row++) ranks[row] = rankOf[column.codes[row] as number] ?? 0;
  return ranks;
}

function compared(one: Plain | undefined, other: Plain | undefined): number {
  if (one === other) return 0;
  if (one === undefined || other === undefined) return one === undefined ? -1 : 1;
  if (one === null || other === null) return one === null ? -1 : 1;
  return one < other ? -1 : 1;
}
