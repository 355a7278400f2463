/**
 * Rows that many records share, e.g. all of one reader: group by group, each in the order of a field, and
 * that field at hand for every row, so that a window in them is found without reading records that lie
 * scattered over every piece. Made in one pass, when it is first asked for.
 */
import { valueAt } from '@flowmeter/engine/columns/column.ts';
import { plain } from '@flowmeter/engine/rules/operands.ts';
import type { Plain } from '@flowmeter/engine/rules/operators.ts';
import type { RecordView } from './view.ts';

type Asked = Exclude<Plain, null>;

export interface GroupIndex {
  /** In order; the same list for the same values. */
  find(values: readonly Asked[]): Uint32Array;
  /** The value by which they are in order, as it is compared; undefined is missing, null has not happened. */
  keyOf(row: number): Plain | undefined;
}

/** Smaller groups are found by themselves. */
const ROWS_A_GROUP = 16;
/** Before the lowest number. */
const MISSING = -Infinity;
const NULL = -Number.MAX_VALUE;

/** Undefined where there are too many groups for it to be worth while. */
export function groupIndex(
  view: RecordView,
  fields: readonly string[],
  by: string | undefined,
): GroupIndex | undefined {
  const groups = groupsOf(view, fields);
  if (groups === undefined) return undefined;
  const keys = by === undefined ? undefined : keysOf(view, by);
  const { starts, order } = inGroups(groups);
  const lists = new Map<number, Uint32Array>();

  function listOf(group: number): Uint32Array {
    const known = lists.get(group);
    if (known !== undefined) return known;
    const rows = order.subarray(starts[group], starts[group + 1]);
    if (keys !== undefined) rows.sort((a, b) => compared(keys.of[a], keys.of[b]) || a - b);
    lists.set(group, rows);
    return rows;
  }

  return {
    find: (values) => listOf(groups.names.get(nameOf(values)) ?? 0),
    keyOf: (row) => keys && decoded(keys.of[row], keys.texts),
  };
}

interface Groups {
  /** Of each row; 0: none of its own. */
  of: Uint32Array;
  names: Map<string, number>;
}

function groupsOf(view: RecordView, fields: readonly string[]): Groups | undefined {
  const of = new Uint32Array(view.rows);
  const names = new Map<string, number>();
  const most = Math.max(1, view.rows / ROWS_A_GROUP);
  for (const [index, { start, rows }] of view.pieces.entries()) {
    const readers = fields.map((field) => plainsIn(view, index, field));
    for (let row = 0; row < rows; row++) {
      const values = readers.map((read) => read(row));
      if (!values.every(isThere)) continue;
      const name = nameOf(values);
      let group = names.get(name);
      if (group === undefined) names.set(name, (group = names.size + 1));
      of[start + row] = group;
    }
    if (names.size > most) return undefined;
  }
  return { of, names };
}

/** Rows by group, in their order within it; the list of group 0 is empty. */
function inGroups({ of, names }: Groups): { starts: Uint32Array; order: Uint32Array } {
  const starts = new Uint32Array(names.size + 2);
  for (const group of of) if (group > 0) starts[group + 1] = (starts[group + 1] ?? 0) + 1;
  for (let at = 1; at < starts.length; at++) {
    starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
  }
  const order = new Uint32Array(starts.at(-1) ?? 0);
  const next = starts.slice();
  for (const [row, group] of of.entries()) {
    if (group === 0) continue;
    const place = next[group] ?? 0;
    order[place] = row;
    next[group] = place + 1;
  }
  return { starts, order };
}

interface Keys {
  /** Of each row: a number as it is, or the place of a text among all of them. */
  of: Float64Array;
  texts: Plain[] | undefined;
}

function keysOf(view: RecordView, by: string): Keys {
  const of = new Float64Array(view.rows);
  const places = new Map<Plain, number>();
  for (const [index, { start, rows }] of view.pieces.entries()) {
    const read = plainsIn(view, index, by);
    for (let row = 0; row < rows; row++) of[start + row] = encoded(read(row), places);
  }
  if (places.size === 0) return { of, texts: undefined };
  const texts = [...places.keys()].toSorted((a, b) => compared(a, b));
  const ranks = new Float64Array(texts.length);
  for (const [rank, text] of texts.entries()) ranks[places.get(text) ?? 0] = rank;
  for (const [row, place] of of.entries()) if (place >= 0) of[row] = ranks[place] ?? 0;
  return { of, texts };
}

function encoded(value: Plain | undefined, places: Map<Plain, number>): number {
  if (value === undefined) return MISSING;
  if (value === null) return NULL;
  if (typeof value === 'number') return value;
  const known = places.get(value);
  if (known !== undefined) return known;
  const place = places.size;
  places.set(value, place);
  return place;
}

function decoded(key: number | undefined, texts: Plain[] | undefined): Plain | undefined {
  if (key === undefined || key === MISSING) return undefined;
  if (key === NULL) return null;
  return texts === undefined ? key : texts[key];
}

/** Values as they are compared; each value of a dictionary is made so once. */
function plainsIn(
  view: RecordView,
  piece: number,
  field: string,
): (row: number) => Plain | undefined {
  const column = view.column(piece, field);
  const asPlain = (value: unknown) => (value === null ? null : plain(column.type, value));
  if (!('codes' in column)) return (row) => asPlain(valueAt(column, row));
  const all = column.values.map(asPlain);
  return (row) => all[column.codes[row] ?? 0];
}

function nameOf(values: readonly Asked[]): string {
  const [only] = values;
  return values.length === 1 && typeof only === 'string' ? only : JSON.stringify(values);
}

function isThere(value: Plain | undefined): value is Asked {
  return value !== undefined && value !== null;
}

function compared(one: Plain | undefined, other: Plain | undefined): number {
  if (one === other || one === undefined || other === undefined) return 0;
  if (one === null || other === null) return 0;
  return one < other ? -1 : 1;
}
