/** A view as derived facts and rules read records: by row and field, and looked up by the values of fields. */
import { valueAt } from '@flowmeter/engine/columns/column.ts';
import { instantText } from '@flowmeter/engine/calendar/zone.ts';
import type { FactValue } from '@flowmeter/engine/definition/facts.ts';
import type { RecordSet } from '@flowmeter/engine/records/data-set.ts';
import { plain } from '@flowmeter/engine/rules/operands.ts';
import type { Plain } from '@flowmeter/engine/rules/operators.ts';
import { objectHash } from './hashes.ts';
import { compared } from './row-order.ts';
import { rowIndex, type RowIndex } from './record-index.ts';
import { createSharedRows } from './shared-rows.ts';
import { objectOf } from './take-rows.ts';
import { firstAtLeast } from './select-rows.ts';
import type { Piece, RecordView } from './view.ts';

type Asked = Exclude<Plain, null>;

interface Candidates {
  /** Rows whose fields may have these values; whoever asks looks closer. */
  rows: RowIndex;
  /** They stand together: finding them again costs little. */
  isByObject: boolean;
}

/** Rows of so many records are put in order once, and so many row numbers are kept. */
const WORTH_KEEPING = 64;
const MOST_KEPT = 4_000_000;

export function recordSet(view: RecordView): RecordSet {
  const candidatesOf = createCandidates(view);
  let last = view.pieces[0];
  let lastIndex = 0;

  function pieceOf(row: number): Piece | undefined {
    if (last !== undefined && row >= last.start && row < last.start + last.rows) return last;
    lastIndex = pieceAt(view.pieces, row);
    last = view.pieces[lastIndex];
    return last;
  }

  function read(row: number, field: string): FactValue | undefined {
    if (view.definition.fields[field] === undefined) return undefined;
    const piece = pieceOf(row);
    return piece && valueAt(view.column(lastIndex, field), row - piece.start);
  }

  function has(row: number, fields: readonly string[], values: readonly Asked[]): boolean {
    return fields.every((field, at) => {
      const type = view.definition.fields[field]?.type;
      return type !== undefined && plain(type, read(row, field)) === values[at];
    });
  }

  function matching(
    all: Iterable<number>,
    fields: readonly string[],
    values: readonly Asked[],
    by: string | undefined,
  ): number[] {
    const rows: number[] = [];
    for (const row of all) if (has(row, fields, values)) rows.push(row);
    return by === undefined ? rows : inOrder(rows, (row) => read(row, by));
  }

  const shared = createSharedRows(view);
  const kept = createKept();
  return {
    rows: view.rows,
    read,
    lookup(fields, values, by) {
      if (fields.length === 0) return matching(everyRow(view.rows), fields, values, by);
      const index = candidatesOf(fields);
      if (index.isByObject) return matching(index.rows(values), fields, values, by);
      const known = shared.known(fields, by);
      if (known !== undefined) return shared.find(known, values, by);
      const few = Array.from(index.rows(values).take(WORTH_KEEPING));
      if (few.length < WORTH_KEEPING) return matching(few, fields, values, by);
      if (shared.isOpen(fields, by)) {
        const found = matching(index.rows(values), fields, values, by);
        // Only their hash is the same: no sign that many records are looked up so.
        if (found.length < WORTH_KEEPING) return found;
        const made = shared.make(fields, by);
        if (made !== undefined) return shared.find(made, values, by);
      }
      return kept(JSON.stringify([by, fields, values]), () =>
        matching(index.rows(values), fields, values, by),
      );
    },
    keysOf: (rows, by) => shared.keysOf(rows, by),
  };
}

/** An index for each set of fields, made when it is first asked for. */
function createCandidates(view: RecordView): (fields: readonly string[]) => Candidates {
  const indexes = new Map<string, Candidates>();
  return (fields) => {
    const name = fields.join(' ');
    const known = indexes.get(name);
    if (known !== undefined) return known;
    const rows = byObject(view, fields);
    const made = { rows: rows ?? rowIndex(view, fields), isByObject: rows !== undefined };
    indexes.set(name, made);
    return made;
  };
}

function inOrder(rows: readonly number[], read: (row: number) => FactValue | undefined): number[] {
  const keys = new Map(rows.map((row) => [row, read(row)]));
  return rows.toSorted((a, b) => compared(keys.get(a), keys.get(b)) || a - b);
}

/** Large answers, which many records ask for. */
function createKept(): (name: string, find: () => number[]) => Uint32Array {
  const answers = new Map<string, Uint32Array>();
  let rows = 0;
  return (name, find) => {
    const known = answers.get(name);
    if (known !== undefined) return known;
    const found = Uint32Array.from(find());
    if (rows + found.length > MOST_KEPT) {
      answers.clear();
      rows = 0;
    }
    answers.set(name, found);
    rows += found.length;
    return found;
  };
}

function* everyRow(rows: number): Generator<number, void> {
  for (let row = 0; row < rows; row++) yield row;
}

/** The piece that holds a row; one after the last for none. */
function pieceAt(pieces: readonly Piece[], row: number): number {
  let [low, high] = [0, pieces.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const { start, rows } = pieces[middle] as Piece;
    if (start + rows <= row) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where the fields name the object, its hash says where its records stand together. */
function byObject(view: RecordView, fields: readonly string[]): RowIndex | undefined {
  const { definition, pieces } = view;
  const places = objectOf(definition).map((field) => fields.indexOf(field));
  if (places.includes(-1)) return undefined;
  const types = objectOf(definition).map((field) => definition.fields[field]?.type);
  return function* candidates(values) {
    const object = places.map((at, index) => stored(values[at], types[index] === 'datetime'));
    const hash = objectHash(object);
    const piece = pieces.findLastIndex(({ from }) => from <= hash);
    if (piece < 0) return;
    const hashes = view.hashes(piece);
    const start = pieces[piece]?.start ?? 0;
    for (let at = firstAtLeast(hashes, hash); hashes[at] === hash; at++) yield start + at;
  };
}

/** As it stands in a record: date-times are compared as numbers. */
function stored(value: Asked | undefined, isTime: boolean): FactValue | undefined {
  return isTime && typeof value === 'number' ? instantText(value) : value;
}
