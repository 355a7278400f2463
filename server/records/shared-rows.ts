/** Groups of rows that many records share, made as they are asked for, and the lists found in them. */
import type { Plain } from '@flowmeter/engine/rules/operators.ts';
import { groupIndex, type GroupIndex } from './group-index.ts';
import type { RecordView } from './view.ts';

export interface SharedRows {
  /** The groups that were made for these fields in this order. */
  known(fields: readonly string[], by: string | undefined): GroupIndex | undefined;
  /** Is it still to be found out whether groups for these fields are worth while? */
  isOpen(fields: readonly string[], by: string | undefined): boolean;
  /** Undefined where it is not worth while. */
  make(fields: readonly string[], by: string | undefined): GroupIndex | undefined;
  find(
    index: GroupIndex,
    values: readonly Exclude<Plain, null>[],
    by: string | undefined,
  ): Uint32Array;
  /** Of a list that was found: the values it is in order by, place by place. */
  keysOf(rows: ArrayLike<number>, by: string): ((place: number) => Plain | undefined) | undefined;
}

/** Each takes about twelve bytes a row. */
const MOST_GROUPED = 8;

export function createSharedRows(view: RecordView): SharedRows {
  const grouped = new Map<string, GroupIndex | undefined>();
  const lists = new WeakMap<object, { index: GroupIndex; by: string | undefined }>();
  return {
    known: (fields, by) => grouped.get(nameOf(fields, by)),
    isOpen: (fields, by) => grouped.size < MOST_GROUPED && !grouped.has(nameOf(fields, by)),
    make(fields, by) {
      const made = groupIndex(view, fields, by);
      grouped.set(nameOf(fields, by), made);
      return made;
    },
    find(index, values, by) {
      const found = index.find(values);
      lists.set(found, { index, by });
      return found;
    },
    keysOf(rows, by) {
      const known = lists.get(rows);
      if (known === undefined || known.by !== by) return undefined;
      return (place) => known.index.keyOf(rows[place] ?? 0);
    },
  };
}

function nameOf(fields: readonly string[], by: string | undefined): string {
  return `${fields.join(' ')}|${by ?? ''}`;
}
