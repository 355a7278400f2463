/** The columns of a table with the domains their values come from. */
import { dayNumber, dayText, instantMs, instantText } from '../calendar/zone.ts';
import { declarationOf } from '../case/builtin-facts.ts';
import type { FactDictionary } from '../case/forms.ts';
import type { Fact, ListItem } from '../definition/facts.ts';
import type { TableDefinition, TableInput } from '../definition/table.ts';
import type { Localized } from '../problem.ts';
import type { FactParams } from '../rules/source.ts';

export type ColumnType = TableInput['type'];

/** What one column of conditions speaks about. */
export interface Column {
  id: string;
  name: Localized;
  type: ColumnType;
  unit?: string | undefined;
  /** Whether its values have an order that intervals can speak of. */
  isOrdered: boolean;
  /** Only whole numbers (days, milliseconds) lie between two of its values. */
  isWhole: boolean;
  /** The domain: the values there are, or the bounds (as numbers, inclusive). */
  values?: readonly ListItem[] | undefined;
  options?: Fact['options'];
  min?: number | undefined;
  max?: number | undefined;
  nullable: boolean;
  /** What is asked of a record; undefined for the business day, which is no fact. */
  fact?: string;
  params?: FactParams | undefined;
}

const ordered: ReadonlySet<ColumnType> = new Set(['number', 'integer', 'date', 'datetime']);

/** The column of an input; what it leaves open of its domain is said by its fact. */
export function columnOf(input: TableInput, facts: FactDictionary): Column {
  const { id, name, type, params } = input;
  const fact = input.fact ?? id;
  const declared = declarationOf(fact, facts);
  const options = input.options ?? declared?.options;
  const isOrdered = ordered.has(type);
  return {
    id,
    name,
    type,
    unit: input.unit ?? declared?.unit,
    isOrdered,
    isWhole: isOrdered && type !== 'number',
    options,
    values: type === 'boolean' ? [true, false] : optionValues(type, options),
    ...boundsOf(input, declared),
    nullable: input.nullable ?? declared?.nullable ?? false,
    fact,
    params,
  };
}

/** The columns of a table; the business day is one more where rows are valid for a time. */
export function columnsOf(table: TableDefinition, facts: FactDictionary): Column[] {
  const columns = table.inputs.map((input) => columnOf(input, facts));
  return isDated(table) ? [...columns, businessDay] : columns;
}

/** Do some rows count only on some days? */
export function isDated({ rows }: TableDefinition): boolean {
  return rows.some(
    ({ valid_from, valid_to }) => valid_from !== undefined || valid_to !== undefined,
  );
}

/** The id of the column of the business day; no input has it (checked). */
export const BUSINESS_DAY = 'business_day';

const businessDay: Column = {
  id: BUSINESS_DAY,
  name: { zh: '业务日期', en: 'Business date' },
  type: 'date',
  isOrdered: true,
  isWhole: true,
  nullable: false,
};

/** Where a value of an ordered type stands among the others; undefined when it is no value of the type. */
export function ordinal(type: ColumnType, value: unknown): number | undefined {
  if (type === 'date') return typeof value === 'string' ? dayNumber(value) : undefined;
  if (type === 'datetime') return typeof value === 'string' ? instantMs(value) : undefined;
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The value that stands there. */
export function valueAt(type: ColumnType, at: number): string | number {
  if (type === 'date') return dayText(at);
  return type === 'datetime' ? instantText(at) : at;
}

function boundsOf({ type, min, max }: TableInput, declared: Fact | undefined) {
  const of = ordered.has(type) ? declared : undefined;
  return { min: boundOf(type, min) ?? of?.min, max: boundOf(type, max) ?? of?.max };
}

function boundOf(type: ColumnType, bound: string | number | undefined): number | undefined {
  return bound === undefined ? undefined : ordinal(type, bound);
}

function optionValues(type: ColumnType, options: Fact['options']): string[] | undefined {
  return type === 'enum' ? options?.map(({ value }) => value) : undefined;
}
