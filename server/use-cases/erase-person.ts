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
import { wordsOfError } from '../log.ts';
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

/**
 * Does what was approved and not yet done. What fails says why, and is not tried again by itself; false
 * where a file could not be cleaned yet, which is.
 */
export async function eraseApproved(deps: Deps): Promise<boolean> {
  const rows = await deps.store.privacy.erasures();
  let isClean = true;
  for (const row of rows.filter(({ state }) => state === 'approved')) {
    // Erased, and not ended: only the cleaning is left.
    const report =
      row.done_at === null
        ? await perform(deps, row)
        : (JSON.parse(row.report ?? '') as ErasureReport);
    if (await scrubbed(deps)) await end(deps, row.id, report);
    else isClean = false;
  }
  return isClean;
}

async function perform(deps: Deps, row: ErasureRow): Promise<ErasureReport> {
  const { values, report } = await erase(deps, row);
  const noted = await deps.store.privacy.noteErasure({
    id: row.id,
    done_at: instantOf(deps.clock),
    report: JSON.stringify(report),
    reason: eraseTexts(row.reason, values),
    comment: eraseTexts(row.comment, values),
  });
  if (!noted.ok) throw new Error('what was erased could not be noted');
  return report;
}

async function scrubbed({ store, log }: Deps): Promise<boolean> {
  try {
    await store.erasing.scrub();
    return true;
  } catch (error) {
    log('warn', 'what was erased is not out of the file yet', wordsOfError(error));
    return false;
  }
}

async function end(deps: Deps, id: string, report: ErasureReport): Promise<void> {
  const done = report.problems.length === 0 && report.left.length === 0;
  const state = done ? 'done' : 'failed';
  const details = { ...report, problems: report.problems.map(({ code }) => code) };
  await deps.store.privacy.endErasure(
    { id, state },
    {
      at: instantOf(deps.clock),
      actor: 'system',
      role: '',
      action: `erasure.${state}`,
      object: id,
      allowed: true,
      details,
    },
  );
}

async function erase(
  deps: Deps,
  row: ErasureRow,
): Promise<{ values: readonly string[]; report: ErasureReport }> {
  const report: ErasureReport = { ...nothing, left: [], problems: [] };
  const all = new Set<string>();
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    const found = await findPerson(deps, askedIn(row));
    if (!found.ok) {
      // After a round nobody should be found; before the first, nobody knows what an earlier try left.
      const isGone = round > 1 && found.problems.every(({ code }) => code === 'erasure_unknown');
      if (!isGone) report.problems.push(...found.problems);
      break;
    }
    for (const value of found.value.values) all.add(value);
    const refused = await refusalsOf(deps, found.value);
    const done =
      refused.length > 0 ? failed(...refused) : await eraseOnce(deps, row.id, found.value, report);
    if (!done.ok) {
      report.problems.push(...done.problems);
      break;
    }
  }
  return { values: [...all], report };
}

async function eraseOnce(
  deps: Deps,
  request: string,
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
  const theirs = [person, ...cases.map(({ id }) => id)];
  const names = [...theirs, ...values.filter(isTelling)];
  const objects = [...theirs, request];
  const swept = await deps.store.erasing.sweep({ values, names, objects });
  if (!swept.ok) return swept;
  report.rows += swept.value.rows;
  report.left = swept.value.left;
  return ok(undefined);
}

function askedIn({ sort, person, cases }: ErasureRow): PersonAsked {
  return { sort, person, cases: JSON.parse(cases) as string[] };
}
