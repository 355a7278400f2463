/**
 * The rows of a decision table with their cells by column instead of by place, so that a column that one
 * side put in, took out or moved does not part the cells of the other side from theirs.
 */
import { type Bag, isBag, isRowPart, type Path } from '../definition/diff-structure.ts';
import type { Three } from './three.ts';

const parts = { when: 'inputs', then: 'outputs' } as const;
type Part = keyof typeof parts;

type Columns = Record<Part, string[]>;

/** Undefined where this is no table, or one whose rows do not fit their columns. */
export function byColumn(documents: Three): Three<Bag> | undefined {
  const [base, mine, theirs] = [
    keyed(documents.base),
    keyed(documents.mine),
    keyed(documents.theirs),
  ];
  return base && mine && theirs && { base, mine, theirs };
}

function keyed(document: unknown): Bag | undefined {
  const columns = columnsOf(document);
  if (columns === undefined || !isBag(document) || !Array.isArray(document['rows']))
    return undefined;
  const rows: Bag[] = [];
  for (const row of document['rows'] as unknown[]) {
    const [when, then] = [keyedPart(row, 'when', columns), keyedPart(row, 'then', columns)];
    if (!isBag(row) || when === undefined || then === undefined) return undefined;
    rows.push({ ...row, when, then });
  }
  return { ...document, rows };
}

function keyedPart(row: unknown, part: Part, columns: Columns): Bag | undefined {
  const cells = isBag(row) ? row[part] : undefined;
  if (!Array.isArray(cells) || cells.length !== columns[part].length) return undefined;
  return Object.fromEntries(columns[part].map((id, at) => [id, cells[at]]));
}

function columnsOf(document: unknown): Columns | undefined {
  if (!isBag(document) || document['kind'] !== 'table') return undefined;
  const [when, then] = [idsIn(document['inputs']), idsIn(document['outputs'])];
  return when && then && { when, then };
}

function idsIn(list: unknown): string[] | undefined {
  if (!Array.isArray(list)) return undefined;
  const ids = list.map((one: unknown) => (isBag(one) ? one['id'] : undefined));
  const isClear = new Set(ids).size === ids.length && ids.every((id) => typeof id === 'string');
  return isClear ? ids : undefined;
}

/**
 * Back to cells by place. A row that does not know an input asks nothing of it; one that does not know an
 * output says what holds where no row matches, else nothing.
 */
export function byPlace(document: Bag): Bag {
  const columns = columnsOf(document);
  const { rows, outputs } = document;
  if (columns === undefined || !Array.isArray(rows)) return document;
  const usual = new Map(
    (outputs as Bag[]).map((column) => [column['id'] as string, column['default'] ?? null]),
  );
  const placed = (rows as (Bag & Record<Part, Bag>)[]).map((row) => ({
    ...row,
    when: columns.when.map((id) => row.when[id] ?? []),
    then: columns.then.map((id) => (row.then[id] === undefined ? usual.get(id) : row.then[id])),
  }));
  return { ...document, rows: placed };
}

/** The place of a cell in a document whose cells stand by place. */
export function placedPath(document: unknown, path: Path): Path {
  const [list, row, part, column, ...rest] = path;
  const columns = columnsOf(document);
  if (columns === undefined || column === undefined || !isRowPart(path)) return path;
  const at = columns[part as Part].indexOf(column);
  return at === -1 ? path : [list ?? '', row ?? '', part ?? '', String(at), ...rest];
}

/** Rows are the same by what they say in the columns that every version has. */
export function alikeByColumn(tables: Three<Bag>): (path: Path, row: unknown) => unknown {
  const known = Object.values(tables).map((one) => columnsOf(one));
  const isKnown = (part: Part, id: string) => known.every((one) => one?.[part].includes(id));
  const shared = (part: Part, cells: unknown) =>
    Object.entries(isBag(cells) ? cells : {}).filter(([id]) => isKnown(part, id));
  return (path, row) => {
    if (path.length !== 1 || path[0] !== 'rows' || !isBag(row)) return row;
    return { ...row, when: shared('when', row['when']), then: shared('then', row['then']) };
  };
}

/** The columns that a side newly fills: in cells that it changed, in rows that it put in. */
export function columnsFilled(base: Bag, side: Bag, changed: readonly Path[]): Set<string> {
  const rows = side['rows'] as (Bag & Record<Part, Bag>)[];
  const known = columnsOf(base);
  const cells = changed.flatMap((path) => cellsOf(rows, path));
  const filled = cells.filter(({ part, id }) => known?.[part].includes(id));
  return new Set(filled.map(({ part, id }) => `${parts[part]}/${id}`));
}

/** The cells that say something, of a row or of one place in it. */
function cellsOf(rows: readonly Record<Part, Bag>[], [list, row, part, column]: Path) {
  const found = list === 'rows' ? rows[Number(row)] : undefined;
  if (found === undefined) return [];
  const asked = (['when', 'then'] as const).filter((one) => part === undefined || part === one);
  return asked.flatMap((one) =>
    Object.entries(found[one])
      .filter(([id, cell]) => (column === undefined || id === column) && !isEmptyCell(cell))
      .map(([id]) => ({ part: one, id })),
  );
}

function isEmptyCell(cell: unknown): boolean {
  return Array.isArray(cell) && cell.length === 0;
}
