/**
 * Rule hits become findings, each with the version of its rule, what the rule read, and why it held,
 * as it was at that moment. A finding opens a case of its rule set's finding flow; both are written in
 * the transaction of what caused them, or, if the rule found this before, not at all.
 */
import { caseSource, type RecordContext } from '@flowmeter/engine/case/records.ts';
import type { CaseState, Instant, Visit } from '@flowmeter/engine/case/state.ts';
import type { FactValues } from '@flowmeter/engine/definition/facts.ts';
import { all } from '@flowmeter/engine/definition/pack.ts';
import type { Rule, RulesetDefinition } from '@flowmeter/engine/definition/ruleset.ts';
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import { dayOf } from '@flowmeter/engine/flow/business-day.ts';
import type { RuleHit } from '@flowmeter/engine/flow/run.ts';
import { startStepOf } from '@flowmeter/engine/flow/structure.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { ruleOn } from '@flowmeter/engine/rules/editions.ts';
import { explain, messageOf, type Reason } from '@flowmeter/engine/rules/explain.ts';
import type { Deps } from '../deps.ts';
import { namesOf } from '../names.ts';
import type { CaseWrite, FindingWrite } from '../store/case-writes.ts';
import { tellingOf } from '../show/record-telling.ts';
import { findingKey } from '../store/findings.ts';
import type { FindingRow } from '../store/schema.ts';
import { prepareOpening } from './open-case.ts';

/** What the column `details` of a finding holds, as JSON. */
export interface FindingDetails {
  rule: Localized;
  message: Localized;
  rectification: Localized;
  operands: Record<string, unknown>;
  reason: Reason;
}

/** Where rules hit: an imported case has no flow definition. */
export interface Found {
  flow: Pick<CompiledFlow, 'calendars' | 'known' | 'tables' | 'org'> &
    Partial<Pick<CompiledFlow, 'flow'>>;
  state: CaseState;
  hits: readonly RuleHit[];
  at: Instant;
}

/** Hits that are *unknown* are no findings: who audits counts them apart. */
export async function raiseFindings(deps: Deps, found: Found): Promise<FindingWrite[]> {
  const hits = found.hits.filter(({ answer }) => answer.truth === true);
  if (hits.length === 0) return [];
  const known = await deps.store.findings.known(found.state.id);
  const writes: FindingWrite[] = [];
  const seen = new Set(known);
  for (const hit of hits) {
    const key = findingKey(hit.rule, hit.seq);
    const held = rulesetOf(deps, hit.rule);
    if (held === undefined || seen.has(key)) continue;
    seen.add(key);
    const finding = findingRow(deps, found, hit, held);
    const opens = await openHandling(deps, finding, {
      flow: held.ruleset.finding_flow,
      within: found.state.flow.id,
    });
    writes.push({
      finding: { ...finding, rectification_id: opens?.state.id ?? null },
      ...(opens === undefined ? {} : { opens }),
    });
  }
  return writes;
}

export interface Held {
  rule: Rule;
  ruleset: RulesetDefinition;
  /** Of the rule set: the rule's version. */
  hash: string;
}

export function rulesetOf({ inForce }: Deps, id: string): Held | undefined {
  for (const ruleset of all(inForce.pack(), 'ruleset')) {
    const rule = ruleset.rules.find((one) => one.id === id);
    const hash = inForce.active('ruleset', ruleset.id)?.hash;
    if (rule !== undefined && hash !== undefined) return { rule, ruleset, hash };
  }
  return undefined;
}

export function findingRow(
  deps: Deps,
  found: Found,
  hit: RuleHit,
  { rule, hash }: Held,
): FindingRow {
  const { state, at } = found;
  const visit = hit.seq === undefined ? undefined : state.visits[hit.seq - 1];
  return {
    id: deps.ids(),
    rule: rule.id,
    rule_hash: hash,
    stage: rule.stage,
    severity: rule.severity,
    subject: 'case',
    case_id: state.id,
    seq: hit.seq ?? 0,
    step: visit?.step ?? null,
    unit: state.unit,
    handler: personOf(visit) ?? null,
    found_at: at,
    details: JSON.stringify(detailsOf(deps, found, hit, rule)),
    ...aboutNoRecord,
    ...untouched,
  };
}

