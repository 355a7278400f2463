/** Findings as the API says them. */
import type { z } from 'zod';
import type { Role } from '@flowmeter/engine/definition/organisation.ts';
import type { Severity, Stage } from '@flowmeter/engine/definition/ruleset.ts';
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import { recordTermsOf } from '@flowmeter/engine/records/kinds.ts';
import type { InForce } from '../in-force.ts';
import { named, namesOf } from '../names.ts';
import type { FindingListRow } from '../store/findings.ts';
import type { ExemptionRow } from '../store/schema.ts';
import type { FindingDetails } from '../use-cases/raise-findings.ts';
import type { Recheck } from '../use-cases/recheck-finding.ts';
import { exemptionView } from './exemption.ts';
import { factIn, type Hiding } from './finding-personal.ts';
import { tellingFor } from './record-telling.ts';
import { causeOf, subjectOf } from './subject.ts';
import type { FindingRowView, FindingView } from '../views/results.ts';

type Row = z.infer<typeof FindingRowView>;

interface About {
  /** Undefined for findings about imported cases. */
  flow: CompiledFlow | undefined;
  /** Kinds of record of which all were made up. */
  synthetic: ReadonlySet<string>;
  /** Of whoever reads it. */
  roles: readonly Role[];
  /** What of it they are told in part. */
  hiding: Hiding;
}

export function findingRowView(
  inForce: InForce,
  row: FindingListRow,
  { flow, synthetic, roles, hiding }: About,
): Row {
  const names = namesOf(inForce);
  const { rule, message } = hiding.details(detailsOf(row));
  const telling = tellingFor(inForce, row.subject, roles);
  return {
    id: row.id,
    rule: named(row.rule, rule),
    stage: row.stage as Stage,
    severity: row.severity as Severity,
    message,
    subject: subjectOf(inForce, row.subject),
    case_id: row.case_id,
    case_title: row.case_title,
    object: row.object === null ? null : telling.object(row.object),
    period: row.period === null || row.period === '' ? null : telling.period(row.period),
    synthetic: synthetic.has(row.subject),
    step: row.step === null ? null : names.step(flow?.flow, row.step),
    unit: names.unit(row.unit),
    handler: row.handler === null ? null : names.person(row.handler),
    money: row.money,
    cause: row.cause === null ? null : causeOf(inForce, row.cause),
    found_at: row.found_at,
    status: row.status as Row['status'],
    rectification_id: row.rectification_id,
  };
}

export function findingView(
  inForce: InForce,
  row: FindingListRow,
  { exemption, day, ...about }: Around,
): z.infer<typeof FindingView> {
  const { hiding } = about;
  const { rectification, operands, reason } = hiding.details(detailsOf(row));
  const recheck = row.recheck === null ? null : (JSON.parse(row.recheck) as Recheck);
  return {
    ...findingRowView(inForce, row, about),
    rule_hash: row.rule_hash,
    rectification,
    operands,
    operand_facts: operandFacts(inForce, row.subject, Object.keys(operands)),
    reason,
    record_key:
      row.record_key === null
        ? null
        : tellingFor(inForce, row.subject, about.roles).key(JSON.parse(row.record_key) as string[]),
    recheck: recheck?.reason ? { ...recheck, reason: hiding.reason(recheck.reason) } : recheck,
    exemption: exemption === undefined ? null : exemptionView(inForce, exemption, day, about.roles),
  };
}

interface Around extends About {
  /** Of its object, as far as it lasts on this day. */
  exemption: ExemptionRow | undefined;
  day: string;
}

/** By the names under which they were read. */
function operandFacts(inForce: InForce, subject: string, names: readonly string[]) {
  const facts = recordTermsOf(inForce.pack()).kinds.get(subject)?.facts ?? {};
  const found = names.flatMap((name) => {
    const fact = facts[factIn(name)];
    if (fact === undefined) return [];
    const { name: called, type, unit, options } = fact;
    return [[name, { name: called, type, unit, options }] as const];
  });
  return Object.fromEntries(found);
}

function detailsOf(row: FindingListRow): FindingDetails {
  return JSON.parse(row.details) as FindingDetails;
}
