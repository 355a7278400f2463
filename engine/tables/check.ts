/** Is a table well made: its columns, the cells of its rows, what its hit policy needs? */
import { computedFact, declarationOf } from '../case/builtin-facts.ts';
import type { FactDictionary } from '../case/forms.ts';
import { all, type Pack } from '../definition/pack.ts';
import type { TableDefinition, TableInput, TableOutput } from '../definition/table.ts';
import { problem, warning, type Localized, type Problem } from '../problem.ts';
import { checkReading } from '../rules/check-arguments.ts';
import { typeNames } from '../rules/check.ts';
import { comparable, plain } from '../rules/operands.ts';
import { analyseTable } from './analyse.ts';
import { problemsOf } from './analysis-problems.ts';
import { checkCells, wrongType } from './check-cells.ts';
import { BUSINESS_DAY, columnsOf } from './columns.ts';
import { compileTable } from './compile.ts';
import { circleThrough } from './circle.ts';
import { everyFact } from './facts.ts';
import { hitName, ordersValues, policies } from './policies.ts';

export function checkTable(table: TableDefinition, pack: Pack): Problem[] {
  const facts = everyFact(pack);
  const found = [
    ...table.inputs.flatMap((input, index) => {
      const at = `/inputs/${index}`;
      return [...checkInput(input, facts, at), ...checkArguments(input, pack, facts, at)];
    }),
    ...checkIds(table),
    ...checkOutputs(table),
    ...checkPolicy(table),
    ...checkCircle(table, pack),
    ...checkRows(table),
    ...checkCells(table, facts),
  ];
  // Only of rows that mean something can it be said how they stand to each other.
  return found.some(({ level }) => level === 'error')
    ? found
    : [...found, ...analysisProblems(table, facts)];
}

const analysed = new WeakMap<TableDefinition, { key: string; problems: Problem[] }>();

/** A table is checked with every pack that it is in: it is analysed once for the domains it has there. */
function analysisProblems(table: TableDefinition, facts: FactDictionary): Problem[] {
  const columns = columnsOf(table, facts);
  const key = JSON.stringify(columns);
  const known = analysed.get(table);
  if (known?.key === key) return known.problems;
  const problems = problemsOf(analyseTable(compileTable(table, facts)), table, columns);
  analysed.set(table, { key, problems });
  return problems;
}

/** A fact that is named is declared; an input that names none may be handed over by whoever asks. */
function checkInput(input: TableInput, facts: FactDictionary, at: string): Problem[] {
  const { id, fact = id, name, type } = input;
  const declared = declarationOf(fact, facts) ?? linked(fact, facts);
  const found: Problem[] = [];
  if (declared === undefined && input.fact !== undefined) {
    found.push(problem('unknown_fact', { fact }, `${at}/fact`));
  }
  if (declared !== undefined && !comparable(type, declared.type)) {
    const other = typeNames[declared.type];
    const details = { column: name, type: typeNames[type], fact: declared.name, other };
    found.push(problem('table_fact_other_type', details, `${at}/type`));
  }
  if (type === 'enum' && (input.options ?? declared?.options) === undefined) {
    found.push(problem('enum_without_options', { fact: name }, at));
  }
  for (const side of ['min', 'max'] as const) {
    const bound = input[side];
    if (bound === undefined || plain(type, bound) !== undefined) continue;
    found.push(wrongType(name, type, bound, `${at}/${side}`));
  }
  if (id === BUSINESS_DAY) found.push(problem('table_reserved_id', { id }, `${at}/id`));
  return found;
}

/** Arguments of a computed fact; any record may ask, so none is told that it has not the fact. */
function checkArguments(
  { id, fact = id, params }: TableInput,
  pack: Pack,
  facts: FactDictionary,
  at: string,
): Problem[] {
  if (computedFact(fact) === undefined) return [];
  const calendars = new Set(all(pack, 'calendar').map((one) => one.id));
  return checkReading({ fact, params }, { facts, record: 'finding', calendars }, at);
}

/** Through links of a record: the fact at the end. */
function linked(fact: string, facts: FactDictionary) {
  const last = fact.split('.').at(-1);
  return last === undefined || last === fact ? undefined : declarationOf(last, facts);
}

function checkIds({ inputs, outputs, rows }: TableDefinition): Problem[] {
  return [...twins(inputs, '/inputs'), ...twins(outputs, '/outputs'), ...twins(rows, '/rows')];
}

