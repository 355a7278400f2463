/**
 * The records of a kind as they were known on a time: their rows, numbered from 0, in pieces of bounded
 * size. The records of one object stand together, and the pieces of every kind follow the hashes of
 * objects, so that records about the same object are found in the same range.
 */
import { join } from 'node:path';
import { type Column, type ColumnTable, valueAt } from '@flowmeter/engine/columns/column.ts';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import type { RecordDefinition } from '@flowmeter/engine/definition/record.ts';
import { createLru } from '../store/lru.ts';
import { createColumnCache } from './column-cache.ts';
import { gatherColumn, type Picks } from './gather.ts';
import { segmentFolder, type Manifest } from './manifest.ts';
import { compared, orderFields } from './row-order.ts';
import { openSegment, type Segment } from './segment.ts';
import type { Part } from './segment-writer.ts';
import { sinceBySegment, type SinceOf } from './successors.ts';

/** Rows whose objects' hashes are at least `from` and below `to`. */
export interface Range {
  from: number;
  to: number;
}

export interface RecordView {
  definition: RecordDefinition;
  rows: number;
  /** Piece after piece: the number of its first row, and how many it has. */
  pieces: readonly Piece[];
  /** Columns of a piece; those that are asked for are read. */
  table(piece: number, fields?: readonly string[]): ColumnTable;
  column(piece: number, field: string): Column;
  /** Hashes of the objects of a piece's rows; they never fall. */
  hashes(piece: number): Uint32Array;
  close(): void;
}

export interface Piece extends Range {
  start: number;
  rows: number;
}

/** Above every hash. */
const END = 2 ** 32;
/** Bytes of columns that stay in memory, of each kind. */
const MOST_BYTES = 48 * 2 ** 20;

interface Source {
  segment: Segment;
  since: SinceOf | undefined;
}

/** The rows of a range: all of one part as it stands, or picked from several. */
interface Selection {
  hashes: Uint32Array;
  sources: { segment: Segment; part: Part }[];
  picks: Picks | undefined;
}

/**
 * @param known number of the last batch that counts
 * @throws {DamagedBlock}
 */
export function openView(
  folder: string,
  definition: RecordDefinition,
  { segments }: Manifest,
  known: number,
): RecordView {
  const since = sinceBySegment(
    segments.map(({ id }) => join(segmentFolder(folder, id), 'succeeded.bin')),
  );
  const sources = segments.map(
    ({ id }): Source => ({
      segment: openSegment(join(segmentFolder(folder, id), 'rows.bin')),
      since: since.get(id),
    }),
  );
  const ranges = rangesOf(sources);
  const selections = createLru<Selection>(16);
  const columns = createColumnCache(MOST_BYTES);

  function selection(piece: number): Selection {
    const kept = selections.get(String(piece));
    if (kept !== undefined) return kept;
    const made = select(definition, sources, pieceAt(pieces, piece), known);
    selections.set(String(piece), made);
    return made;
  }

  function column(piece: number, field: string): Column {
    const name = `${piece} ${field}`;
    const kept = columns.get(name);
    if (kept !== undefined) return kept;
    const made = columnOf(selection(piece), field, typeOf(definition, field));
    columns.set(name, made);
    return made;
  }

  const pieces = numbered(ranges, (range) => countIn(sources, range, known));
  return {
    definition,
    rows: pieces.reduce((sum, { rows }) => sum + rows, 0),
    pieces,
    column,
    hashes: (piece) => selection(piece).hashes,
    table: (piece, fields = Object.keys(definition.fields)) => ({
      rows: pieceAt(pieces, piece).rows,
      columns: new Map(fields.map((field) => [field, column(piece, field)])),
    }),
    close: () => {
      for (const { segment } of sources) segment.close();
    },
  };
}

function pieceAt(pieces: readonly Piece[], index: number): Piece {
  const piece = pieces[index];
  if (piece === undefined) throw new Error(`there is no piece ${index}`);
  return piece;
}

function typeOf({ fields }: RecordDefinition, field: string): Fact['type'] {
  return fields[field]?.type ?? 'string';
}

/** Those of the largest segment, so that what is most need not be cut. */
function rangesOf(sources: readonly Source[]): Range[] {
  const parts = sources
    .map(({ segment }) => segment.footer)
    .toSorted((a, b) => b.rows - a.rows)[0]?.parts;
  const starts = (parts ?? []).map(({ from }, index) => (index === 0 ? 0 : from));
  return starts.map((from, index) => ({ from, to: starts[index + 1] ?? END }));
}

function numbered(ranges: readonly Range[], count: (range: Range) => number): Piece[] {
  let start = 0;
  return ranges.map((range) => {
    const piece = { ...range, start, rows: count(range) };
    start += piece.rows;
    return piece;
  });
}

