/** What the analysis of a table finds, each with its words, its rows and the record that shows it. */
import type { FactDictionary } from '@flowmeter/engine/case/forms.ts';
import type { ListItem } from '@flowmeter/engine/definition/facts.ts';
import { type Cell, TableDefinition } from '@flowmeter/engine/definition/table.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';
import { analyseTable } from '@flowmeter/engine/tables/analyse.ts';
import { problemsOf } from '@flowmeter/engine/tables/analysis-problems.ts';
import { checkCells } from '@flowmeter/engine/tables/check-cells.ts';
import { columnsOf } from '@flowmeter/engine/tables/columns.ts';
import { compileTable } from '@flowmeter/engine/tables/compile.ts';
import type { FindingKind } from '@flowmeter/engine/tables/findings.ts';

export interface Analysed {
  problem: Problem;
  /** Counted from 0. */
  rows: readonly number[];
  witness: Record<string, ListItem | null> | undefined;
  /** What it is, and of a gap what is left out; undefined for what could not be decided. */
  kind: FindingKind | undefined;
  region: Record<string, Cell> | undefined;
}

/** Nothing for a table whose cells do not mean something yet: that is said by the check. */
export function analysisOf(table: TableDefinition, facts: FactDictionary): Analysed[] {
  if (!TableDefinition.safeParse(table).success) return [];
  const width = table.rows.every(
    ({ when, then }) => when.length === table.inputs.length && then.length === table.outputs.length,
  );
  const isWrong = checkCells(table, facts).some(({ level }) => level === 'error');
  if (!width || isWrong) return [];
  const analysis = analyseTable(compileTable(table, facts));
  const problems = problemsOf(analysis, table, columnsOf(table, facts));
  return problems.map((problem, index) => {
    const finding = analysis.findings[index];
    const { rows = [], witness, kind, region } = finding ?? {};
    return { problem, rows, witness, kind, region };
  });
}
