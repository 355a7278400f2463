/** Every way of making one answer of many records: what it asks for, and what it gives. */
import type { aggregates as ids } from '../definition/expression.ts';
import type { Localized } from '../problem.ts';
import type { Given, Kind } from './function-row.ts';
import { tidy } from './number-functions.ts';

export interface AggregateRow {
  name: Localized;
  help?: Localized;
  /** What is worked out for each record: nothing, or a value of one of these kinds. */
  values: readonly Kind[] | 'nothing';
  /** Its condition says what is counted, not which records are looked at. */
  counts?: true;
  /** They stand in their order. */
  ordered?: true;
  /** The kind of the answer; `value`: that of the values. */
  gives: Kind | 'value';
  /** What it is where there are no records, or none with a value: a figure, or null. */
  none: Given | null;
  /** Made of the values there are, in order; never asked without any. Counting aggregates get `true`. */
  of(values: readonly Given[]): Given | undefined;
}

const every: readonly Kind[] = ['text', 'number', 'boolean', 'date', 'datetime'];
const ordered: readonly Kind[] = ['number', 'date', 'datetime'];

export const aggregates: Record<(typeof ids)[number], AggregateRow> = {
  count: {
    name: { zh: '条数', en: 'Count' },
    values: 'nothing',
    gives: 'number',
    none: 0,
    of: (values) => values.length,
  },
  count_distinct: {
    name: { zh: '不同值的个数', en: 'Distinct values' },
    values: every,
    gives: 'number',
    none: 0,
    of: (values) => new Set(values).size,
  },
  exists: {
    name: { zh: '是否存在', en: 'Exists' },
    values: 'nothing',
    gives: 'boolean',
    none: false,
    of: () => true,
  },
  share: {
    name: { zh: '占比', en: 'Share' },
    help: { zh: '符合条件的记录占全部记录的比例', en: 'Of all records, the share that fits' },
    values: 'nothing',
    counts: true,
    gives: 'number',
    none: null,
    of: (values) => tidy(values.filter((one) => one === true).length / values.length),
  },
  sum: {
    name: { zh: '合计', en: 'Sum' },
    values: ['number'],
    gives: 'number',
    none: 0,
    of: (values) => tidy(total(values)),
  },
  mean: {
    name: { zh: '平均', en: 'Mean' },
    values: ['number'],
    gives: 'number',
    none: null,
    of: (values) => tidy(total(values) / values.length),
  },
  least: {
    name: { zh: '最小', en: 'Least' },
    values: ordered,
    gives: 'value',
    none: null,
    of: (values) => values.reduce((one, other) => (other < one ? other : one)),
  },
  greatest: {
    name: { zh: '最大', en: 'Greatest' },
    values: ordered,
    gives: 'value',
    none: null,
    of: (values) => values.reduce((one, other) => (other > one ? other : one)),
  },
  first: {
    name: { zh: '最早一条', en: 'First' },
    values: every,
    ordered: true,
    gives: 'value',
    none: null,
    of: (values) => values[0],
  },
  last: {
    name: { zh: '最近一条', en: 'Last' },
    values: every,
    ordered: true,
    gives: 'value',
    none: null,
    of: (values) => values.at(-1),
  },
};

function total(values: readonly Given[]): number {
  return values.reduce((sum: number, one) => sum + Number(one), 0);
}
