/**
 * Compares two packs over a share of the imported records. Synchronous and without the store of cases, so
 * that it can run on a thread of its own; what it tells is plain data of bounded size.
 */
import { affectedRules, readAlike } from '@flowmeter/engine/backtest/affected.ts';
import {
  compareRecords,
  type Flip,
  type Version,
} from '@flowmeter/engine/backtest/compare-records.ts';
import { createCounter, type Counter, type Counts } from '@flowmeter/engine/backtest/counts.ts';
import { all, type Pack } from '@flowmeter/engine/definition/pack.ts';
import type { Rule } from '@flowmeter/engine/definition/ruleset.ts';
import type { DataSet } from '@flowmeter/engine/records/data-set.ts';
import { recordTermsOf } from '@flowmeter/engine/records/kinds.ts';
import { recordSource } from '@flowmeter/engine/records/source.ts';
import { createRecordStore, openDataSet } from '../records/record-store.ts';
import type { BacktestPacks } from './report.ts';

export interface CompareRequest extends BacktestPacks {
  /** Where records lie. */
  root: string;
  at: string;
  /** Rules that are asked; those that may answer otherwise when absent. */
  only: readonly string[] | undefined;
  /** This share of the rows: `part` of `parts`, from 0. */
  part: number;
  parts: number;
  /** What was verified of earlier findings: rule, object, period, and whether it was so. */
  verdicts: readonly (readonly [string, string, string, boolean])[];
}

export interface ComparePiece {
  flips: Flip[];
  /** Rows that were asked since the piece before. */
  rows: number;
  /** With the last piece. */
  counts?: Counts;
  absent: string[];
}

const ROWS = 4096;
const MOST_FLIPS = 2000;

export function* compareAll(request: CompareRequest): Generator<ComparePiece, void> {
  const packs = { current: packOf(request.current), candidate: packOf(request.candidate) };
  const store = createRecordStore(request.root);
  using data = openDataSet(store, recordsIn(packs.current, packs.candidate), request.at);
  const verdicts = new Map(
    request.verdicts.map(([rule, object, period, is]) => [nameOf(rule, object, period), is]),
  );
  const counter = createCounter(unitsIn(packs.current));
  const absent: string[] = [];
  const isAlike = readAlike(packs.current, packs.candidate);
  for (const { record, current, candidate } of affectedRules(
    packs.current,
    packs.candidate,
    request.only,
  )) {
    const was = versionOf(packs.current, current, record, data, request.at);
    const is = isAlike
      ? was && { ...was, rules: candidate }
      : versionOf(packs.candidate, candidate, record, data, request.at);
    const one = was ?? is;
    if (one === undefined) {
      if (isRecord(packs, record)) absent.push(record);
      continue;
    }
    const versions = { was: was ?? { ...one, rules: [] }, is: is ?? { ...one, rules: [] } };
    yield* compareKind(versions, request, counter, (...name) => verdicts.get(nameOf(...name)));
  }
  yield { flips: [], rows: 0, counts: counter.counts(), absent };
}

function* compareKind(
  { was, is }: { was: Version; is: Version },
  { part, parts }: CompareRequest,
  counter: Counter,
  verdictOf: (rule: string, object: string, period: string) => boolean | undefined,
): Generator<ComparePiece, void> {
  const { rows } = was.source.records;
  const end = Math.floor((rows * (part + 1)) / parts);
  for (let from = Math.floor((rows * part) / parts); from < end; from += ROWS) {
    const range = { from, to: Math.min(end, from + ROWS) };
    let flips: Flip[] = [];
    for (const flip of compareRecords(was, is, range, { counter, verdictOf })) {
      flips.push(flip);
      if (flips.length < MOST_FLIPS) continue;
      yield { flips, rows: 0, absent: [] };
      flips = [];
    }
    yield { flips, rows: range.to - range.from, absent: [] };
  }
}

function versionOf(
  pack: Pack,
  rules: readonly Rule[],
  record: string,
  data: DataSet,
  at: string,
): Version | undefined {
  const source = recordSource({ terms: recordTermsOf(pack), data, at }, record);
  return source && { source, rules };
}

/** Units that there are in the version in force. */
export function unitsIn(current: Pack): ReadonlySet<string> {
  return new Set(all(current, 'organisation').flatMap(({ units }) => units.map(({ id }) => id)));
}

function packOf(definitions: BacktestPacks['current']): Pack {
  return { definitions };
}

/** Records are read as the version in force says; a kind that only the candidate has, as that says. */
export function recordsIn(current: Pack, candidate: Pack) {
  const known = all(current, 'record');
  const ids = new Set(known.map(({ id }) => id));
  return [...known, ...all(candidate, 'record').filter(({ id }) => !ids.has(id))];
}

function isRecord({ current, candidate }: { current: Pack; candidate: Pack }, id: string): boolean {
  return recordsIn(current, candidate).some((one) => one.id === id);
}

function nameOf(rule: string, object: string, period: string): string {
  return JSON.stringify([rule, object, period]);
}
