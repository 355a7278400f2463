/** Random cells and tables, of every form that a table of ours may have. */
import fc from 'fast-check';
import {
  hitPolicies,
  type Cell,
  type CellTest,
  type HitPolicy,
  type Interval,
  type TableDefinition,
} from '../definition/table.ts';
import type { Scalar } from '../definition/condition.ts';
import type { ColumnType } from './write-feel.ts';
import { isXmlText } from './write-xml.ts';

const days = fc
  .integer({ min: Date.UTC(1900, 0), max: Date.UTC(2199, 0) })
  .map((at) => new Date(at).toISOString());

/** Text that exchange formats stumble over, and any other. */
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    '',
    '-',
    '"',
    "'",
    '\\',
    'a,b',
    '=1+1',
    '@x',
    '\t',
    '\r\n',
    '>5',
    'true',
    '007',
    '，',
  ),
);

const numbers = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);

const values: Record<ColumnType, fc.Arbitrary<string | number | boolean>> = {
  string: texts,
  text: texts,
  number: numbers,
  integer: fc.integer(),
  boolean: fc.boolean(),
  date: days.map((at) => at.slice(0, 10)),
  datetime: days,
  enum: fc.constantFrom('a', 'b', 'c'),
};

export function anyScalar(type: ColumnType): fc.Arbitrary<Scalar> {
  return fc.oneof({ weight: 9, arbitrary: values[type] }, fc.constant(null));
}

/** Any cell that a column of this type may have. */
export function anyCell(type: ColumnType): fc.Arbitrary<Cell> {
  const plain = fc.oneof(anyScalar(type), ...intervals(type));
  const not = fc.record({ not: fc.array(plain, { minLength: 1, maxLength: 3 }) });
  return fc.array(fc.oneof<fc.Arbitrary<CellTest>[]>(plain, not), { maxLength: 4 });
}

function intervals(type: ColumnType): fc.Arbitrary<Interval>[] {
  if (!['number', 'integer', 'date', 'datetime'].includes(type)) return [];
  const bound = values[type] as fc.Arbitrary<number | string>;
  const forms = fc.constantFrom(
    ['from', 'to'],
    ['from', 'below'],
    ['above', 'to'],
    ['above', 'below'],
  );
  const both = fc.tuple(forms, bound, bound).map(([[low = '', high = ''], a, b]) => ({
    [low]: a < b ? a : b,
    [high]: a < b ? b : a,
  }));
  const one = fc
    .tuple(fc.constantFrom('from', 'above', 'to', 'below'), bound)
    .map(([side, value]) => ({ [side]: value }));
  return [both, one];
}

const ids = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,9}$/);
/** What XML can hold, and our schema. */
const words = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter(isXmlText)
  .map((text) => `x${text}`);
const units = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 8 });
const localized = fc.record({ zh: words, en: words });
const types = fc.constantFrom<ColumnType[]>(
  'string',
  'text',
  'number',
  'integer',
  'boolean',
  'date',
  'datetime',
  'enum',
);
const options = fc.uniqueArray(
  fc.record({ value: fc.string({ minLength: 1, maxLength: 9 }), name: localized }),
  { selector: ({ value }) => value, minLength: 1, maxLength: 4 },
);

const column = fc
  .record(
    {
      id: ids,
      name: localized,
      type: types,
      unit: units,
      nullable: fc.boolean(),
    },
    { requiredKeys: ['id', 'name', 'type'] },
  )
  .chain((one) =>
    one.type === 'enum' ? options.map((all) => ({ ...one, options: all })) : fc.constant(one),
  );

/** Any table that is well made by itself: its cells and results are values of their columns. */
export function anyTable(): fc.Arbitrary<TableDefinition> {
  const columns = fc.uniqueArray(column, { selector: ({ id }) => id, minLength: 1, maxLength: 3 });
  return fc.tuple(columns, columns).chain(([inputs, outputs]) => {
    const row = fc.record(
      {
        id: ids,
        when: fc.tuple(...inputs.map(({ type }) => anyCell(type))),
        then: fc.tuple(...outputs.map(({ type }) => anyScalar(type))),
        note: localized,
        valid_from: values.date as fc.Arbitrary<string>,
        valid_to: values.date as fc.Arbitrary<string>,
        basis: fc.record({
          kind: fc.constantFrom('law' as const, 'typical' as const),
          source: localized,
        }),
      },
      { requiredKeys: ['when', 'then'] },
    );
    return fc.record(
      {
        kind: fc.constant('table' as const),
        id: ids.map((id) => `t_${id}`),
        name: localized,
        description: localized,
        hit: fc.constantFrom(...(Object.keys(hitPolicies) as HitPolicy[])),
        inputs: fc.constant(inputs),
        outputs: fc.constant(outputs),
        rows: fc.uniqueArray(row, { selector: ({ id }) => id ?? {}, minLength: 1, maxLength: 4 }),
      },
      { requiredKeys: ['kind', 'id', 'name', 'hit', 'inputs', 'outputs', 'rows'] },
    );
  });
}