function twins(list: readonly { id?: string | undefined }[], at: string): Problem[] {
  const seen = new Set<string>();
  return list.flatMap(({ id }, index) => {
    if (id === undefined) return [];
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [problem('duplicate_id', { id }, `${at}/${index}/id`)];
  });
}

function checkOutputs(table: TableDefinition): Problem[] {
  const hasDefaults = table.outputs.some((one) => one.default !== undefined);
  return table.outputs.flatMap((output, index) => {
    const at = `/outputs/${index}`;
    const { name, type, options, values = [] } = output;
    const found = values.flatMap((value, place) =>
      checkResult(value, output, `${at}/values/${place}`),
    );
    if (type === 'enum' && options === undefined) {
      found.push(problem('enum_without_options', { fact: name }, at));
    }
    if (output.default !== undefined) {
      found.push(...checkResult(output.default, output, `${at}/default`));
    } else if (hasDefaults) {
      found.push(problem('table_default_missing', { column: name }, at));
    }
    return found;
  });
}

function checkPolicy(table: TableDefinition): Problem[] {
  const { hit: id, outputs } = table;
  const { gives, ranks } = policies[id];
  const hit = hitName(id);
  const found: Problem[] = [];
  if ((gives === 'sum' || gives === 'extreme') && outputs.length > 1) {
    found.push(problem('table_figure_outputs', { hit }, '/outputs'));
  }
  if (ranks && !outputs.some(ordersValues)) {
    found.push(problem('table_without_ranks', { hit }, '/hit'));
  }
  for (const [index, { name, type, nullable }] of outputs.entries()) {
    const fits = figureTypes[gives]?.has(type) ?? true;
    const details = { hit, column: name, type: typeNames[type] };
    if (!fits) found.push(problem('table_figure_type', details, `/outputs/${index}/type`));
    if (gives !== 'list' || !nullable) continue;
    const listed = { hit, column: name };
    found.push(problem('table_null_in_list', listed, `/outputs/${index}/nullable`));
  }
  return found;
}

/** Types of which a figure can be made. */
const figureTypes: Partial<Record<string, ReadonlySet<TableOutput['type']>>> = {
  sum: new Set(['number', 'integer']),
  extreme: new Set(['number', 'integer', 'date', 'datetime']),
};

function checkCircle(table: TableDefinition, pack: Pack): Problem[] {
  const circle = circleThrough(table, all(pack, 'table'));
  if (circle === undefined) return [];
  const names = (language: keyof Localized) => circle.map(({ name }) => name[language]).join(' → ');
  return [problem('table_cycle', { tables: { zh: names('zh'), en: names('en') } }, '/inputs')];
}

const cells: Localized = { zh: '条件', en: 'conditions' };
const results: Localized = { zh: '结果', en: 'results' };

function checkRows(table: TableDefinition): Problem[] {
  const { inputs, outputs, rows } = table;
  return rows.flatMap((row, index) => {
    const at = `/rows/${index}`;
    const width = (what: Localized, found: number, wanted: number, place: string) =>
      found === wanted
        ? []
        : [problem('table_row_width', { row: index + 1, what, found, wanted }, at + place)];
    const { valid_from: from, valid_to: to } = row;
    return [
      ...width(cells, row.when.length, inputs.length, '/when'),
      ...width(results, row.then.length, outputs.length, '/then'),
      ...outputs.flatMap((output, place) =>
        checkResult(row.then[place], output, `${at}/then/${place}`),
      ),
      ...(from !== undefined && to !== undefined && from > to
        ? [problem('validity_reversed', { from, to }, `${at}/valid_to`)]
        : []),
    ];
  });
}

function checkResult(value: unknown, output: TableOutput, at: string): Problem[] {
  const { name, type, options, nullable } = output;
  if (value === undefined || (value === null && nullable)) return [];
  if (plain(type, value) === undefined) return [wrongType(name, type, value, at)];
  const listed: readonly unknown[] | undefined =
    output.values ?? options?.map((option) => option.value);
  if (listed === undefined || listed.includes(value)) return [];
  const details = { value: JSON.stringify(value), column: name };
  return [
    type === 'enum'
      ? problem('table_cell_outside', details, at)
      : warning('table_cell_outside', details, at),
  ];
}