/** Of a finding about a case. */
const aboutNoRecord = {
  object: null,
  period: null,
  record_key: null,
  record_hash: null,
  batch: null,
  money: null,
};

/** Of a finding that nobody has looked at. */
export const untouched = {
  status: 'open',
  cause: null,
  rectification_id: null,
  verified_at: null,
  rectified_at: null,
  closed_at: null,
  recheck: null,
  cleared_at: null,
};

function detailsOf(deps: Deps, found: Found, hit: RuleHit, undated: Rule): FindingDetails {
  const { flow, state, at } = found;
  const rule = ruleOn(undated, dayOf(flow, at));
  const context: RecordContext = {
    at,
    calendars: flow.calendars,
    tables: flow.tables,
    ...(hit.seq === undefined ? {} : { seq: hit.seq }),
    ...(flow.flow === undefined ? {} : { flow: flow.flow }),
    ...(flow.org === undefined ? {} : { org: flow.org }),
  };
  const operands = hit.answer.operands ?? {};
  const wording = namesOf(deps.inForce).wording(flow.flow);
  const source = caseSource(state, context);
  return {
    rule: rule.name,
    message: messageOf(rule, operands, flow.known, wording),
    rectification: rule.rectification,
    operands,
    reason: explain(rule.conditions, rule.params, source, flow.known, wording),
  };
}

/** Who did the work, or has it in hand. */
function personOf(visit: Visit | undefined): string | undefined {
  return visit?.handler ?? visit?.holder;
}

/**
 * The case that handles a finding. What is found about the handling of findings itself starts no
 * further case: a late rectification would otherwise breed rectifications for ever.
 */
export async function openHandling(
  deps: Deps,
  finding: FindingRow,
  { flow: id, within }: { flow: string | undefined; within?: string | undefined },
): Promise<CaseWrite | undefined> {
  if (id === undefined || id === within) return undefined;
  const flow = deps.inForce.flow(id);
  if (flow === undefined) return undefined;
  const form = new Set(startStepOf(flow.flow)?.form.map(({ fact }) => fact));
  const said = Object.entries(factsAbout(deps, finding)).filter(([fact]) => form.has(fact));
  const opening = { actor: 'system', unit: finding.unit, data: Object.fromEntries(said) };
  const prepared = await prepareOpening(deps, flow, opening);
  if (prepared.ok) return prepared.value.write;
  deps.log('error', 'a finding could not open its case', {
    finding: finding.id,
    flow: id,
    problems: prepared.problems,
  });
  return undefined;
}

/** What the start form of a finding flow may ask for. */
function factsAbout(deps: Deps, finding: FindingRow): FactValues {
  const { message } = JSON.parse(finding.details) as FindingDetails;
  return {
    finding_id: finding.id,
    rule_id: finding.rule,
    ...(finding.case_id === null ? {} : { ref_case: finding.case_id }),
    ...(finding.object === null ? {} : { ref_record: objectWords(deps, finding) }),
    severity: finding.severity,
    finding_message: message.zh,
  };
}

/** `account A1 202603`; what is personal in part, unless the fact that holds it is personal itself. */
function objectWords({ inForce }: Deps, { subject, object, period }: FindingRow): string {
  const facts = all(inForce.pack(), 'facts').flatMap(({ facts: own }) => own['ref_record'] ?? []);
  const isPersonal = facts.some(({ personal }) => personal === true);
  const telling = isPersonal ? undefined : tellingOf(inForce, subject);
  const said = object === null ? null : (telling?.object(object) ?? object);
  const when = period === null ? null : (telling?.period(period) ?? period);
  return [subject, said, when].filter((one) => one !== null && one !== '').join(' ');
}
