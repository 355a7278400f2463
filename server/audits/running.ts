/** What a run of audits works with. */
import type { Instant } from '@flowmeter/engine/case/state.ts';
import type { ExemptionRow } from '../store/schema.ts';
import type { AuditReport } from './report.ts';

export interface Running {
  at: Instant;
  units: ReadonlySet<string> | undefined;
  report: AuditReport;
  /** By rule, subject, object and unit. */
  exempt: ReadonlyMap<string, ExemptionRow>;
  isStopped: () => boolean;
}

/** New findings of one rule in one run: a rule that hits nearly everything is put right first. */
export const MOST_NEW = 2000;

/** What the white list is asked by: who looks after one unit says nothing for another. */
export function exemptionKey(
  one: Pick<ExemptionRow, 'rule' | 'subject' | 'object' | 'unit'>,
): string {
  return JSON.stringify([one.rule, one.subject, one.object, one.unit]);
}
