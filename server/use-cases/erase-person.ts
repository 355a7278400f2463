/**
 * Erases one person’s data on request: asked for by an administrator, approved by somebody else, refused
 * while a legal hold or a duty to keep stands. The worker does it, and tells what it did.
 */
import { Personal } from '@flowmeter/engine/privacy/commitment.ts';
import { eraseTexts } from '@flowmeter/engine/privacy/erase-values.ts';
import { failed, ok, problem, type Problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import type { ErasureRow } from '../store/privacy-schema.ts';
import { isTelling } from '../store/sweep.ts';
import { findPerson, type FoundPerson, type PersonAsked } from './find-person.ts';
import { refusalsOf } from './refuse-erasure.ts';
import { rewriteFiles } from './erase-files.ts';
import { auditOf } from './record-audit.ts';

/** How much is found, or was erased. */
export interface ErasureReport {
  cases: number;
  records: number;
  findings: number;
  /** Other rows of the store. */
  rows: number;
  /** Lines of bad rows and of backtests. */
  lines: number;
  /** Where values stand that must not change, because a hash is bound to them. */
  left: { table: string; rows: number }[];
  problems: Problem[];
}

const nothing: ErasureReport = {
  cases: 0,
  records: 0,
  findings: 0,
  rows: 0,
  lines: 0,
  left: [],
  problems: [],
};
/** Commands that run meanwhile may bring a value back from memory. */
const MOST_ROUNDS = 3;

export async function requestErasure(
  deps: Deps,
  actor: Actor,
  asked: PersonAsked & { reason: string },
): Promise<Result<ErasureRow>> {
  const found = await findPerson(deps, asked);
  if (!found.ok) return found;
  const refused = await refusalsOf(deps, found.value);
  if (refused.length > 0) return { ok: false, problems: refused };
  const { cases, findings } = found.value;
  const row: ErasureRow = {
    id: deps.ids(),
    sort: asked.sort,
    person: asked.person,
    cases: JSON.stringify(asked.cases),
    reason: asked.reason,
    by: actor.id,
    at: instantOf(deps.clock),
    state: 'requested',
    decided_by: null,
    decided_at: null,
    comment: null,
    done_at: null,
    report: JSON.stringify({ ...nothing, cases: cases.length, findings } satisfies ErasureReport),
  };
  const told = {
    sort: asked.sort,
    person: new Personal(asked.person),
    reason: new Personal(asked.reason),
  };
  const audit = auditOf(deps, actor, 'erasure.requested', row.id, told);
  return deps.store.privacy.requestErasure(row, audit);
}

export interface ErasureDecided {
  id: string;
  state: 'approved' | 'refused';
  comment: string;
}

export async function decideErasure(
  deps: Deps,
  actor: Actor,
  { id, state, comment }: ErasureDecided,
): Promise<Result<void>> {
  const row = await deps.store.privacy.erasure(id);
  if (row === undefined) return failed(problem('erasure_not_found'));
  if (row.state !== 'requested') return failed(problem('erasure_decided'));
  if (deps.inForce.samePerson(row.by, actor.id)) return failed(problem('erasure_own'));
  if (state === 'approved') {
    const found = await findPerson(deps, askedIn(row));
    if (!found.ok) return found;
    const refused = await refusalsOf(deps, found.value);
    if (refused.length > 0) return { ok: false, problems: refused };
  }
  const audit = auditOf(deps, actor, `erasure.${state}`, id, { comment: new Personal(comment) });
  const decided_at = instantOf(deps.clock);
  return deps.store.privacy.decideErasure(
    { id, state, comment, decided_by: actor.id, decided_at },
    audit,
  );
}

/** Does what was approved and not yet done. What fails says why, and is not tried again by itself. */
export async function eraseApproved(deps: Deps): Promise<void> {
  const rows = await deps.store.privacy.erasures();
  for (const row of rows.filter(({ state }) => state === 'approved')) await perform(deps, row);
}

async function perform(deps: Deps, row: ErasureRow): Promise<void> {
  const { values, report } = await erase(deps, row);
  const done = report.problems.length === 0 && report.left.length === 0;
  const state = done ? 'done' : 'failed';
  const at = instantOf(deps.clock);
  const details = { ...report, problems: report.problems.map(({ code }) => code) };
  await deps.store.privacy.endErasure(
    {
      id: row.id,
      state,
      done_at: at,
      report: JSON.stringify(report),
      reason: eraseTexts(row.reason, values),
      comment: eraseTexts(row.comment, values),
    },
    {
      at,
      actor: 'system',
      role: '',
      action: `erasure.${state}`,
      object: row.id,
      allowed: true,
      details,
    },
  );
  if (values.length > 0) await deps.store.erasing.scrub();
}

async function erase(
  deps: Deps,
  row: ErasureRow,
): Promise<{ values: readonly string[]; report: ErasureReport }> {
  const report: ErasureReport = { ...nothing, left: [], problems: [] };
  const all = new Set<string>();
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    const found = await findPerson(deps, askedIn(row));
    if (!found.ok) break;
    for (const value of found.value.values) all.add(value);
    const refused = await refusalsOf(deps, found.value);
    const done =
      refused.length > 0 ? failed(...refused) : await eraseOnce(deps, found.value, report);
    if (!done.ok) {
      report.problems.push(...done.problems);
      break;
    }
  }
  return { values: [...all], report };
}

async function eraseOnce(
  deps: Deps,
  found: FoundPerson,
  report: ErasureReport,
): Promise<Result<void>> {
  const { cases, facts, values, person } = found;
  const files = await rewriteFiles(deps, found);
  if (!files.ok) return files;
  report.records += files.value.rows;
  report.lines += files.value.lines;
  for (const { id } of cases) {
    const done = await deps.store.erasing.eraseCase(id, { facts, values });
    if (!done.ok) return done;
    report.cases++;
  }
  report.findings = Math.max(report.findings, found.findings);
  const names = [person, ...cases.map(({ id }) => id), ...values.filter(isTelling)];
  const swept = await deps.store.erasing.sweep({ values, names });
  if (!swept.ok) return swept;
  report.rows += swept.value.rows;
  report.left = swept.value.left;
  return ok(undefined);
}

function askedIn({ sort, person, cases }: ErasureRow): PersonAsked {
  return { sort, person, cases: JSON.parse(cases) as string[] };
}
