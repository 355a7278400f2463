/** Why a table answers what it does: the rows that matched, or those that came nearest. */
import type { Truth } from '../flow/outcome.ts';
import { wordsOf, type Localized } from '../problem.ts';
import { combine } from '../rules/interpret.ts';
import { plain } from '../rules/operands.ts';
import type { Reason } from '../rules/explain.ts';
import { join, joined, type Wording } from '../rules/words.ts';
import type { Cell } from '../definition/table.ts';
import { cellAt, rowsTaking, takes, type CompiledColumn, type CompiledTable } from './compile.ts';
import { sayRows, type Decision, type Given } from './decide.ts';
import { outputColumns, sayCell, sayColumnValue, sayRow } from './words.ts';

/** Rows that are shown one by one. */
const MOST_SHOWN = 5;

/** The decision in a sentence, and, as its parts, rows with what each of their cells says of the record. */
export function explainDecision(
  compiled: CompiledTable,
  given: readonly Given[],
  decision: Decision,
  { zone }: Pick<Wording, 'zone'> = {},
): Reason {
  const asked = { compiled, given, zone };
  return {
    holds: decision.kind === 'unknown' ? 'unknown' : decision.kind !== 'conflict',
    sentence: sayDecision(compiled, decision, zone),
    parts: rowsToShow(asked, decision).map((row) => rowReason(asked, row)),
  };
}

interface Asked {
  compiled: CompiledTable;
  given: readonly Given[];
  zone: string | undefined;
}

function sayDecision(
  { table, columns }: CompiledTable,
  decision: Decision,
  zone?: string,
): Localized {
  const name = join`${{ zh: '决策表“', en: 'table “' }}${table.name}${{ zh: '”：', en: '”: ' }}`;
  switch (decision.kind) {
    case 'found': {
      const rows = sayRows(decision.rows);
      const matched = { zh: `第 ${rows} 行符合`, en: `row ${rows} matches` };
      return join`${name}${matched} → ${sayResults(table, decision.values, zone)}`;
    }
    case 'none': {
      const none = { zh: '没有一行符合', en: 'no row matches' };
      if (decision.values.every((value) => value === null)) return join`${name}${none}`;
      return join`${name}${none} → ${sayResults(table, decision.values, zone)}`;
    }
    case 'unknown': {
      const missing = columns.filter(({ column }) => decision.missing.includes(column.id));
      const names = joined(
        missing.map(({ column }) => column.name),
        '、',
        ', ',
      );
      return join`${name}${{ zh: '缺数据，无法判断：', en: 'cannot be decided, missing: ' }}${names}`;
    }
    case 'conflict':
      return wordsOf(decision.problem);
    default:
      return decision satisfies never;
  }
}

function sayResults(
  table: CompiledTable['table'],
  values: readonly Parameters<typeof sayColumnValue>[1][],
  zone?: string,
): Localized {
  const said = outputColumns(table);
  const parts = table.outputs.map(({ name, type }, place) => {
    const column = said[place] ?? { type };
    return join`${name} ${sayColumnValue(column, values[place] ?? null, zone)}`;
  });
  return joined(parts, '，', ', ');
}

/** Those that matched or may have; where there are none, those that fewest cells stand in the way of. */
function rowsToShow(asked: Asked, decision: Decision): readonly number[] {
  const { compiled, given } = asked;
  if (decision.kind === 'found') {
    // Under some policies not all that match were looked at.
    const all = given.includes(undefined) ? decision.rows : rowsTaking(compiled, placesOf(asked));
    return all.slice(0, MOST_SHOWN);
  }
  if (decision.kind !== 'none') return decision.rows.slice(0, MOST_SHOWN);
  const failing = compiled.table.rows.map((_, row) => {
    const cells = compiled.columns.map((column, place) => truthOf(column, row, given[place]));
    return { row, count: cells.filter((truth) => truth !== true).length };
  });
  const nearest = failing.toSorted((one, other) => one.count - other.count || one.row - other.row);
  return nearest.slice(0, Math.min(MOST_SHOWN, 3)).map(({ row }) => row);
}

function placesOf({ compiled, given }: Asked): (number | undefined)[] {
  return compiled.columns.map(({ classes }, place) => {
    const value = given[place];
    return value === undefined ? undefined : classes.of(value);
  });
}

function rowReason(asked: Asked, row: number): Reason {
  const { compiled } = asked;
  const parts = compiled.columns.flatMap((column, place) => {
    const cell = cellAt(compiled.table, row, place);
    return cell.length === 0 ? [] : [cellReason(asked, { column, row, place, cell })];
  });
  // A row without conditions takes everything.
  const holds =
    parts.length === 0 ||
    combine(
      'all',
      parts.map((part) => part.holds),
    );
  const name = sayRow(compiled.table, row);
  const results = sayResults(compiled.table, compiled.table.rows[row]?.then ?? [], asked.zone);
  return { holds, sentence: join`${name} → ${results}${verdictOf(holds)}`, parts };
}

interface AskedCell {
  column: CompiledColumn;
  row: number;
  place: number;
  cell: Cell;
}

/** `供电电压 10 kV：≥ 1 kV 符合`. */
function cellReason({ given, zone }: Asked, { column, row, place, cell }: AskedCell): Reason {
  const value = given[place];
  const holds = truthOf(column, row, value);
  const said: Localized =
    value === undefined
      ? { zh: '缺数据', en: 'missing' }
      : sayColumnValue(column.column, value, zone);
  const wanted = sayCell(column.column, cell, zone);
  const sentence = join`${column.column.name} ${said}${{ zh: '：', en: ': ' }}${wanted}${verdictOf(holds)}`;
  return { holds, sentence, parts: [] };
}

function verdictOf(holds: Truth): Localized {
  if (holds === 'unknown') return { zh: ' 无法判断', en: ' cannot be decided' };
  return holds ? { zh: ' 符合', en: ' matches' } : { zh: ' 不符合', en: ' does not match' };
}

function truthOf(column: CompiledColumn, row: number, value: Given): Truth {
  const isKnown =
    value === null || (value !== undefined && plain(column.column.type, value) !== undefined);
  return isKnown ? takes(column, row, column.classes.of(value)) : 'unknown';
}
