/** Cells, records and decisions in words of both languages. */
import type { FactValue, ListItem } from '../definition/facts.ts';
import type { Cell, CellTest, Interval, TableDefinition } from '../definition/table.ts';
import type { Localized } from '../problem.ts';
import { join, joined, same, sayInstant, unitName } from '../rules/words.ts';
import type { Column } from './columns.ts';

/** What is needed of a column to say its values. */
export type Sayable = Pick<Column, 'type' | 'unit' | 'options'>;

/** `≥ 10 且 < 35 kV`, `市区、农村`, `不限`. */
export function sayCell(column: Sayable, cell: Cell, zone?: string): Localized {
  if (cell.length === 0) return { zh: '不限', en: 'any' };
  return listed(cell.map((test) => sayTest(column, test, zone)));
}

export function sayColumnValue(column: Sayable, value: FactValue, zone?: string): Localized {
  if (Array.isArray(value)) {
    return listed(value.map((one: ListItem) => sayColumnValue(column, one, zone)));
  }
  if (value === null) return { zh: '空', en: 'empty' };
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' };
  if (typeof value === 'number') {
    return column.unit === undefined
      ? same(String(value))
      : join`${String(value)} ${unitName(column.unit)}`;
  }
  const text = String(value);
  if (column.type === 'datetime') return same(sayInstant(text, zone));
  if (column.type === 'date') return same(text);
  return column.options?.find((one) => one.value === text)?.name ?? same(`“${text}”`);
}

/** `供电电压 10 kV，电源数 2`; columns that are not named are left out. */
export function sayRecord(
  columns: readonly Column[],
  record: Readonly<Record<string, ListItem | null>>,
  only?: ReadonlySet<string>,
): Localized {
  const shown = columns.filter(
    ({ id }) => Object.hasOwn(record, id) && (only === undefined || only.has(id)),
  );
  const parts = shown.map(
    (column) => join`${column.name} ${sayColumnValue(column, record[column.id] ?? null)}`,
  );
  return joined(parts, '，', ', ');
}

/** `供电电压 ≥ 10 kV 且 电源数 2`. */
export function sayRegion(
  columns: readonly Column[],
  region: Readonly<Record<string, Cell>>,
): Localized {
  const shown = columns.filter(({ id }) => Object.hasOwn(region, id));
  const parts = shown.map(
    (column) => join`${column.name} ${sayCell(column, region[column.id] ?? [])}`,
  );
  if (parts.length === 0) return { zh: '任何情形', en: 'anything' };
  return joined(parts, ' 且 ', ' and ');
}

/** `第 3 行`, with its id where it has one. */
export function sayRow({ rows }: TableDefinition, row: number): Localized {
  const id = rows[row]?.id;
  const number = row + 1;
  if (id === undefined) return { zh: `第 ${number} 行`, en: `row ${number}` };
  return { zh: `第 ${number} 行（${id}）`, en: `row ${number} (${id})` };
}

/** The declaration that outputs are said by. */
export function outputColumns({ outputs }: TableDefinition): Sayable[] {
  return outputs.map(({ type, unit, options }) => ({ type, unit, options }));
}

function sayTest(column: Sayable, test: CellTest, zone?: string): Localized {
  if (test === null || typeof test !== 'object') return sayColumnValue(column, test, zone);
  if ('not' in test) {
    const words = listed(test.not.map((one) => sayTest(column, one, zone)));
    return join`${{ zh: '非 ', en: 'not ' }}${words}`;
  }
  return sayInterval(column, test, zone);
}

/** The unit is said once. */
function sayInterval(column: Sayable, interval: Interval, zone?: string): Localized {
  const bounds = Object.entries(interval).flatMap(([side, bound]) =>
    bound === undefined ? [] : [{ side: side as keyof Interval, bound }],
  );
  const parts = bounds.map(({ side, bound }, index) => {
    const isLast = index === bounds.length - 1;
    const said = isLast ? column : { ...column, unit: undefined };
    return join`${signs[side]} ${sayColumnValue(said, bound, zone)}`;
  });
  return joined(parts, ' 且 ', ' and ');
}

const signs: Record<keyof Interval, string> = { from: '≥', above: '>', to: '≤', below: '<' };

function listed(parts: readonly Localized[]): Localized {
  return joined(parts, '、', ', ');
}
