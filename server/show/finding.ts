/** Findings as the API says them. */
import type { z } from 'zod';
import type { Severity, Stage } from '@flowmeter/engine/definition/ruleset.ts';
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import type { InForce } from '../in-force.ts';
import { named, namesOf } from '../names.ts';
import type { FindingListRow } from '../store/findings.ts';
import type { FindingDetails } from '../use-cases/raise-findings.ts';
import type { FindingRowView, FindingView } from '../views/results.ts';

type Row = z.infer<typeof FindingRowView>;

/** `flow` is undefined for findings about imported cases. */
export function findingRowView(
  inForce: InForce,
  row: FindingListRow,
  flow: CompiledFlow | undefined,
): Row {
  const names = namesOf(inForce);
  const { rule, message } = detailsOf(row);
  return {
    id: row.id,
    rule: named(row.rule, rule),
    stage: row.stage as Stage,
    severity: row.severity as Severity,
    message,
    case_id: row.case_id,
    case_title: row.case_title,
    step: row.step === null ? null : names.step(flow?.flow, row.step),
    unit: names.unit(row.unit),
    handler: row.handler === null ? null : names.person(row.handler),
    found_at: row.found_at,
    status: row.status as Row['status'],
    rectification_id: row.rectification_id,
  };
}

export function findingView(
  inForce: InForce,
  row: FindingListRow,
  flow: CompiledFlow | undefined,
): z.infer<typeof FindingView> {
  const { rectification, operands, reason } = detailsOf(row);
  return {
    ...findingRowView(inForce, row, flow),
    rule_hash: row.rule_hash,
    rectification,
    operands,
    reason,
  };
}

function detailsOf(row: FindingListRow): FindingDetails {
  return JSON.parse(row.details) as FindingDetails;
}
