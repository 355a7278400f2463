/** Writes what one commit changes: rows in, inside a transaction. */
import { failed, ok, problem, type Problem, type Result } from '@flowmeter/engine/problem.ts';
import { prepareAudit } from './audit-log.ts';
import { prepareCaseTables, type LiveRow } from './case-tables.ts';
import type { News } from './case-writes.ts';
import type { CaseRows, CommitRows } from './commit-rows.ts';
import { prepareFindingProgress, prepareFindings } from './finding-writes.ts';
import { prepareIdempotency } from './idempotency.ts';
import type { FindingRow } from './schema.ts';
import { q, type Sql } from './statement.ts';

/** Inside a transaction: which of the commit's findings were new, in their order. */
export type ApplyCommit = (rows: CommitRows) => Result<Applied>;
export type Applied = boolean[];

/**
 * Versions and keys are checked first, and that every case that is opened runs the flow version in
 * force; only then is anything written. A finding that a rule found before is left out, with the case
 * that it would start.
 */
export function prepareApply(sql: Sql, notify: (news: News[]) => void): ApplyCommit {
  const tables = prepareCaseTables(sql);
  const insertFinding = prepareFindings(sql);
  const follow = prepareFindingProgress(sql);
  const keep = prepareIdempotency(sql);
  const refusalOf = prepareRefusal(sql);
  const tell = prepareAudit(sql);

  function write(cases: readonly CaseRows[], live: Live): News[] {
    return cases.flatMap((one) => [...tables.write(one, live.get(one.id)), ...follow(one)]);
  }

  function count({ case_id, id, unit }: FindingRow): News {
    if (case_id !== null) tables.countFinding(case_id);
    return { topic: 'findings', id, unit };
  }

  function writeBeside({ fired = [], next = [], audit = [] }: CommitRows): void {
    for (const row of fired) tables.removeTimer(row);
    for (const row of next) tables.addTimer(row);
    for (const event of audit) tell(event);
  }

  return (rows) => {
    const { cases, findings = [], idempotency, news = [] } = rows;
    const live = new Map<string, LiveRow | undefined>();
    for (const { before, id } of cases) if (before !== null) live.set(id, tables.live(id));
    const refused = refusalOf([...cases, ...findings.flatMap(({ opens }) => opens ?? [])], live);
    if (refused !== undefined) return failed(refused);
    if (idempotency !== undefined && keep.run(idempotency) === 0) {
      return failed(problem('idempotency_in_flight'));
    }
    const isNew = findings.map(({ finding }) => insertFinding(finding));
    const found = findings.filter((_, index) => isNew[index]);
    const written = [...cases, ...found.flatMap(({ opens }) => opens ?? [])];
    const told = [...news, ...write(written, live), ...found.map(({ finding }) => count(finding))];
    writeBeside(rows);
    if (told.length > 0) notify(told);
    return ok(isNew);
  };
}

/** Rows of live cases by case id, as read in this transaction. */
type Live = ReadonlyMap<string, LiveRow | undefined>;

/**
 * Why these cannot be written: somebody else was faster, or a case would begin with a flow version that
 * is not in force, or be moved to one. This is the one door to running a flow, whatever the caller holds;
 * a case that is not moved keeps the version that it began with. A called case may run a version that
 * was released before, where its caller, which is in force itself, names that one.
 */
function prepareRefusal(sql: Sql) {
  const active = sql.prepare((p: { id: string }) =>
    q.selectFrom('active').select('hash').where('kind', '=', 'flow').where('id', '=', p.id),
  );

  const wasReleased = sql.prepare((p: { id: string; hash: string }) =>
    q
      .selectFrom('version')
      .select('seq')
      .where('kind', '=', 'flow')
      .where('id', '=', p.id)
      .where('hash', '=', p.hash)
      .limit(1),
  );

  function refusalOf(rows: CaseRows, live: Live) {
    const { before, left_hash, id, flow_id, flow_hash, pinned } = rows;
    if (before === null || left_hash !== undefined) {
      const known = pinned ? wasReleased.get({ id: flow_id, hash: flow_hash }) : undefined;
      const released = known !== undefined || active.get({ id: flow_id })?.hash === flow_hash;
      if (!released && before === null) return problem('not_active', { id: flow_id });
      if (!released) return problem('migration_not_in_force');
    }
    if (before === null) return undefined;
    const stored = live.get(id)?.version;
    if (stored === before) return undefined;
    return problem('version_conflict', { version: stored ?? before + 1 });
  }

  return (cases: readonly CaseRows[], live: Live): Problem | undefined => {
    for (const one of cases) {
      const refused = refusalOf(one, live);
      if (refused !== undefined) return refused;
    }
    return undefined;
  };
}
