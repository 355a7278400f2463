/** Rules about findings, asked of every finding, but not of those that such rules made. */
import { setImmediate } from 'node:timers/promises';
import { localDay } from '@flowmeter/engine/calendar/working-time.ts';
import type { Rule } from '@flowmeter/engine/definition/ruleset.ts';
import { surroundingsOf, type Surroundings } from '@flowmeter/engine/flow/compile.ts';
import type { ItemAnswer } from '@flowmeter/engine/flow/outcome.ts';
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import { inForceOn, type InForce } from '@flowmeter/engine/records/ask.ts';
import { recordTermsOf } from '@flowmeter/engine/records/kinds.ts';
import { evaluate } from '@flowmeter/engine/rules/evaluate.ts';
import { explain, messageOf } from '@flowmeter/engine/rules/explain.ts';
import type { Deps } from '../deps.ts';
import { namesOf } from '../names.ts';
import type { FindingRow } from '../store/schema.ts';
import { count, countChecked } from '../audits/report.ts';
import type { Running } from '../audits/running.ts';
import { measuredFindings, type MeasuredFinding } from './measured-records.ts';
import { rulesetOf, untouched, type FindingDetails, type Held } from './raise-findings.ts';

export async function auditFindings(
  deps: Deps,
  running: Running,
  rules: readonly Rule[],
): Promise<Result<void>> {
  const { report, at, units } = running;
  const pack = deps.inForce.pack();
  const asked: Asked = {
    around: surroundingsOf(pack),
    inForce: inForceOn(rules, localDay(recordTermsOf(pack).setting, at)),
  };
  const scope = units === undefined ? {} : { units: [...units] };
  for await (const one of measuredFindings(deps, scope)) {
    if (running.isStopped()) break;
    if (one.row.subject === 'finding') continue;
    // Reading them is no waiting: others are served between.
    await setImmediate();
    countChecked(report.kind('finding'), one.row.unit);
    const findings = await found(deps, running, asked, one);
    if (findings.length === 0) continue;
    const stored = await deps.store.cases.commit({
      cases: [],
      findings: findings.map((finding) => ({ finding })),
    });
    if (!stored.ok) return stored;
  }
  return ok(undefined);
}

interface Asked {
  around: Surroundings;
  inForce: InForce;
}

/** New findings about one finding. What is found about the handling of findings opens no case. */
async function found(
  deps: Deps,
  { report, at }: Running,
  { around, inForce }: Asked,
  one: MeasuredFinding,
): Promise<FindingRow[]> {
  const answers = await evaluate(inForce.items, one.record.source, around.known);
  const rows: FindingRow[] = [];
  for (const rule of inForce.rules) {
    const answer = answers[rule.id];
    if (answer === undefined || answer.truth === false) continue;
    const counts = report.rule(rule.id, 'finding');
    if (answer.truth === 'unknown') {
      count(counts, one.row.unit, 'unknown');
      if (counts.examples.length < MOST_EXAMPLES) counts.examples.push(exampleOf(one, answer));
      continue;
    }
    count(counts, one.row.unit, 'hits');
    const about = { rule: rule.id, subject: 'finding', object: one.row.id, period: '' };
    const held = rulesetOf(deps, rule.id);
    if (held === undefined || (await deps.store.findings.isKnown(about))) continue;
    count(counts, one.row.unit, 'found');
    rows.push(rowOf(deps, { at, around, one, answer, held: { ...held, rule } }));
  }
  return rows;
}

const MOST_EXAMPLES = 200;

function exampleOf({ row }: MeasuredFinding, { missing = [] }: ItemAnswer) {
  return { key: [row.id], unit: row.unit, missing };
}

interface Raised {
  at: string;
  around: Surroundings;
  one: MeasuredFinding;
  answer: ItemAnswer;
  held: Held;
}

function rowOf(
  deps: Deps,
  { at, around, one: { row, record, flow }, answer, held: { rule, hash } }: Raised,
): FindingRow {
  const operands = answer.operands ?? {};
  const wording = namesOf(deps.inForce).wording(flow);
  const details: FindingDetails = {
    rule: rule.name,
    message: messageOf(rule, operands, around.known, wording),
    rectification: rule.rectification,
    operands,
    reason: explain(rule.conditions, rule.params, record.source, around.known, wording),
  };
  return {
    id: deps.ids(),
    rule: rule.id,
    rule_hash: hash,
    stage: rule.stage,
    severity: rule.severity,
    subject: 'finding',
    case_id: row.rectification_id,
    seq: 0,
    step: null,
    object: row.id,
    period: '',
    record_key: JSON.stringify([row.id]),
    record_hash: null,
    batch: null,
    unit: row.unit,
    handler: row.handler,
    money: row.money,
    found_at: at,
    details: JSON.stringify(details),
    ...untouched,
  };
}
