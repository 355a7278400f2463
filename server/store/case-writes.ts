/** What one commit does to cases: data in, rows out, inside the writer's transaction. */
import type { Entry } from '@flowmeter/engine/case/events.ts';
import type { CaseState } from '@flowmeter/engine/case/state.ts';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import { prepareCaseTables } from './case-tables.ts';
import { prepareFindingProgress } from './findings.ts';
import type { FindingRow, IdempotencyRow, TimerRow } from './schema.ts';
import { q, type Sql } from './statement.ts';

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
}

/** Everything that is stored together, or not at all. */
export interface CaseCommit {
  cases: CaseWrite[];
  findings?: FindingWrite[];
  /** Timers that this commit has served. */
  fired?: TimerRow[];
  idempotency?: IdempotencyRow;
  notices?: Notice[];
}

/** Inside a transaction: the cases written, with those that findings opened. */
export type ApplyCommit = (commit: CaseCommit) => Result<CaseWrite[]>;

/** Versions and keys are checked first; only then is anything written. */
export function prepareCommit(sql: Sql): ApplyCommit {
  const tables = prepareCaseTables(sql);
  const findings = prepareFindings(sql);
  const follow = prepareFindingProgress(sql);
  const keep = prepareIdempotency(sql);
  const notify = sql.prepare((p: { notices: string }) =>
    q.insertInto('outbox').values({ notices: p.notices }),
  );
  return (commit) => {
    for (const { before } of commit.cases) {
      const stored = before && tables.versionOf(before.id);
      if (before !== undefined && stored !== before.version) {
        return failed(problem('version_conflict', { version: stored ?? before.version + 1 }));
      }
    }
    if (commit.idempotency !== undefined && keep.run(commit.idempotency) === 0) {
      return failed(problem('idempotency_in_flight'));
    }
    const found = (commit.findings ?? []).filter(({ finding }) => findings.insert(finding));
    const written = [...commit.cases, ...found.flatMap(({ opens }) => opens ?? [])];
    const notices = [...(commit.notices ?? [])];
    for (const write of written) notices.push(...tables.write(write), ...follow(write));
    for (const { finding } of found) {
      tables.countFinding(finding.case_id);
      notices.push({ topic: 'findings', id: finding.id, unit: finding.unit });
    }
    for (const row of commit.fired ?? []) tables.removeTimer(row);
    if (notices.length > 0) notify.run({ notices: JSON.stringify(notices) });
    return ok(written);
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

function prepareIdempotency(sql: Sql) {
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
