/** A backtest as it is kept: what was compared over which data, and what came of it. */
import type { Flip } from '@flowmeter/engine/backtest/compare-records.ts';
import type { Counts } from '@flowmeter/engine/backtest/counts.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';

/** What stood to be changed: a draft, a change, or definitions handed over. */
export interface BacktestSubject {
  kind: string;
  id: string;
  name: Localized;
  /** Hash of the candidate. */
  hash: string;
  draft?: string | undefined;
  change?: string | undefined;
}

/** Which data were asked: the same hash is the same data. */
export interface BacktestData {
  hash: string;
  kinds: { kind: string; rows: number; batch: number; synthetic: boolean }[];
  /** Ended cases. */
  cases: number;
  /** The same by unit; absent in backtests of before. */
  case_units?: Record<string, number> | undefined;
}

export interface BacktestReport {
  id: string;
  /** A person's id, or `system`. */
  by: string;
  at: string;
  ended_at: string | null;
  status: 'running' | 'done' | 'failed';
  subject: BacktestSubject;
  /** Rules that were asked, by what they are about. */
  asked: { record: string; current: string[]; candidate: string[] }[];
  /** Kinds of record of which none were ever imported. */
  absent: string[];
  data: BacktestData | null;
  counts: Counts;
  /** Hits gained and lost that are kept one by one; all are counted. */
  kept: number;
  /** The same by the unit that they name; absent in backtests of before. */
  kept_units?: Record<string, number> | undefined;
  seconds: number;
}

/** What a list tells of a backtest; kept beside its report, which may be long. */
export interface BacktestRow
  extends Pick<BacktestReport, 'id' | 'by' | 'at' | 'ended_at' | 'status' | 'subject' | 'seconds'> {
  whole: Share;
  /** By unit; absent where units were not kept apart. */
  units?: (Share & { unit: string })[] | undefined;
}

/** Records and cases asked, and hits gained and lost. */
export interface Share {
  checked: number;
  gained: number;
  lost: number;
}

export function rowOf(report: BacktestReport): BacktestRow {
  const { id, by, at, ended_at, status, subject, seconds, counts } = report;
  const units = counts.units?.map((one) => ({ unit: one.unit, ...shareOf(one) }));
  return { id, by, at, ended_at, status, subject, seconds, whole: shareOf(counts), units };
}

function shareOf({ checked, rules }: Pick<Counts, 'checked' | 'rules'>): Share {
  const sum = (side: 'gained' | 'lost') => rules.reduce((all, one) => all + one[side].hits, 0);
  return { checked, gained: sum('gained'), lost: sum('lost') };
}

/** The two sides, whole, so that any answer can be explained later. */
export interface BacktestPacks {
  current: Definition[];
  candidate: Definition[];
}

export type KeptFlip = Flip;
