/** What another version of a rule would find in the same rows. */
import type { FactDictionary } from '../case/forms.ts';
import { compileRules, type Asked } from '../rules/compile.ts';
import { without, type Bitmap } from './bitmap.ts';
import type { ColumnTable } from './column.ts';
import { evaluateColumns } from './evaluate.ts';
import type { RuleRows } from './stretches.ts';

export interface Flips {
  /** Rows that are hits now and were none. */
  gained: Bitmap;
  /** Rows that were hits and are none now. */
  lost: Bitmap;
}

export interface WhatIf extends Flips {
  now: RuleRows;
}

/** Asks the changed rule alone; what the others found stands. */
export function whatIf(
  before: RuleRows,
  changed: Asked,
  { facts, table }: { facts: FactDictionary; table: ColumnTable },
): WhatIf {
  const [now] = evaluateColumns(compileRules([changed], facts), table);
  const found = now as RuleRows;
  return { now: found, ...flipsOf(before, found) };
}

export function flipsOf(before: RuleRows, now: RuleRows): Flips {
  return { gained: without(now.hits, before.hits), lost: without(before.hits, now.hits) };
}
