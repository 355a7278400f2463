/** What an analysis found, as problems: what must not be released refuses, the rest warns. */
import type { TableDefinition } from '../definition/table.ts';
import { problem, warning, type Details, type Localized, type Problem } from '../problem.ts';
import { bracketed, join } from '../rules/words.ts';
import type { Column } from './columns.ts';
import { sayRows } from './decide.ts';
import type { FindingKind, TableAnalysis, TableFinding } from './findings.ts';
import { sayCell, sayRecord, sayRegion } from './words.ts';

export function problemsOf(
  analysis: TableAnalysis,
  table: TableDefinition,
  columns: readonly Column[],
): Problem[] {
  const { findings, more, undecided } = analysis;
  return [
    ...findings.map((finding) => problemOf(finding, table, columns)),
    ...more.map((kind) => warning('table_more_found', { what: kindNames[kind] }, '/rows')),
    ...undecided.map(({ kind, row }) => {
      const which = row === undefined ? kindNames[kind] : withRow(kindNames[kind], row);
      return warning('table_undecided', { what: which }, rowAt(row));
    }),
  ];
}

/** What a finding of each kind is called. */
export const kindNames: Record<FindingKind, Localized> = {
  gap: { zh: '缺漏', en: 'gaps' },
  overlap: { zh: '重叠', en: 'overlaps' },
  disagreement: { zh: '结果矛盾', en: 'contradictory results' },
  masked: { zh: '被遮盖的行', en: 'masked rows' },
  misleading: { zh: '易误解的行', en: 'misleading rows' },
  subsumed: { zh: '多余的行', en: 'superfluous rows' },
  mergeable: { zh: '可合并的行', en: 'rows that can be one' },
  duplicate: { zh: '重复的行', en: 'duplicate rows' },
};

const refusing: ReadonlySet<FindingKind> = new Set([
  'overlap',
  'disagreement',
  'masked',
  'duplicate',
]);

function problemOf(
  finding: TableFinding,
  table: TableDefinition,
  columns: readonly Column[],
): Problem {
  const { kind, rows, witness = {}, region = {}, cell = [] } = finding;
  const [row = 0, ...others] = rows;
  const column = columns.find(({ id }) => id === finding.column);
  const telling = kind === 'gap' ? new Set(Object.keys(region)) : toldApart(table, columns, rows);
  const details: Details = {
    rows: sayRows(rows),
    row: row + 1,
    others: sayRows(others),
    region: sayRegion(columns, region),
    witness: sayRecord(columns, witness, telling.size > 0 ? telling : undefined),
    column: column?.name ?? '',
    cell: column === undefined ? '' : sayCell(column, cell),
  };
  const make = refusing.has(kind) ? problem : warning;
  const at = kind === 'overlap' || kind === 'disagreement' ? others.at(-1) : rows[0];
  return make(`table_${kind}`, details, rowAt(at));
}

/** The columns that some of the rows are specific about. */
function toldApart(table: TableDefinition, columns: readonly Column[], rows: readonly number[]) {
  const isSpecific = (place: number) =>
    place >= table.inputs.length || rows.some((row) => table.rows[row]?.when[place]?.length !== 0);
  return new Set(columns.filter((_, place) => isSpecific(place)).map(({ id }) => id));
}

function rowAt(row: number | undefined): string {
  return row === undefined ? '/rows' : `/rows/${row}`;
}

function withRow(words: Localized, row: number): Localized {
  return join`${words}${bracketed({ zh: `第 ${row + 1} 行`, en: `row ${row + 1}` })}`;
}
