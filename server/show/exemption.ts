/** Entries of the white list as the API says them. */
import type { z } from 'zod';
import type { Role } from '@flowmeter/engine/definition/organisation.ts';
import type { InForce } from '../in-force.ts';
import { namesOf } from '../names.ts';
import type { ExemptionRow } from '../store/schema.ts';
import type { ExemptionView } from '../views/results.ts';
import { tellingFor } from './record-telling.ts';
import { ruleName, subjectOf } from './subject.ts';

/** @param day on which is asked whether it lasts */
export function exemptionView(
  inForce: InForce,
  row: ExemptionRow,
  day: string,
  /** Of whoever reads it. */
  roles: readonly Role[],
): z.infer<typeof ExemptionView> {
  const names = namesOf(inForce);
  const { held, held_run: run, ...rest } = row;
  return {
    ...rest,
    object: tellingFor(inForce, row.subject, roles).object(row.object),
    rule: ruleName(inForce, row.rule),
    subject: subjectOf(inForce, row.subject),
    unit: names.unit(row.unit),
    by: names.person(row.by),
    lasts: row.ended_at === null && row.until >= day,
    ended_by: row.ended_by === null ? null : names.person(row.ended_by),
    held: held === null || run === null ? null : { hits: held, run },
  };
}
