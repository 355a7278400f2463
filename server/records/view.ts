/**
 * The records of a kind as they were known on a time: their rows, numbered from 0, in pieces of bounded
 * size. The records of one object stand together, and the pieces of every kind follow the hashes of
 * objects, so that records about the same object are found in the same range.
 */
import { join } from 'node:path';
import type { Column, ColumnTable } from '@flowmeter/engine/columns/column.ts';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import type { RecordDefinition } from '@flowmeter/engine/definition/record.ts';
import { createLru } from '../store/lru.ts';
import { createColumnCache } from './column-cache.ts';
import { gatherColumn } from './gather.ts';
import { segmentFolder, type Manifest } from './manifest.ts';
import { openSegments, type Segment } from './segment.ts';
import {
  countIn,
  rangesOf,
  select,
  type Range,
  type Selection,
  type Source,
} from './select-rows.ts';
import { sinceBySegment } from './successors.ts';

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

/** Bytes of columns that stay in memory, of each kind. */
const MOST_BYTES = 48 * 2 ** 20;

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
  const opened = openSegments(
    segments.map(({ id }) => join(segmentFolder(folder, id), 'rows.bin')),
  );
  const sources = segments.map(
    ({ id }, index): Source => ({
      segment: opened[index] as Segment,
      since: since.get(id),
    }),
  );
  const ranges = rangesOf(sources);
  const selections = createLru<Selection>(64);
  const columns = createColumnCache(MOST_BYTES);

  function selection(piece: number): Selection {
    const kept = selections.get(String(piece));
    if (kept !== undefined) return kept;
    const made = select(definition, sources, pieceAt(pieces, piece), known);
    selections.set(String(piece), made);
    return made;
  }

  function column(piece: number, field: string): Column {
    const kept = columns.get(piece, field);
    if (kept !== undefined) return kept;
    const made = columnOf(selection(piece), field, typeOf(definition, field));
    columns.set(piece, field, made);
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

function numbered(ranges: readonly Range[], count: (range: Range) => number): Piece[] {
  let start = 0;
  return ranges.map((range) => {
    const piece = { ...range, start, rows: count(range) };
    start += piece.rows;
    return piece;
  });
}

function columnOf(
  { sources, picks, hashes }: Selection,
  field: string,
  type: Fact['type'],
): Column {
  const columns = sources.map(({ segment, part }) => segment.column(part, field, type));
  const [only] = columns;
  if (picks === undefined && only !== undefined) return only;
  const all = picks ?? {
    source: new Uint16Array(hashes.length),
    row: Uint32Array.from(hashes, (_, row) => row),
  };
  return gatherColumn(type, columns, all);
}
