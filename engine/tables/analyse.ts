/**
 * What is wrong, or seems to be, with the rows of a table, over everything that its columns' domains
 * hold: gaps, overlaps, rows that never count or could be one. Each with a record that shows it. What is
 * said is proven; what could not be decided within its budget is listed as such.
 *
 * After DMN 1.3, 8.2.10 (completeness), and J. Vanthienen et al. on anomalies of decision tables.
 */
import type { CompiledTable } from './compile.ts';
import { findDuplicates } from './duplicates.ts';
import type { Asked, TableAnalysis } from './findings.ts';
import { findGaps } from './gaps.ts';
import { findMasked } from './masked.ts';
import { findMergeable } from './mergeable.ts';
import { overlapsOf } from './overlaps.ts';
import { findPairs } from './pairs.ts';
import { spaceOf } from './space.ts';

/** Steps of the search for what is left uncovered; about half a second. */
const BUDGET = 4_000_000;

/** Cells that are compared, of rows that overlap; about a second. */
const LOOKS = 50_000_000;

export function analyseTable(compiled: CompiledTable): TableAnalysis {
  const { table } = compiled;
  const space = spaceOf(compiled);
  const found: TableAnalysis = { findings: [], more: [], undecided: [] };
  const overlaps = overlapsOf(space);
  const alone = { table, space, overlaps, budget: { left: BUDGET }, looks: { left: LOOKS }, found };
  const asked: Asked = { ...alone, twinOf: findDuplicates(alone) };
  const { areDisjoint } = findPairs(asked);
  findMasked(asked);
  findMergeable(asked);
  findGaps(asked, areDisjoint);
  return withoutRepeats(found);
}

/** Of a row that never counts it need not be said that it is superfluous too. */
function withoutRepeats(found: TableAnalysis): TableAnalysis {
  const masked = new Set(
    found.findings.filter(({ kind }) => kind === 'masked').map(({ rows }) => rows[0]),
  );
  const findings = found.findings.filter(
    ({ kind, rows }) => kind !== 'subsumed' || !masked.has(rows[0]),
  );
  return { ...found, findings };
}
