/** Examples of a decision table: inputs, and the outputs, the rows, or what is missing. */
import type { TableExample } from '../definition/examples.ts';
import type { FactValue } from '../definition/facts.ts';
import { canonical } from '../definition/hash.ts';
import type { Pack } from '../definition/pack.ts';
import type { TableDefinition } from '../definition/table.ts';
import type { Localized } from '../problem.ts';
import { BUSINESS_DAY } from '../tables/columns.ts';
import { compileTable, type CompiledTable } from '../tables/compile.ts';
import { decide, type Decision, type Given } from '../tables/decide.ts';
import { everyFact } from '../tables/facts.ts';

/** What differs from `then`, in words; empty when the example holds. */
export function checkTableExample(
  table: TableDefinition,
  { given, on, then }: TableExample,
  pack: Pack,
): Localized[] {
  const compiled = compiledFor(table, pack);
  const strangers = Object.keys(given)
    .filter((id) => !table.inputs.some((input) => input.id === id))
    .map((id) => ({ zh: `没有输入列 ${id}`, en: `there is no input ${id}` }));
  const decision = decide(compiled, valuesOf(compiled, given, on));
  return [
    ...strangers,
    ...differs({ zh: '输出', en: 'outputs' }, outputsOf(table, decision), then.outputs),
    ...differs(
      { zh: '符合的行', en: 'rows' },
      rowsOf(decision),
      then.rows?.map((row) => numberOf(table, row)),
    ),
    ...differs(
      { zh: '缺少', en: 'unknown' },
      'missing' in decision ? decision.missing : [],
      then.unknown,
    ),
    ...differs(
      { zh: '错误', en: 'problem' },
      'problem' in decision ? decision.problem.code : null,
      then.problem,
    ),
  ];
}

/** The rows of one file of examples ask the same table of the same pack. */
const compiledIn = new WeakMap<Pack, WeakMap<TableDefinition, CompiledTable>>();

function compiledFor(table: TableDefinition, pack: Pack): CompiledTable {
  const inPack = compiledIn.get(pack) ?? new WeakMap<TableDefinition, CompiledTable>();
  compiledIn.set(pack, inPack);
  const compiled = inPack.get(table) ?? compileTable(table, everyFact(pack));
  inPack.set(table, compiled);
  return compiled;
}

function valuesOf(
  { columns }: CompiledTable,
  given: TableExample['given'],
  on: string | undefined,
): Given[] {
  return columns.map(({ column: { id } }) => {
    if (id === BUSINESS_DAY) return on;
    return Object.hasOwn(given, id) ? given[id] : undefined;
  });
}

function outputsOf(
  { outputs }: TableDefinition,
  decision: Decision,
): Record<string, FactValue> | undefined {
  if (!('values' in decision)) return undefined;
  const values = outputs.map(({ id }, place) => [id, decision.values[place] ?? null] as const);
  const isNothing = decision.kind === 'none' && values.every(([, value]) => value === null);
  return isNothing ? {} : Object.fromEntries(values);
}

function rowsOf(decision: Decision): number[] {
  return 'rows' in decision ? decision.rows.map((row) => row + 1) : [];
}

function numberOf({ rows }: TableDefinition, row: string | number): number {
  return typeof row === 'number' ? row : rows.findIndex(({ id }) => id === row) + 1;
}

function differs(what: Localized, found: unknown, expected: unknown): Localized[] {
  if (expected === undefined) return [];
  const is = found === undefined ? undefined : canonical(found);
  const should = canonical(expected);
  if (is === should) return [];
  const zh = `${what.zh}为 ${is ?? '无'}，应为 ${should}`;
  return [{ zh, en: `${what.en} ${is ?? 'none'}, expected ${should}` }];
}
