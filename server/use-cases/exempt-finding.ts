/** Puts the object of a finding on the white list, and takes it off before its day. */
import { dayNumber, dayText } from '@flowmeter/engine/calendar/zone.ts';
import { localDay } from '@flowmeter/engine/calendar/working-time.ts';
import { Personal } from '@flowmeter/engine/privacy/commitment.ts';
import { failed, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { zoneOf } from '../names.ts';
import type { ExemptionRow } from '../store/schema.ts';
import { once, type Keep } from './once.ts';
import { auditOf } from './record-audit.ts';

/** Whoever is left alone for longer is looked at again first. */
const MOST_DAYS = 366;

export interface Exempting {
  /** Of the finding. */
  finding: string;
  /** The last day on which it lasts. */
  until: string;
  reason: string;
}

export function exemptFinding(
  deps: Deps,
  actor: Actor,
  exempting: Exempting,
  key?: string,
): Promise<Result<ExemptionRow>> {
  const asked = { actor: actor.id, key, action: 'exempt_finding', body: exempting };
  return once(deps, asked, (keep) => add(deps, actor, exempting, keep));
}

async function add(
  deps: Deps,
  actor: Actor,
  { finding: id, until, reason }: Exempting,
  keep: Keep | undefined,
): Promise<Result<ExemptionRow>> {
  const finding = await deps.store.findings.byId(id);
  if (finding === undefined || !actor.sees.has(finding.unit)) {
    return failed(problem('finding_not_found'));
  }
  const { rule, subject, object, unit } = finding;
  if (object === null || subject === 'case' || subject === 'finding') {
    return failed(problem('exemption_without_object'));
  }
  const today = todayOf(deps);
  const latest = dayText((dayNumber(today) ?? 0) + MOST_DAYS);
  if (until < today) return failed(problem('exemption_past', { until, today }, '/until'));
  if (until > latest) {
    return failed(problem('exemption_too_long', { days: MOST_DAYS, latest }, '/until'));
  }
  const row: ExemptionRow = {
    id: deps.ids(),
    rule,
    subject,
    object,
    unit,
    until,
    reason,
    by: actor.id,
    at: instantOf(deps.clock),
    finding: id,
    ended_at: null,
    ended_by: null,
    held: null,
    held_run: null,
  };
  const told = { rule, subject, object: new Personal(object), until, reason };
  const audit = auditOf(deps, actor, 'exemption.added', row.id, told);
  return deps.store.exemptions.add({ row, idempotency: keep?.(row) }, audit);
}

export async function endExemption(deps: Deps, actor: Actor, id: string): Promise<Result<void>> {
  const row = await deps.store.exemptions.byId(id);
  if (row === undefined || !actor.sees.has(row.unit)) return failed(problem('exemption_not_found'));
  if (row.until < todayOf(deps)) return failed(problem('exemption_over'));
  const { rule, subject, object, until } = row;
  const details = { rule, subject, object: new Personal(object), until };
  const told = auditOf(deps, actor, 'exemption.ended', id, details);
  return deps.store.exemptions.end(id, { at: instantOf(deps.clock), actor: actor.id }, told);
}

/** The day on which white lists are asked. */
export function todayOf({ inForce, clock }: Pick<Deps, 'inForce' | 'clock'>): string {
  return localDay({ zone: zoneOf(inForce) }, instantOf(clock));
}
