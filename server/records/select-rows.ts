/** Which rows of segments a view shows: those that were known, each by its edition of that time, in order. */
import { valueAt } from '@flowmeter/engine/columns/column.ts';
import type { RecordDefinition } from '@flowmeter/engine/definition/record.ts';
import type { Picks } from './gather.ts';
import { compared, orderFields } from './row-order.ts';
import type { Segment } from './segment.ts';
import type { Part } from './segment-writer.ts';
import type { SinceOf } from './successors.ts';

/** Rows whose objects' hashes are at least `from` and below `to`. */
export interface Range {
  from: number;
  to: number;
}

export interface Source {
  segment: Segment;
  since: SinceOf | undefined;
}

/** The rows of a range: all of one part as it stands, or picked from several. */
export interface Selection {
  hashes: Uint32Array;
  sources: { segment: Segment; part: Part }[];
  picks: Picks | undefined;
}

/** Above every hash. */
const END = 2 ** 32;

/** Ranges to read in: those of the largest segment, so that what is most need not be cut. */
export function rangesOf(sources: readonly Source[]): Range[] {
  const parts = sources
    .map(({ segment }) => segment.footer)
    .toSorted((a, b) => b.rows - a.rows)[0]?.parts;
  const starts = (parts ?? []).map(({ from }, index) => (index === 0 ? 0 : from));
  return starts.map((from, index) => ({ from, to: starts[index + 1] ?? END }));
}

/** The parts of a segment with rows of the range. */
export function partsIn({ footer }: Segment, { from, to }: Range): Part[] {
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

/** How many rows of the range were known. */
export function countIn(sources: readonly Source[], range: Range, known: number): number {
  let count = 0;
  for (const source of sources) {
    for (const part of partsIn(source.segment, range)) count += countOf(source, part, range, known);
  }
  return count;
}

function countOf(source: Source, part: Part, range: Range, known: number): number {
  const [begin, end] = boundsOf(source.segment, part, range);
  const isKnown = knownIn(source, part, known);
  if (isKnown === true) return end - begin;
  let count = 0;
  for (let row = begin; row < end; row++) if (isKnown(row)) count++;
  return count;
}

export function boundsOf(segment: Segment, part: Part, range: Range): [begin: number, end: number] {
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
  return (row) => {
    if (numberAt(came, row) > known) return false;
    const gone = numberAt(went, row) || (since?.(part.start + row) ?? 0);
    return gone === 0 || gone > known;
  };
}

export function numberAt(of: Uint32Array | number, row: number): number {
  return typeof of === 'number' ? of : (of[row] as number);
}

/** Most ranges are one part of one segment, all of which was known: nothing has to be picked. */
function wholePart(sources: readonly Source[], range: Range, known: number): Selection | undefined {
  const parts = sources.flatMap((source) =>
    partsIn(source.segment, range).map((part) => ({ source, part })),
  );
  const [only] = parts;
  if (only === undefined || parts.length > 1) return undefined;
  const { source, part } = only;
  const { segment } = source;
  const [begin, end] = boundsOf(segment, part, range);
  if (begin > 0 || end < part.rows || knownIn(source, part, known) !== true) return undefined;
  let hashes: Uint32Array | undefined;
  return {
    get hashes() {
      return (hashes ??= segment.hashes(part));
    },
    sources: [{ segment, part }],
    picks: undefined,
  };
}

export function select(
  definition: RecordDefinition,
  sources: readonly Source[],
  range: Range,
  known: number,
): Selection {
  const whole = wholePart(sources, range, known);
  if (whole !== undefined) return whole;
  const found: Found[] = [];
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

export type Found = { segment: Segment; part: Part; hashes: Uint32Array; rows: number[] };

interface PickedRow {
  source: number;
  row: number;
  hash: number;
}

export function merged(
  definition: RecordDefinition,
  found: readonly Found[],
): Selection & { picks: Picks } {
  const picked = found.flatMap(({ hashes, rows }, source) =>
    rows.map((row): PickedRow => ({ source, row, hash: hashes[row] as number })),
  );
  // The rows of one source are in order as they stand.
  if (found.length > 1) picked.sort(pickOrder(definition, found));
  return {
    hashes: Uint32Array.from(picked, ({ hash }) => hash),
    sources: found.map(({ segment, part }) => ({ segment, part })),
    picks: {
      source: Uint16Array.from(picked, ({ source }) => source),
      row: Uint32Array.from(picked, ({ row }) => row),
    },
  };
}

function pickOrder(definition: RecordDefinition, found: readonly Found[]) {
  const fields = orderFields(definition).map((field) => {
    const type = definition.fields[field]?.type;
    return found.map(({ segment, part }) => segment.column(part, field, type));
  });
  return (a: PickedRow, b: PickedRow): number => {
    if (a.hash !== b.hash) return a.hash - b.hash;
    for (const columns of fields) {
      const [one, other] = [columns[a.source], columns[b.source]];
      const order = compared(one && valueAt(one, a.row), other && valueAt(other, b.row));
      if (order !== 0) return order;
    }
    return 0;
  };
}
