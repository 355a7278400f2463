/** Audits on demand: the rules of a stage asked again over open or ended cases, imported ones too. */
import type { Instant } from '@flowmeter/engine/case/state.ts';
import { auditCase, auditLogCase, auditVisit } from '@flowmeter/engine/flow/audit.ts';
import { surroundingsOf } from '@flowmeter/engine/flow/compile.ts';
import type { RuleHit } from '@flowmeter/engine/flow/run.ts';
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { raiseFindings, type Found } from './raise-findings.ts';

export interface AuditRequest {
  /** `during`: open cases; `after`: ended ones. */
  stage: 'during' | 'after';
  flow?: string | undefined;
  log?: string | undefined;
}

/** Cases asked about, rules that hit, and rules that could not be answered. */
export interface AuditAnswer {
  checked: number;
  hits: number;
  unknown: number;
}

/** What rules found about one case, with what raising findings needs to know. */
type Audited = Found & { hits: RuleHit[] };

const PAGE = 200;

export async function runAudits(
  deps: Deps,
  actor: Actor,
  { stage, flow, log }: AuditRequest,
): Promise<Result<AuditAnswer>> {
  const units = [...actor.sees];
  const at = instantOf(deps.clock);
  const audited =
    stage === 'during'
      ? auditOpen(deps, { units, flow }, at)
      : auditEnded(deps, { units, flow, log }, at);
  const answer: AuditAnswer = { checked: 0, hits: 0, unknown: 0 };
  for await (const found of audited) {
    answer.checked++;
    answer.hits += found.hits.filter((hit) => hit.answer.truth === true).length;
    answer.unknown += found.hits.filter((hit) => hit.answer.truth === 'unknown').length;
    const findings = await raiseFindings(deps, found);
    if (findings.length === 0) continue;
    const stored = await deps.store.cases.commit({ cases: [], findings });
    if (!stored.ok) return stored;
  }
  const told = await deps.recordAudit(deps, {
    at,
    actor: actor.id,
    ...actor.asked,
    action: 'run_audit',
    object: log ?? flow ?? 'cases',
    allowed: true,
    details: { stage, ...answer },
  });
  return told.ok ? ok(answer) : told;
}

interface Scope {
  units: string[];
  flow?: string | undefined;
  log?: string | undefined;
}

async function* auditOpen(deps: Deps, scope: Scope, at: Instant): AsyncGenerator<Audited> {
  let cursor: string | undefined;
  do {
    const page = await deps.store.cases.list({
      ...scope,
      status: 'open',
      limit: PAGE,
      cursor,
    });
    for (const { id } of page.rows) {
      const state = await deps.store.cases.state(id);
      const flow = state && (await deps.inForce.ofCase(state));
      if (state?.status !== 'open' || flow === undefined) continue;
      const hits: RuleHit[] = [];
      for (const visit of state.visits) {
        if (visit.status === 'open') hits.push(...(await auditVisit(flow, state, visit.seq, at)));
      }
      yield { flow, state, hits, at };
    }
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
}

async function* auditEnded(deps: Deps, scope: Scope, at: Instant): AsyncGenerator<Audited> {
  const around = surroundingsOf(deps.inForce.pack());
  let after: string | undefined;
  for (;;) {
    const page = await deps.store.history.ended({
      units: scope.units,
      log: scope.log,
      flows: scope.flow === undefined ? undefined : [scope.flow],
      limit: PAGE,
      after,
    });
    for (const { state, imported: isImported } of page) {
      if (isImported) {
        yield { flow: around, state, hits: await auditLogCase(around, state, at), at };
        continue;
      }
      const flow = await deps.inForce.ofCase(state);
      if (flow !== undefined) yield { flow, state, hits: await auditCase(flow, state, at), at };
    }
    after = page.at(-1)?.state.id;
    if (page.length < PAGE || after === undefined) return;
  }
}
