/** Records of the conditions' fixture as columns. */
import { dictionary, recordOf } from '../rules/conditions.fixture.ts';
import type { ColumnTable } from './column.ts';
import { columnOf } from './write.ts';

export type Row = Readonly<Record<string, unknown>>;

/** Every fact of the dictionary as a column. */
export function tableOf(rows: readonly Row[]): ColumnTable {
  const columns = Object.entries(dictionary).map(([id, { type }]) => {
    const values = rows.map((row) => recordOf(row).read(id));
    return [id, columnOf(type, values)] as const;
  });
  return { rows: rows.length, columns: new Map(columns) };
}
