/** Runs of audits as the API says them. */
import type { z } from 'zod';
import { recordTermsOf } from '@flowmeter/engine/records/kinds.ts';
import type { Actor } from '../app-env.ts';
import { checkedIn, countsIn, type AuditTotals } from '../audits/report.ts';
import type { InForce } from '../in-force.ts';
import { named, namesOf } from '../names.ts';
import { seesEverything, sightOf } from '../sight.ts';
import type { AuditRunRow } from '../store/schema.ts';
import { totalsOf } from '../use-cases/audit-records.ts';
import type { AuditReportView, AuditRunView } from '../views/audits.ts';
import { tellingFor } from './record-telling.ts';
import { ruleName, subjectOf } from './subject.ts';

export function auditRunView(
  inForce: InForce,
  row: AuditRunRow,
  actor: Actor,
): z.infer<typeof AuditRunView> {
  const { report, by, ...rest } = row;
  const totals = totalsOf(reportOf(report), unitsOf(inForce, actor));
  return { ...rest, by: namesOf(inForce).person(by), ...totals };
}

/** Counts and examples are of the units that the actor sees; what is of no unit is for who sees all. */
export function auditReportView(
  inForce: InForce,
  row: AuditRunRow,
  actor: Actor,
  /** On the white list, by id. */
  objects: ReadonlyMap<string, string>,
): z.infer<typeof AuditReportView> {
  const { kinds, rules } = reportOf(row.report);
  const units = unitsOf(inForce, actor);
  const sees = sightOf(inForce, actor);
  const terms = recordTermsOf(inForce.pack());
  return {
    ...auditRunView(inForce, row, actor),
    kinds: kinds.map((one) => ({
      kind: subjectOf(inForce, one.kind),
      checked: checkedIn(one, units),
      absent: one.absent,
    })),
    rules: rules.map((one) => {
      const facts = terms.kinds.get(one.kind)?.facts ?? {};
      const telling = tellingFor(inForce, one.kind, actor.roles);
      return {
        rule: ruleName(inForce, one.rule),
        kind: subjectOf(inForce, one.kind),
        ...countsIn(one, units),
        held_by: (one.exempted ?? [])
          .filter(({ unit }) => sees(unit))
          .map(({ exemption, hits, keys }) => {
            const object = telling.object(objects.get(exemption) ?? '');
            return { exemption, object, hits, keys: keys.map((key) => telling.key(key)) };
          }),
        examples: one.examples
          .filter(({ unit }) => sees(unit))
          .map(({ key, missing }) => ({
            key: telling.key(key),
            missing: missing.map((fact) => named(fact, facts[fact]?.name)),
          })),
      };
    }),
  };
}

function unitsOf(inForce: InForce, actor: Actor): ReadonlySet<string> | 'all' {
  return seesEverything(inForce, actor) ? 'all' : actor.sees;
}

export function reportOf(text: string): AuditTotals {
  return JSON.parse(text) as AuditTotals;
}
