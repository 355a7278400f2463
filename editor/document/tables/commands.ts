/** Every edit of a decision table, once. An edit names its command and is plain data. */
import type {
  TableDefinition,
  TableInput,
  TableOutput,
  TableRow,
} from '@flowmeter/engine/definition/table.ts';
import { failed, type Localized, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import { assign, type Path } from '../assign.ts';
import { addExample, changeExample, removeExample } from '../rules/example-commands.ts';
import { carryOut, type CommandOn, type HistoryOf, type Touched } from '../undoing.ts';
import { blankRow, type CellContent, isInput, type Place, type TableDocument } from './document.ts';

function defineCommand<A>(command: CommandOn<TableDocument, A>): CommandOn<TableDocument, A> {
  return command;
}

/** Cells filled, wherever they stand; rows that are not there yet are added. */
const setCells = defineCommand<{ cells: readonly (Place & { content: CellContent })[] }>({
  label: ({ cells }) => {
    const [first] = cells;
    const row = (first?.row ?? 0) + 1;
    if (cells.length === 1)
      return { zh: `修改第 ${row} 行的一格`, en: `Change a cell of row ${row}` };
    return { zh: `填写 ${cells.length} 格`, en: `Fill ${cells.length} cells` };
  },
  run({ table }, { cells }) {
    for (const { row, column, content } of cells) {
      while (table.rows.length <= row) table.rows.push(blankRow(table));
      const held = table.rows[row];
      if (held === undefined) continue;
      if ('test' in content && isInput(table, column)) held.when[column] = content.test;
      if ('value' in content && !isInput(table, column)) {
        held.then[column - table.inputs.length] = content.value;
      }
    }
    return done();
  },
});

/** Rows before the one at `at`: blank ones, or the one that is given. */
const insertRow = defineCommand<{ at: number; count?: number; row?: TableRow }>({
  label: ({ at, count = 1 }) =>
    count === 1
      ? { zh: `插入第 ${at + 1} 行`, en: `Insert row ${at + 1}` }
      : { zh: `插入 ${count} 行`, en: `Insert ${count} rows` },
  run({ table }, { at, count = 1, row }) {
    table.rows.splice(at, 0, ...Array.from({ length: count }, () => row ?? blankRow(table)));
    return done();
  },
});

/** A table keeps at least one row. */
const removeRows = defineCommand<{ from: number; count: number }>({
  label: ({ from, count }) =>
    count === 1
      ? { zh: `删除第 ${from + 1} 行`, en: `Delete row ${from + 1}` }
      : { zh: `删除 ${count} 行`, en: `Delete ${count} rows` },
  run({ table }, { from, count }) {
    if (count >= table.rows.length) return failed(problem('last_row'));
    table.rows.splice(from, count);
    return done();
  },
});

/** Order is meaning where the first row counts. `by` many places, not beyond the ends. */
const moveRows = defineCommand<{ from: number; count: number; by: number }>({
  label: ({ from, count }) =>
    count === 1
      ? { zh: `移动第 ${from + 1} 行`, en: `Move row ${from + 1}` }
      : { zh: `移动 ${count} 行`, en: `Move ${count} rows` },
  run({ table }, { from, count, by }) {
    const to = Math.max(0, Math.min(table.rows.length - count, from + by));
    if (to === from) return done();
    const moved = table.rows.splice(from, count);
    table.rows.splice(to, 0, ...moved);
    return done();
  },
});

/** A column with its cells to another place of its side: inputs stay inputs. */
const moveColumn = defineCommand<{ column: number; to: number }>({
  label: ({ column }, { table }) => {
    const { name } = columnAt(table, column) ?? { name: { zh: '', en: '' } };
    return { zh: `移动列“${name.zh}”`, en: `Move the column “${name.en}”` };
  },
  run({ table }, { column, to }) {
    if (column === to || isInput(table, column) !== isInput(table, to)) return done();
    const isIn = isInput(table, column);
    const start = isIn ? 0 : table.inputs.length;
    const shift = (list: unknown[]) => {
      if (to - start < list.length) list.splice(to - start, 0, ...list.splice(column - start, 1));
    };
    shift(isIn ? table.inputs : table.outputs);
    for (const { when, then } of table.rows) shift(isIn ? when : then);
    return done();
  },
});

/** What a row says besides its cells: its id, a note, its validity, its basis. */
const changeRow = defineCommand<{ row: number; path: Path; value: unknown }>({
  label: ({ row }) => ({ zh: `修改第 ${row + 1} 行的说明`, en: `Change what row ${row + 1} says` }),
  run({ table }, { row, path, value }) {
    const held = table.rows[row];
    if (held !== undefined && path[0] !== 'when' && path[0] !== 'then') assign(held, path, value);
    return done();
  },
});

/** A property of the table itself or of one of its columns. */
const changeTable = defineCommand<{ path: Path; value: unknown }>({
  label: ({ path }) =>
    path[0] === 'hit'
      ? { zh: '修改命中策略', en: 'Change the hit policy' }
      : { zh: '修改决策表的设置', en: 'Change the settings of the table' },
  run({ table }, { path, value }) {
    if (path[0] !== 'rows') assign(table, path, value);
    return done();
  },
});

/** A new column, last of its side; every row gets a cell that takes everything, or has no result yet. */
const addColumn = defineCommand<{ input: TableInput } | { output: TableOutput }>({
  label: (args) =>
    'input' in args
      ? { zh: '添加输入列', en: 'Add an input' }
      : { zh: '添加输出列', en: 'Add an output' },
  run({ table }, args) {
    if ('input' in args) {
      table.inputs.push(args.input);
      for (const row of table.rows) row.when.push([]);
    } else {
      table.outputs.push(args.output);
      for (const row of table.rows) row.then.push(args.output.default ?? null);
    }
    return done();
  },
});

/** A column with its cells; a table keeps at least one output. */
const removeColumn = defineCommand<{ column: number }>({
  label: ({ column }, { table }) => {
    const { name } = columnAt(table, column) ?? { name: { zh: '', en: '' } };
    return { zh: `删除列“${name.zh}”`, en: `Delete the column “${name.en}”` };
  },
  run({ table }, { column }) {
    const place = column - table.inputs.length;
    if (isInput(table, column)) {
      table.inputs.splice(column, 1);
      for (const row of table.rows) row.when.splice(column, 1);
    } else {
      if (table.outputs.length === 1) return failed(problem('last_output'));
      table.outputs.splice(place, 1);
      for (const row of table.rows) row.then.splice(place, 1);
    }
    return done();
  },
});

/** The table as it was written anew, e.g. as JSON. */
const replaceTable = defineCommand<{ table: TableDefinition }>({
  label: () => ({ zh: '改写决策表', en: 'Rewrite the table' }),
  run(draft, { table }) {
    draft.table = table;
    return done();
  },
});

export const tableCommands = {
  setCells,
  insertRow,
  removeRows,
  moveRows,
  moveColumn,
  changeRow,
  changeTable,
  addColumn,
  removeColumn,
  replaceTable,
  addExample: defineCommand(addExample),
  changeExample: defineCommand(changeExample),
  removeExample: defineCommand(removeExample),
};

type TableCommandName = keyof typeof tableCommands;

export type TableEdit = {
  [N in TableCommandName]: { do: N; args: Parameters<(typeof tableCommands)[N]['run']>[1] };
}[TableCommandName];

export function performOnTable(
  history: HistoryOf<TableDocument>,
  edit: TableEdit,
  burst?: string,
): Result<{ history: HistoryOf<TableDocument>; touched: Touched }> {
  const command = tableCommands[edit.do] as CommandOn<TableDocument, unknown>;
  return carryOut(history, command, edit.args, burst);
}

function columnAt(table: TableDefinition, column: number): { name: Localized } | undefined {
  return isInput(table, column)
    ? table.inputs[column]
    : table.outputs[column - table.inputs.length];
}

function done(): Result<Touched> {
  return ok([]);
}
