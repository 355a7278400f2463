/** Small random tables, every record of their domains, and what they mean, worked out naively. */
import fc from 'fast-check';
import type { FactValue, ListItem } from '../definition/facts.ts';
import {
  TableDefinition,
  type Cell,
  type CellTest,
  type HitPolicy,
  type TableInput,
} from '../definition/table.ts';

const words = (id: string) => ({ zh: id, en: id });
const options = (values: readonly string[]) =>
  values.map((value) => ({ value, name: words(value) }));

/** A column and all the values of its domain, or enough of them to tell cells apart. */
interface Domain {
  input: TableInput;
  values: readonly (ListItem | null)[];
  /** Values that cells name. */
  named: readonly ListItem[];
  isOrdered: boolean;
}

const days = ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04'];

export const domains: readonly Domain[] = [
  {
    input: { id: 'whole', name: words('whole'), type: 'integer', min: 0, max: 4 },
    values: [0, 1, 2, 3, 4],
    named: [0, 1, 2, 3, 4],
    isOrdered: true,
  },
  {
    input: { id: 'real', name: words('real'), type: 'number', min: 0, max: 2, nullable: true },
    values: [null, 0, 0.5, 1, 1.5, 2],
    named: [0, 1, 2],
    isOrdered: true,
  },
  {
    input: {
      id: 'area',
      name: words('area'),
      type: 'enum',
      options: options(['a', 'b', 'c']),
      nullable: true,
    },
    values: [null, 'a', 'b', 'c'],
    named: ['a', 'b', 'c'],
    isOrdered: false,
  },
  {
    input: { id: 'flag', name: words('flag'), type: 'boolean' },
    values: [true, false],
    named: [true, false],
    isOrdered: false,
  },
  {
    input: { id: 'day', name: words('day'), type: 'date', min: days[0], max: days[3] },
    values: days,
    named: days,
    isOrdered: true,
  },
  {
    input: { id: 'free', name: words('free'), type: 'string' },
    values: ['x', 'y', 'something else'],
    named: ['x', 'y'],
    isOrdered: false,
  },
];

/** Every record of some columns. */
export function recordsOf(columns: readonly Domain[]): (ListItem | null)[][] {
  return columns.reduce<(ListItem | null)[][]>(
    (records, { values }) => records.flatMap((one) => values.map((value) => [...one, value])),
    [[]],
  );
}

/** What a cell takes, said as its docstring says it. */
export function takesNaively(cell: Cell, value: ListItem | null): boolean {
  return cell.length === 0 || cell.some((test) => meets(test, value));
}

function meets(test: CellTest, value: ListItem | null): boolean {
  if (test === null || value === null) return test === null && value === null;
  if (typeof test !== 'object') return test === value;
  if ('not' in test) return !test.not.some((one) => meets(one, value));
  const { from, above, to, below } = test;
  return (
    (from === undefined || value >= from) &&
    (above === undefined || value > above) &&
    (to === undefined || value <= to) &&
    (below === undefined || value < below)
  );
}

/** Rows that match, by looking at all of them. */
export function rowsNaively(
  table: TableDefinition,
  record: readonly (ListItem | null)[],
): number[] {
  return table.rows.flatMap(({ when }, row) =>
    when.every((cell, place) => takesNaively(cell, record[place] ?? null)) ? [row] : [],
  );
}

function cellOf({ named, isOrdered, input }: Domain): fc.Arbitrary<Cell> {
  const value: fc.Arbitrary<ListItem> = fc.constantFrom(...named);
  const bound = fc.constantFrom(...named.map((one) => one as number | string));
  const intervals: fc.Arbitrary<CellTest>[] = isOrdered
    ? [
        fc.record({ from: bound }),
        fc.record({ below: bound }),
        fc.record({ above: bound, to: bound }),
        fc.record({ from: bound, to: bound }),
      ]
    : [];
  const empty: fc.Arbitrary<CellTest>[] = input.nullable ? [fc.constant(null)] : [];
  const plain = fc.oneof(value, ...intervals, ...empty);
  const not = fc
    .array(value, { minLength: 1, maxLength: 2 })
    .map((each): CellTest => ({ not: each }));
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant<Cell>([]) },
    { weight: 4, arbitrary: plain.map((test): Cell => [test]) },
    { weight: 1, arbitrary: fc.tuple(plain, plain).map((each) => each as Cell) },
    { weight: 1, arbitrary: not.map((test): Cell => [test]) },
  );
}

/** The results of random tables, the highest first. */
const RESULTS = [3, 2, 1];

export interface Drawn {
  table: TableDefinition;
  columns: readonly Domain[];
}

/** Tables of one to three columns and one to six rows. */
export function drawnTable(hits: readonly HitPolicy[]): fc.Arbitrary<Drawn> {
  return fc
    .tuple(
      fc.constantFrom(...hits),
      fc.uniqueArray(fc.constantFrom(...domains), { minLength: 1, maxLength: 3 }),
    )
    .chain(([hit, columns]) =>
      fc
        .array(
          fc.record({
            when: fc.tuple(...columns.map(cellOf)),
            then: fc.tuple(fc.constantFrom(...RESULTS)),
          }),
          { minLength: 1, maxLength: 6 },
        )
        .map((rows) => ({ columns, table: tableOf(hit, columns, rows) })),
    );
}

export function tableOf(
  hit: HitPolicy,
  columns: readonly Pick<Domain, 'input'>[],
  rows: readonly object[],
  more: object = {},
): TableDefinition {
  return TableDefinition.parse({
    kind: 'table',
    id: 'drawn',
    name: words('drawn'),
    hit,
    inputs: columns.map(({ input }) => input),
    outputs: [{ id: 'out', name: words('out'), type: 'integer', values: RESULTS }],
    rows,
    ...more,
  });
}

/** What each hit policy makes of the rows that match, in the words of DMN. */
export function answerNaively(
  { hit, rows }: TableDefinition,
  matching: readonly number[],
): FactValue {
  const values = matching.map((row) => rows[row]?.then[0] as number);
  const [first = null] = values;
  const isOne = new Set(values).size <= 1;
  const answers: Record<HitPolicy, FactValue> = {
    U: values.length <= 1 ? first : 'conflict',
    A: isOne ? first : 'conflict',
    P: values.length === 0 ? null : Math.max(...values),
    F: first,
    R: values,
    O: values.toSorted((one, other) => other - one),
    C: values,
    'C+': values.length === 0 ? null : values.reduce((sum, one) => sum + one, 0),
    'C<': values.length === 0 ? null : Math.min(...values),
    'C>': values.length === 0 ? null : Math.max(...values),
    'C#': values.length,
  };
  return answers[hit];
}

export function flagNamed(id: string): Pick<Domain, 'input'> {
  return { input: { id, name: words(id), type: 'boolean' } };
}

/** Cells of a row that says something of three columns only. */
export function clause(row: number, columns: number): Cell[] {
  const cells: Cell[] = Array.from({ length: columns }, () => []);
  const draws = [row * 7919, row * 104_729 + 17, row * 15_485_863 + 5];
  for (const draw of draws) cells[(draw >>> 3) % columns] = [draw % 2 === 0];
  return cells;
}