/** The parts of a segment with rows of the range. */
function partsIn({ footer }: Segment, { from, to }: Range): Part[] {
  return footer.parts.filter((part, index) => {
    return part.from < to && (footer.parts[index + 1]?.from ?? END) > from;
  });
}

/** The places in a part whose hashes are in the range. */
function placesIn(hashes: Uint32Array, { from, to }: Range): [begin: number, end: number] {
  return [firstAtLeast(hashes, from), firstAtLeast(hashes, to)];
}

/** The first place with this hash or a higher one. */
export function firstAtLeast(hashes: Uint32Array, hash: number): number {
  let [low, high] = [0, hashes.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((hashes[middle] as number) < hash) low = middle + 1;
    else high = middle;
  }
  return low;
}

function countIn(sources: readonly Source[], range: Range, known: number): number {
  let count = 0;
  for (const source of sources) {
    for (const part of partsIn(source.segment, range)) {
      const [begin, end] = boundsOf(source.segment, part, range);
      const isKnown = knownIn(source, part, known);
      if (isKnown === true) count += end - begin;
      else for (let row = begin; row < end; row++) if (isKnown(row)) count++;
    }
  }
  return count;
}

function boundsOf(segment: Segment, part: Part, range: Range): [begin: number, end: number] {
  const at = segment.footer.parts.indexOf(part);
  const next = segment.footer.parts[at + 1]?.from ?? END;
  const isWithin = (at === 0 ? 0 : part.from) >= range.from && next <= range.to;
  return isWithin ? [0, part.rows] : placesIn(segment.hashes(part), range);
}

/** Was the row known, and not yet another edition of it? True: all were. */
function knownIn(
  { segment, since }: Source,
  part: Part,
  known: number,
): true | ((row: number) => boolean) {
  const [came, went] = [segment.came(part), segment.went(part)];
  if (typeof came === 'number' && went === 0 && since === undefined) {
    return came <= known ? true : () => false;
  }
  const at = (of: Uint32Array | number, row: number): number =>
    typeof of === 'number' ? of : (of[row] as number);
  return (row) => {
    if (at(came, row) > known) return false;
    const gone = at(went, row) || (since?.(part.start + row) ?? 0);
    return gone === 0 || gone > known;
  };
}

function select(
  definition: RecordDefinition,
  sources: readonly Source[],
  range: Range,
  known: number,
): Selection {
  const found: { segment: Segment; part: Part; hashes: Uint32Array; rows: number[] }[] = [];
  for (const source of sources) {
    const { segment } = source;
    for (const part of partsIn(segment, range)) {
      const [begin, end] = boundsOf(segment, part, range);
      const isKnown = knownIn(source, part, known);
      const rows: number[] = [];
      for (let row = begin; row < end; row++) if (isKnown === true || isKnown(row)) rows.push(row);
      if (rows.length > 0) found.push({ segment, part, hashes: segment.hashes(part), rows });
    }
  }
  const [only] = found;
  if (only !== undefined && found.length === 1 && only.rows.length === only.part.rows) {
    return { hashes: only.hashes, sources: [only], picks: undefined };
  }
  return merged(definition, found);
}

function merged(
  definition: RecordDefinition,
  found: readonly { segment: Segment; part: Part; hashes: Uint32Array; rows: number[] }[],
): Selection {
  const picked = found.flatMap(({ hashes, rows }, source) =>
    rows.map((row) => ({ source, row, hash: hashes[row] as number })),
  );
  const fields = orderFields(definition);
  const columns = found.map(({ segment, part }) =>
    fields.map((field) => segment.column(part, field)),
  );
  if (found.length > 1) {
    picked.sort((a, b) => {
      if (a.hash !== b.hash) return a.hash - b.hash;
      for (let at = 0; at < fields.length; at++) {
        const [one, other] = [columns[a.source]?.[at], columns[b.source]?.[at]];
        const order = compared(one && valueAt(one, a.row), other && valueAt(other, b.row));
        if (order !== 0) return order;
      }
      return 0;
    });
  }
  return {
    hashes: Uint32Array.from(picked, ({ hash }) => hash),
    sources: found.map(({ segment, part }) => ({ segment, part })),
    picks: {
      source: Uint16Array.from(picked, ({ source }) => source),
      row: Uint32Array.from(picked, ({ row }) => row),
    },
  };
}

function columnOf(
  { sources, picks, hashes }: Selection,
  field: string,
  type: Fact['type'],
): Column {
  const columns = sources.map(({ segment, part }) => segment.column(part, field));
  const [only] = columns;
  if (picks === undefined && only !== undefined) return { ...only, type } as Column;
  const all = picks ?? {
    source: new Uint16Array(hashes.length),
    row: Uint32Array.from(hashes, (_, row) => row),
  };
  return gatherColumn(type, columns, all);
}
