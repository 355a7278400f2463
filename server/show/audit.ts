/** Runs of audits as the API says them. */
import type { z } from 'zod';
import type { Actor } from '../app-env.ts';
import type { AuditTotals } from '../audits/report.ts';
import type { InForce } from '../in-force.ts';
import { namesOf } from '../names.ts';
import type { AuditRunRow } from '../store/schema.ts';
import { totalsOf } from '../use-cases/audit-records.ts';
import type { AuditReportView, AuditRunView } from '../views/audits.ts';
import { ruleName, subjectOf } from './subject.ts';

export function auditRunView(inForce: InForce, row: AuditRunRow): z.infer<typeof AuditRunView> {
  const { report, by, ...rest } = row;
  return { ...rest, by: namesOf(inForce).person(by), ...totalsOf(reportOf(report)) };
}

/** Examples are of the units that the actor sees; those of no unit for who sees all. */
export function auditReportView(
  inForce: InForce,
  row: AuditRunRow,
  { sees }: Actor,
): z.infer<typeof AuditReportView> {
  const { kinds, rules } = reportOf(row.report);
  const units = inForce.organisation()?.units ?? [];
  const seesAll = units.every(({ id }) => sees.has(id));
  return {
    ...auditRunView(inForce, row),
    kinds: kinds.map((one) => ({ ...one, kind: subjectOf(inForce, one.kind) })),
    rules: rules.map(({ examples, ...one }) => ({
      ...one,
      rule: ruleName(inForce, one.rule),
      kind: subjectOf(inForce, one.kind),
      examples: examples
        .filter(({ unit }) => (unit === null ? seesAll : sees.has(unit)))
        .map(({ key, missing }) => ({ key, missing })),
    })),
  };
}

function reportOf(text: string): AuditTotals {
  return JSON.parse(text) as AuditTotals;
}
