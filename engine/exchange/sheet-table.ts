/** Between sheets and tables: a grid read by a mapping, and a table laid out as a grid. */
import { Day } from '../definition/header.ts';
import { TableDefinition, type TableRow } from '../definition/table.ts';
import {
  failed,
  ok,
  problem,
  warning,
  type Language,
  type Problem,
  type Result,
} from '../problem.ts';
import { same } from './columns.ts';
import type { Unread } from './feel.ts';
import { cellPlace, type Grid } from './grid.ts';
import { isId } from './ids.ts';
import { isBlank, type MappedColumn, type Mapping } from './mapping.ts';
import { shortened, type ReadTables } from './report.ts';
import { readSheetCell, readSheetValue, sheetCellText, sheetValueText } from './sheet-cells.ts';
import { roleWord } from './sheet-words.ts';
import { excerpt } from './xml.ts';

/** Fails, with every cell that cannot be read, where one cannot. Rows without anything are passed over. */
export function tableOfGrid(grid: Grid, mapping: Mapping): Result<ReadTables> {
  const { columns, from, id, name, hit } = mapping;
  const problems: Problem[] = [];
  const rows: TableRow[] = [];
  const seen = { ids: new Set<string>(), isOpen: false };
  for (const [index, texts] of grid.rows.entries()) {
    if (index < from || isBlank(texts)) continue;
    rows.push(rowOf({ texts, index, columns, problems }, seen));
  }
  if (problems.some(({ level }) => level === 'error'))
    return { ok: false, problems: shortened(problems) };
  if (seen.isOpen) problems.push(openCells(grid, from));
  const parsed = TableDefinition.safeParse({
    kind: 'table',
    id,
    name: same(name),
    hit,
    inputs: columns.filter(({ role }) => role === 'input').map(columnOf(rows, 'when')),
    outputs: columns.filter(({ role }) => role === 'output').map(columnOf(rows, 'then')),
    rows,
  });
  if (parsed.success) return ok({ tables: [parsed.data], problems });
  const [issue] = parsed.error.issues;
  const reason = same(`${issue?.path.join('/') ?? ''}: ${issue?.message ?? ''}`);
  return failed(problem('exchange_table', { name, reason, place: cellPlace(from, 0) }));
}

function openCells({ name }: Grid, from: number): Problem {
  const guess = {
    zh: '中的空白条件按“任意值”处理',
    en: 'has empty conditions: they take every value',
  };
  return warning('exchange_guess', { name: name || '–', guess, place: cellPlace(from, 0) });
}

/** A column is nullable where null stands in it. */
function columnOf(rows: readonly TableRow[], side: 'when' | 'then') {
  return ({ id, name, type, fact }: MappedColumn, place: number) => {
    const nullable = rows.some((row) => {
      const said = row[side][place];
      return said === null || (Array.isArray(said) && said.includes(null));
    });
    return {
      id,
      name: same(name),
      type,
      ...(fact === undefined || side === 'then' ? {} : { fact }),
      ...(nullable ? { nullable } : {}),
    };
  };
}

interface SheetRow {
  texts: readonly string[];
  index: number;
  columns: readonly MappedColumn[];
  problems: Problem[];
}

function rowOf(
  { texts, index, columns, problems }: SheetRow,
  seen: { ids: Set<string>; isOpen: boolean },
): TableRow {
  const row: TableRow = { when: [], then: [] };
  const wrong = (column: number, reason: Unread['reason']) => {
    const details = { text: excerpt(texts[column] ?? ''), reason, place: cellPlace(index, column) };
    problems.push(problem('exchange_cell', details));
  };
  for (const [column, { role, type }] of columns.entries()) {
    const text = texts[column] ?? '';
    if (role === 'input') {
      const read = readSheetCell(text, type);
      seen.isOpen ||= text.trim() === '';
      if ('reason' in read) wrong(column, read.reason);
      else row.when.push(read.cell);
    } else if (role === 'output') {
      const read = readSheetValue(text, type);
      if ('reason' in read) wrong(column, read.reason);
      else row.then.push(read.value);
    } else if (text.trim() !== '') {
      keepBeside(row, role, text, { problems, place: cellPlace(index, column), ids: seen.ids });
    }
  }
  return row;
}

interface Beside {
  problems: Problem[];
  place: ReturnType<typeof cellPlace>;
  ids: Set<string>;
}

/** What stands beside conditions and results. A row's number says nothing that its place does not. */
function keepBeside(
  row: TableRow,
  role: MappedColumn['role'],
  text: string,
  { problems, place, ids }: Beside,
): void {
  const said = text.trim();
  if (role === 'note') {
    row.note = same(row.note === undefined ? text : `${row.note.zh}\n${text}`);
  } else if (role === 'row') {
    if (isId(said) && !ids.has(said)) row.id = said;
    else if (!/^\d+$/.test(said))
      problems.push(warning('exchange_not_kept', { what: excerpt(said), place }));
    ids.add(said);
  } else if (role === 'none') {
    problems.push(warning('exchange_not_kept', { what: excerpt(said), place }));
  } else if (Day.safeParse(said).success) {
    row[role as 'valid_from' | 'valid_to'] = said;
  } else {
    const reason = { zh: '不是日期（YYYY-MM-DD）', en: 'it is no date (YYYY-MM-DD)' };
    problems.push(problem('exchange_cell', { text: excerpt(text), reason, place }));
  }
}

/**
 * A table as people read it: rows of roles, names and types, then its rows, with the hit policy in the
 * corner. What is read from it decides the same; ids, facts, domains and bases have no place in it.
 */
export function gridOfTable(table: TableDefinition, language: Language): Grid {
  const { hit, inputs, outputs, rows, name } = table;
  const columns = [...inputs, ...outputs];
  const beside = (['note', 'valid_from', 'valid_to'] as const).filter((role) =>
    rows.some((row) => row[role] !== undefined),
  );
  const blank = beside.map(() => '');
  return {
    name: name[language],
    rows: [
      [
        hit,
        ...inputs.map(() => roleWord('input', language)),
        ...outputs.map(() => roleWord('output', language)),
        ...beside.map((role) => roleWord(role, language)),
      ],
      ['', ...columns.map((one) => one.name[language]), ...blank],
      ['', ...columns.map(({ type }) => type), ...blank],
      ...rows.map((row, index) => [
        row.id ?? String(index + 1),
        ...inputs.map(({ type }, place) => sheetCellText(row.when[place] ?? [], type)),
        ...outputs.map(({ type }, place) => sheetValueText(row.then[place] ?? null, type)),
        ...beside.map((role) =>
          role === 'note' ? (row.note?.[language] ?? '') : (row[role] ?? ''),
        ),
      ]),
    ],
  };
}
