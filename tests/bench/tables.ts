/**
 * How long a designer waits for the analysis of a table of 1,000 rows and ten columns: the longest of three
 * kinds of tables. One that covers everything without an overlap, which has to be proven; the same with
 * every hundredth row left out; and one of rows that overlap, of which the first counts.
 */
import { TableDefinition, type Cell } from '@flowmeter/engine/definition/table.ts';
import { analyseTable } from '@flowmeter/engine/tables/analyse.ts';
import { compileTable } from '@flowmeter/engine/tables/compile.ts';
import { decide } from '@flowmeter/engine/tables/decide.ts';
import { rate, rounded, type Figure } from './figures.ts';

const COLUMNS = 10;
const MOST = 1000;

export async function measureTables(): Promise<Figure[]> {
  const whole = partition(1000);
  const kinds = {
    complete: tableOf('U', whole),
    gaps: tableOf(
      'U',
      whole.filter((_, index) => index % 100 !== 0),
    ),
    overlapping: tableOf('F', [...overlapping(999), whole[0]?.map(() => []) ?? []]),
  };
  const seconds: Record<string, number> = {};
  for (const [kind, table] of Object.entries(kinds)) {
    const analyse = () => analyseTable(compileTable(table, {}));
    const found = analyse();
    if (kind === 'complete' && found.findings.length + found.undecided.length > 0) {
      throw new Error('a table that covers everything once is not known to');
    }
    if (kind === 'gaps' && !found.findings.some((one) => one.kind === 'gap')) {
      throw new Error('no gap is found where rows were left out');
    }
    seconds[kind] = 1 / (await rate(analyse, { rounds: 3, ms: 200 }));
  }
  const times = Object.entries(seconds).map(([kind, value]) => `${kind} ${rounded(value)} s`);
  const perSecond = await lookUps();
  return [
    {
      name: 'table_analysis_1000_rows_seconds',
      value: rounded(Math.max(...Object.values(seconds))),
      unit: 's',
      peer: 'two seconds, in which a designer is answered',
      detail: `${times.join(', ')}; look-ups in 10,000 rows: ${Math.round(perSecond)}/s`,
    },
  ];
}

/** Records a second of a table of 10,000 rows. */
async function lookUps(): Promise<number> {
  const compiled = compileTable(tableOf('U', partition(10_000)), {});
  const next = dice(7);
  const records = Array.from({ length: 1000 }, () =>
    Array.from({ length: COLUMNS }, () => next(MOST)),
  );
  const perRun = await rate(
    () => {
      for (const record of records) decide(compiled, record);
    },
    { rounds: 3, ms: 200 },
  );
  return perRun * records.length;
}

/** Boxes that divide everything among them: cut in two, again and again, somewhere. */
function partition(count: number): Cell[][] {
  const next = dice(1);
  const boxes = [Array.from({ length: COLUMNS }, () => [0, MOST])];
  while (boxes.length < count) {
    const place = next(boxes.length);
    const box = boxes[place] ?? [];
    const column = next(COLUMNS);
    const [low = 0, high = 0] = box[column] ?? [];
    if (high - low < 2) continue;
    const cut = low + 1 + next(high - low - 1);
    boxes[place] = box.with(column, [low, cut]);
    boxes.push(box.with(column, [cut, high]));
  }
  return boxes.map((box) => box.map(([low = 0, high = 0]) => cellOf(low, high)));
}

/** Rows that say something of half their columns. */
function overlapping(count: number): Cell[][] {
  const next = dice(2);
  return Array.from({ length: count }, () =>
    Array.from({ length: COLUMNS }, () => {
      const low = next(MOST - 1);
      return next(2) === 0 ? [] : cellOf(low, low + 1 + next(MOST - low));
    }),
  );
}

function cellOf(low: number, high: number): Cell {
  const from = low > 0 && { from: low };
  const below = high < MOST && { below: high };
  return from || below ? [{ ...from, ...below }] : [];
}

function tableOf(hit: 'U' | 'F', rows: Cell[][]): TableDefinition {
  return TableDefinition.parse({
    kind: 'table',
    id: 'bench',
    name: said('bench'),
    hit,
    inputs: Array.from({ length: COLUMNS }, (_, index) => ({
      id: `c${index}`,
      name: said(`c${index}`),
      type: 'integer',
      min: 0,
      max: MOST - 1,
    })),
    outputs: [{ id: 'out', name: said('out'), type: 'integer' }],
    rows: rows.map((when, index) => ({ when, then: [index] })),
  });
}

function said(id: string) {
  return { zh: id, en: id };
}

/** The same numbers in every run (linear congruential, H. W. Lewis). */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
