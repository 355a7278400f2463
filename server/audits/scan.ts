/**
 * Asks rules of every record of some kinds, piece after piece. Synchronous and without the store of cases,
 * so that it can run on a thread of its own; what it tells is plain data of bounded size.
 */
import type { Instant } from '@flowmeter/engine/case/state.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { all, type Pack } from '@flowmeter/engine/definition/pack.ts';
import type { Rule } from '@flowmeter/engine/definition/ruleset.ts';
import { answerHere, askRecords, type RecordAnswer } from '@flowmeter/engine/records/ask.ts';
import { hitHere, placeHere, unitHere, type RecordHit } from '@flowmeter/engine/records/hit.ts';
import { recordTermsOf } from '@flowmeter/engine/records/kinds.ts';
import type { RecordSource } from '@flowmeter/engine/records/record-source.ts';
import { recordSource } from '@flowmeter/engine/records/source.ts';
import { createRecordStore, openDataSet } from '../records/record-store.ts';

export interface ScanRequest {
  /** Where records lie. */
  root: string;
  definitions: Definition[];
  /** Which rules are asked of which kind, by id. */
  asked: { kind: string; rules: string[] }[];
  at: Instant;
}

/** A record of which a rule is not known, and which facts are missing. */
export interface UnknownExample {
  key: string[];
  unit: string | null;
  missing: string[];
}

export interface UnknownOfRule {
  rule: string;
  /** How many, by the unit that records name; empty where they name none. */
  units: Record<string, number>;
  examples: UnknownExample[];
}

export interface ScanPiece {
  kind: string;
  /** Records asked since the piece before, by the unit that they name; empty where they name none. */
  checked: Record<string, number>;
  hits: RecordHit[];
  unknown: UnknownOfRule[];
  /** The newest batch of the kind. */
  batch: number;
  /** Nothing of this kind was ever imported. */
  isAbsent?: true;
}

const ROWS = 4096;
const MOST_HITS = 200;
/** Examples of a rule in a unit, and of a rule in all. */
const MOST_EXAMPLES = 5;
const MOST_OF_RULE = 200;

export function* scan({ root, definitions, asked, at }: ScanRequest): Generator<ScanPiece, void> {
  const pack: Pack = { definitions };
  const store = createRecordStore(root);
  const terms = recordTermsOf(pack);
  using data = openDataSet(store, all(pack, 'record'));
  const known = new Map(
    all(pack, 'ruleset').flatMap(({ rules }) => rules.map((rule) => [rule.id, rule] as const)),
  );
  for (const { kind, rules: ids } of asked) {
    const batch = store.batches(kind)[0]?.seq ?? 0;
    const source = recordSource({ terms, data, at }, kind);
    if (source === undefined) {
      yield { ...newPiece(kind, batch), isAbsent: true };
      continue;
    }
    const rules = ids.flatMap((id) => known.get(id) ?? []);
    yield* scanKind(source, rules, newPiece(kind, batch));
  }
}

function* scanKind(
  source: RecordSource,
  rules: readonly Rule[],
  first: ScanPiece,
): Generator<ScanPiece, void> {
  const told = new Map<string, number>();
  const { rows } = source.records;
  let piece = first;
  for (let from = 0; from < rows; from += ROWS) {
    const to = Math.min(rows, from + ROWS);
    for (const answer of askRecords(source, rules, { from, to })) {
      add(piece, source, answer, told);
      if (piece.hits.length < MOST_HITS) continue;
      yield piece;
      piece = newPiece(first.kind, first.batch);
    }
    piece.checked = unitsAmong(source, from, to);
    yield piece;
    piece = newPiece(first.kind, first.batch);
  }
}

function newPiece(kind: string, batch: number): ScanPiece {
  return { kind, batch, checked: {}, hits: [], unknown: [] };
}

function unitsAmong(source: RecordSource, from: number, to: number): Record<string, number> {
  const units = new Map<string, number>();
  for (let row = from; row < to; row++) {
    source.stand(row);
    const unit = unitHere(source) ?? '';
    units.set(unit, (units.get(unit) ?? 0) + 1);
  }
  return Object.fromEntries(units);
}

function add(
  piece: ScanPiece,
  source: RecordSource,
  { hits, unknown }: RecordAnswer,
  told: Map<string, number>,
): void {
  const wording = { zone: source.asking.terms.setting.zone };
  for (const rule of hits) piece.hits.push(hitHere(source, rule, wording));
  const unit = unknown.length > 0 ? (unitHere(source) ?? '') : '';
  for (const rule of unknown) {
    const row = piece.unknown.find((one) => one.rule === rule.id) ?? newUnknown(piece, rule.id);
    row.units[unit] = (row.units[unit] ?? 0) + 1;
    if ((told.get(rule.id) ?? 0) < MOST_OF_RULE) addExample(row, source, rule, told);
  }
}

function newUnknown(piece: ScanPiece, rule: string): UnknownOfRule {
  const row: UnknownOfRule = { rule, units: {}, examples: [] };
  piece.unknown.push(row);
  return row;
}

function addExample(
  row: UnknownOfRule,
  source: RecordSource,
  rule: Rule,
  told: Map<string, number>,
): void {
  const { key, unit } = placeHere(source);
  const ofUnit = `${rule.id} ${unit ?? ''}`;
  if ((told.get(ofUnit) ?? 0) >= MOST_EXAMPLES) return;
  for (const name of [ofUnit, rule.id]) told.set(name, (told.get(name) ?? 0) + 1);
  row.examples.push({ key, unit, missing: answerHere(source, rule).missing ?? [] });
}
