/** What one commit does to cases: data in, rows out, inside the writer's transaction. */
import type { AuditEvent } from '@flowmeter/engine/changes/audit-chain.ts';
import type { Entry } from '@flowmeter/engine/case/events.ts';
import type { CaseState } from '@flowmeter/engine/case/state.ts';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { failed, ok, problem, type Problem, type Result } from '@flowmeter/engine/problem.ts';
import { prepareAudit } from './audit-log.ts';
import { prepareCaseTables, type LiveRow } from './case-tables.ts';
import { prepareFindingProgress } from './findings.ts';
import type { FindingRow, IdempotencyRow, TimerRow } from './schema.ts';
import { q, type Sql } from './statement.ts';
import type { Writer } from './writer.ts';

/** One command's outcome: the entry, and the case before and after it. */
export interface CaseWrite {
  before: CaseState | undefined;
  state: CaseState;
  entry: Entry;
  flow: FlowDefinition;
}

/** A finding, and the case that it starts; neither is written if the rule found this before. */
export interface FindingWrite {
  finding: FindingRow;
  opens?: CaseWrite;
}

/** Something that live screens should hear of. */
export interface Notice {
  topic: 'tasks' | 'cases' | 'findings' | 'changes' | 'definitions';
  id: string;
  /** Only people who may see this unit; absent: everybody signed in. */
  unit?: string;
  /** And those who may take from this pool of tasks, as `poolKey` writes it. */
  pool?: string;
}

/** Everything that is stored together, or not at all. */
export interface CaseCommit {
  cases: CaseWrite[];
  findings?: FindingWrite[];
  /** Timers that this commit has served. */
  fired?: TimerRow[];
  /** Timers that stand in their place. */
  next?: TimerRow[];
  idempotency?: IdempotencyRow;
  notices?: Notice[];
  /** What the audit log is told of it. */
  audit?: AuditEvent[];
}

/** Inside a transaction: the cases written, with those that findings opened. */
export type ApplyCommit = (commit: CaseCommit) => Result<CaseWrite[]>;

/**
 * Versions and keys are checked first, and that every case that is opened runs the flow version in
 * force; only then is anything written.
 */
export function prepareCommit(sql: Sql, notify: Writer['notify']): ApplyCommit {
  const tables = prepareCaseTables(sql);
  const findings = prepareFindings(sql);
  const follow = prepareFindingProgress(sql);
  const keep = prepareIdempotency(sql);
  const refusalOf = prepareRefusal(sql);
  const tell = prepareAudit(sql);
  return (commit) => {
    const { cases, findings: raised = [] } = commit;
    const running = cases.flatMap(({ before }) => before?.id ?? []);
    const live = new Map(running.map((id) => [id, tables.live(id)]));
    const refused = refusalOf([...cases, ...raised.flatMap(({ opens }) => opens ?? [])], live);
    if (refused !== undefined) return failed(refused);
    if (commit.idempotency !== undefined && keep.run(commit.idempotency) === 0) {
      return failed(problem('idempotency_in_flight'));
    }
    const found = raised.filter(({ finding }) => findings.insert(finding));
    const written = [...cases, ...found.flatMap(({ opens }) => opens ?? [])];
    const notices = [...(commit.notices ?? [])];
    for (const write of written) {
      notices.push(...tables.write(write, live.get(write.state.id)), ...follow(write));
    }
    for (const { finding } of found) {
      tables.countFinding(finding.case_id);
      notices.push({ topic: 'findings', id: finding.id, unit: finding.unit });
    }
    for (const row of commit.fired ?? []) tables.removeTimer(row);
    for (const row of commit.next ?? []) tables.addTimer(row);
    for (const event of commit.audit ?? []) tell(event);
    if (notices.length > 0) notify(notices);
    return ok(written);
  };
}

/** Rows of live cases by case id, as read in this transaction. */
type Live = ReadonlyMap<string, LiveRow | undefined>;

/**
 * Why these cannot be written: somebody else was faster, or a case would begin with a flow version that
 * is not in force. This is the one door to running a flow, whatever the caller holds; a case that runs
 * keeps the version that it began with.
 */
function prepareRefusal(sql: Sql) {
  const active = sql.prepare((p: { id: string }) =>
    q.selectFrom('active').select('hash').where('kind', '=', 'flow').where('id', '=', p.id),
  );

  function refusalOf({ before, state: { flow } }: CaseWrite, live: Live): Problem | undefined {
    if (before === undefined) {
      const released = active.get({ id: flow.id })?.hash === flow.hash;
      return released ? undefined : problem('not_active', { id: flow.id });
    }
    const stored = live.get(before.id)?.version;
    if (stored === before.version) return undefined;
    return problem('version_conflict', { version: stored ?? before.version + 1 });
  }

  return (writes: readonly CaseWrite[], live: Live): Problem | undefined => {
    for (const write of writes) {
      const refused = refusalOf(write, live);
      if (refused !== undefined) return refused;
    }
    return undefined;
  };
}

function prepareFindings(sql: Sql) {
  const insert = sql.prepare((p: FindingRow) =>
    q
      .insertInto('finding')
      .values({
        id: p.id,
        rule: p.rule,
        rule_hash: p.rule_hash,
        stage: p.stage,
        severity: p.severity,
        case_id: p.case_id,
        seq: p.seq,
        step: p.step,
        unit: p.unit,
        handler: p.handler,
        found_at: p.found_at,
        status: p.status,
        rectification_id: p.rectification_id,
        details: p.details,
      })
      .onConflict((conflict) => conflict.columns(['case_id', 'seq', 'rule']).doNothing()),
  );
  return { insert: (row: FindingRow) => insert.run(row) > 0 };
}

/** Inside a transaction: 0 rows when the key was used before. */
export function prepareIdempotency(sql: Sql) {
  return sql.prepare((p: IdempotencyRow) =>
    q
      .insertInto('idempotency')
      .values({
        actor: p.actor,
        key: p.key,
        body_hash: p.body_hash,
        answer: p.answer,
        at: p.at,
      })
      .onConflict((conflict) => conflict.doNothing()),
  );
}
