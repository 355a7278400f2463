/** A small business with customers, accounts and what they use each month. */
import type { ColumnTable } from '../columns/column.ts';
import { columnOf } from '../columns/write.ts';
import { calendarWith } from '../calendar/calendars.fixture.ts';
import type { DerivedDefinition, DerivedFact } from '../definition/derived.ts';
import type { Expression } from '../definition/expression.ts';
import type { Fact, FactValue } from '../definition/facts.ts';
import type { Definition } from '../definition/kinds.ts';
import type { Pack } from '../definition/pack.ts';
import type { RecordDefinition } from '../definition/record.ts';
import { columnDataSet } from './column-records.ts';
import type { DataSet } from './data-set.ts';
import { recordTermsOf } from './kinds.ts';
import { recordSource } from './source.ts';

export const words = (text: string) => ({ zh: text, en: text });

function fact(type: Fact['type'], more: Partial<Fact> = {}): Fact {
  return { name: words(type), type, ...more };
}

function options(...values: string[]): Fact['options'] {
  return values.map((value) => ({ value, name: words(value) }));
}

export const customer: RecordDefinition = {
  kind: 'record',
  id: 'customer',
  name: words('customer'),
  key: ['customer_id'],
  fields: {
    customer_id: fact('string'),
    cert_no: fact('string', { nullable: true, personal: true }),
  },
};

export const account: RecordDefinition = {
  kind: 'record',
  id: 'account',
  name: words('account'),
  key: ['account_id'],
  fields: {
    account_id: fact('string'),
    customer_id: fact('string', { nullable: true }),
    status: fact('enum', { options: options('active', 'closed') }),
    opened_on: fact('date'),
    closed_at: fact('datetime', { nullable: true }),
    most: fact('number', { unit: 'kg' }),
  },
  links: {
    holder: { name: words('holder'), record: 'customer', by: { customer_id: 'customer_id' } },
  },
  date: 'opened_on',
};

export const use: RecordDefinition = {
  kind: 'record',
  id: 'use',
  name: words('use'),
  key: ['use_id'],
  fields: {
    use_id: fact('string'),
    account_id: fact('string'),
    month: fact('string', { nullable: true }),
    used: fact('number', { unit: 'kg', nullable: true }),
    read_at: fact('datetime'),
    kind: fact('enum', { options: options('real', 'guess') }),
    reader: fact('string', { nullable: true }),
  },
  links: {
    account: { name: words('account'), record: 'account', by: { account_id: 'account_id' } },
  },
  order: 'month',
  date: 'read_at',
  object: ['account_id'],
  period: 'month',
};

export function derived(
  record: string,
  facts: Record<string, Partial<DerivedFact> & { value: Expression }>,
): DerivedDefinition {
  const named = Object.entries(facts).map(([id, one]) => [
    id,
    { name: words(id), type: 'number' as const, ...one },
  ]);
  return {
    kind: 'derived',
    id: `${record}-facts`,
    name: words(record),
    record,
    facts: Object.fromEntries(named) as DerivedDefinition['facts'],
  };
}

export function packOf(...definitions: Definition[]): Pack {
  const calendar = calendarWith({ id: 'cn' });
  return { definitions: [customer, account, use, calendar, ...definitions] };
}

export type Row = Record<string, FactValue>;

/** Kinds that are not named were never imported. */
export function dataOf(records: Record<string, readonly Row[]>, pack: Pack = packOf()): DataSet {
  const kinds = recordTermsOf(pack).kinds;
  const tables = Object.entries(records).map(([kind, rows]): [string, ColumnTable] => {
    const fields = Object.entries(kinds.get(kind)!.definition.fields);
    const columns = fields.map(([id, { type }]) => {
      const values = rows.map((row) => (Object.hasOwn(row, id) ? row[id] : undefined));
      return [id, columnOf(type, values)] as const;
    });
    return [kind, { rows: rows.length, columns: new Map(columns) }];
  });
  return columnDataSet(new Map(tables));
}

export const AT = '2026-06-15T04:00:00.000Z';

/** What a derived fact of a record answers: the record is the first of the kind unless told. */
export function ask(
  kind: string,
  value: Expression,
  records: Record<string, readonly Row[]>,
  { row = 0, ...more }: Partial<DerivedFact> & { row?: number } = {},
): FactValue | undefined {
  const pack = packOf(derived(kind, { it: { nullable: true, ...more, value } }));
  const asking = { terms: recordTermsOf(pack), data: dataOf(records, pack), at: AT };
  return recordSource(asking, kind, row)!.read('it');
}

export function used(month: string, amount: FactValue, more: Row = {}): Row {
  const read_at = `${month.slice(0, 4)}-${month.slice(4)}-28T01:00:00.000Z`;
  return { use_id: month, account_id: 'a', month, used: amount, read_at, kind: 'real', ...more };
}
