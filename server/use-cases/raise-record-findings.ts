/** Rule hits about imported records become findings, each with a case that handles it. */
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import type { RecordHit } from '@flowmeter/engine/records/hit.ts';
import type { ScanPiece } from '../audits/scan.ts';
import type { Deps } from '../deps.ts';
import type { FindingWrite } from '../store/case-writes.ts';
import type { FindingRow } from '../store/schema.ts';
import { count, holdBack } from '../audits/report.ts';
import { exemptionKey, MOST_NEW, type Running } from '../audits/running.ts';
import {
  openHandling,
  rulesetOf,
  untouched,
  type FindingDetails,
  type Held,
} from './raise-findings.ts';

/** Findings of one transaction, so that requests between them are not kept waiting. */
const TOGETHER = 20;

export async function raiseRecordFindings(
  deps: Deps,
  running: Running,
  { kind, batch, hits }: Pick<ScanPiece, 'kind' | 'batch' | 'hits'>,
): Promise<Result<void>> {
  let writes: FindingWrite[] = [];
  const seen = new Set<string>();
  const flush = async (): Promise<Result<void>> => {
    const findings = writes;
    writes = [];
    return findings.length === 0 ? ok(undefined) : deps.store.cases.commit({ cases: [], findings });
  };
  for (const hit of hits) {
    const unit = unitOf(deps, hit);
    if (running.units !== undefined && !running.units.has(unit)) continue;
    const held = await newHit(deps, running, { kind, hit, unit, seen });
    if (held === undefined) continue;
    const finding = rowOf(deps, running, { kind, batch, hit, held, unit });
    const opens = await openHandling(deps, finding, { flow: held.ruleset.finding_flow });
    writes.push({
      finding: { ...finding, rectification_id: opens?.state.id ?? null },
      ...(opens === undefined ? {} : { opens }),
    });
    if (writes.length < TOGETHER) continue;
    const stored = await flush();
    if (!stored.ok) return stored;
  }
  return flush();
}

/** Counts the hit; its rule where it is a new finding. */
async function newHit(
  deps: Deps,
  { report, exempt }: Running,
  { kind, hit, unit, seen }: { kind: string; hit: RecordHit; unit: string; seen: Set<string> },
): Promise<Held | undefined> {
  const row = report.rule(hit.rule, kind);
  count(row, unit, 'hits');
  const held = rulesetOf(deps, hit.rule);
  const { rule, object, period } = hit;
  const about = { rule, subject: kind, object, period };
  const exemption = exempt.get(exemptionKey({ ...about, unit }));
  if (exemption !== undefined) {
    holdBack(row, exemption, hit.key);
    return undefined;
  }
  const key = JSON.stringify(about);
  if (held === undefined || seen.has(key) || (await deps.store.findings.isKnown(about))) {
    return undefined;
  }
  if (row.found >= MOST_NEW) {
    count(row, unit, 'held_back');
    return undefined;
  }
  seen.add(key);
  count(row, unit, 'found');
  return held;
}

/** What names no unit, or one that is not there, is the business of the whole. */
export function unitOf({ inForce }: Deps, { unit }: Pick<RecordHit, 'unit'>): string {
  const units = inForce.organisation()?.units ?? [];
  const known = units.find(({ id }) => id === unit);
  return (known ?? units.find(({ parent }) => parent === undefined))?.id ?? '';
}

interface Raised {
  kind: string;
  batch: number;
  hit: RecordHit;
  held: Held;
  unit: string;
}

function rowOf(
  deps: Deps,
  { at }: Running,
  { kind, batch, hit, held: { rule, hash }, unit }: Raised,
): FindingRow {
  const { message, operands, reason } = hit;
  const details: FindingDetails = {
    rule: rule.name,
    message,
    rectification: rule.rectification,
    operands,
    reason,
  };
  return {
    id: deps.ids(),
    rule: rule.id,
    rule_hash: hash,
    stage: rule.stage,
    severity: rule.severity,
    subject: kind,
    case_id: null,
    seq: 0,
    step: null,
    object: hit.object,
    period: hit.period,
    record_key: JSON.stringify(hit.key),
    record_hash: hit.hash,
    batch,
    unit,
    handler: hit.person,
    money: hit.money,
    found_at: at,
    details: JSON.stringify(details),
    ...untouched,
  };
}
