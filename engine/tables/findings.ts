/** What an analysis finds in the rows of a table, and what its parts work with. */
import type { ListItem } from '../definition/facts.ts';
import type { Cell, TableDefinition } from '../definition/table.ts';
import type { Budget } from './cover.ts';
import type { Overlaps } from './overlaps.ts';
import type { Space } from './space.ts';

export type FindingKind =
  | 'gap'
  | 'overlap'
  | 'disagreement'
  | 'masked'
  | 'misleading'
  | 'subsumed'
  | 'mergeable'
  | 'duplicate';

export interface TableFinding {
  kind: FindingKind;
  /** Counted from 0; the row in question before those that it is held against. */
  rows: readonly number[];
  /** A record that shows it: column -> value. */
  witness?: Record<string, ListItem | null>;
  /** Of a gap: what is left out. Column -> cell; columns on which it does not depend are left out. */
  region?: Record<string, Cell>;
  /** The column it is about: of misleading and mergeable rows. */
  column?: string;
  /** Of mergeable rows: the cell of the one row that they could be. */
  cell?: Cell;
}

export interface TableAnalysis {
  findings: TableFinding[];
  /** Kinds of which there are more than are listed. */
  more: FindingKind[];
  /** What could not be decided; `row` is the row asked about. */
  undecided: { kind: FindingKind; row?: number }[];
}

/** What the parts of the analysis work with. */
export interface Asked {
  table: TableDefinition;
  space: Space;
  overlaps: Overlaps;
  budget: Budget;
  /** Rows that may still be held against others, each column counted. */
  looks: Budget;
  /** Row -> the first row that is the same, for rows that stand twice. */
  twinOf: ReadonlyMap<number, number>;
  found: TableAnalysis;
}

/** Findings of one kind that are listed. */
const MOST_LISTED = 100;

/** Lists a finding; `make` says the rest of it where it is listed. */
export function report(
  { found }: Pick<Asked, 'found'>,
  kind: FindingKind,
  rows: readonly number[],
  make: () => Partial<TableFinding> = () => ({}),
): void {
  const listed = found.findings.filter((one) => one.kind === kind).length;
  if (listed < MOST_LISTED) found.findings.push({ kind, rows, ...make() });
  else if (!found.more.includes(kind)) found.more.push(kind);
}

/** Nothing more of the kind is looked for. */
export function isEnough({ found }: Pick<Asked, 'found'>, kind: FindingKind): boolean {
  return found.more.includes(kind);
}
