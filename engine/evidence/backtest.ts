/** What a backtest of the change said: a summary that is kept with the evidence; the rest stands behind it. */
import { affectedRules } from '../backtest/affected.ts';
import type { Finds, GroupCounts, Tally, UnitCounts } from '../backtest/counts.ts';
import type { Instant } from '../case/state.ts';
import type { Localized } from '../problem.ts';
import type { Changed } from './items.ts';

export interface BacktestSummary {
  /** The backtest, where every hit gained and lost can be read. */
  id: string;
  at: Instant;
  /** Records and cases asked. */
  checked: number;
  cases: number;
  /** Hash of the data that were asked. */
  data: string;
  kinds: { kind: string; rows: number; batch: number; synthetic: boolean }[];
  /** Kinds of which nothing was ever imported. */
  absent: string[];
  rules: {
    rule: string;
    name: Localized;
    current: Finds;
    candidate: Finds;
    gained: Tally;
    lost: Tally;
  }[];
  /** By unit and person. */
  groups: GroupCounts[];
  /** The same apart by unit; absent in evidence of before. */
  units?: UnitCounts[] | undefined;
  /** Ended cases by unit. */
  case_units?: Record<string, number> | undefined;
}

/** May rules answer otherwise by what is proposed? */
export function touchesRules({ before, after }: Changed): boolean {
  return affectedRules(before, after).length > 0;
}
