/** What the passing of time does to a case: a wait is over, a limit has passed or will soon. */
import type { CaseState, DueLimit, Instant } from '@flowmeter/engine/case/state.ts';
import { auditVisit } from '@flowmeter/engine/flow/audit.ts';
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import { ok, type Problem, type ProblemCode, type Result } from '@flowmeter/engine/problem.ts';
import type { Deps } from '../deps.ts';
import type { RuleHit } from '@flowmeter/engine/flow/run.ts';
import { dueTimer, taskRows } from '../store/case-rows.ts';
import type { FindingWrite, Notice } from '../store/case-writes.ts';
import { isChildTimer } from '../store/child-rows.ts';
import type { TimerRow } from '../store/schema.ts';
import { poolKey } from '../store/tasks.ts';
import { commandCase } from './command-case.ts';
import { serveChild } from './serve-child.ts';

/** Served or without an object any more, the timer is gone afterwards; refused, it is still there. */
export async function fireTimer(deps: Deps, row: TimerRow): Promise<Result<void>> {
  if (isChildTimer(row)) return serveChild(deps, row);
  const done = row.kind === 'until' ? await endWait(deps, row) : await passLimit(deps, row);
  return !done.ok && isGone(done.problems) ? deps.store.timers.remove(row) : done;
}

/** What the timer was set for is over. */
function isGone([first]: readonly Problem[]): boolean {
  return first !== undefined && gone.has(first.code);
}

const gone: ReadonlySet<ProblemCode> = new Set([
  'case_not_found',
  'case_ended',
  'task_not_found',
  'task_not_open',
]);

async function endWait(deps: Deps, row: TimerRow): Promise<Result<void>> {
  const done = await commandCase(deps, {
    caseId: row.case_id,
    command: (at) => ({ type: 'fire', seq: row.seq, actor: 'system', at }),
    beside: { fired: [row] },
  });
  return done.ok ? ok(undefined) : done;
}

/** A warning is told; a limit that has passed is also audited by the rules asked while a step is open. */
async function passLimit(deps: Deps, row: TimerRow): Promise<Result<void>> {
  const state = await deps.store.cases.state(row.case_id);
  const flow = state && (await deps.inForce.version(state.flow.hash));
  const limit = state && limitOf(state, row);
  if (state === undefined || limit === undefined || flow === undefined) {
    return deps.store.timers.remove(row);
  }
  const seqs = seqsOf(state, row.seq);
  const passed = row.kind === 'due';
  const stored = await deps.store.cases.commit({
    cases: [],
    findings: passed ? await findingsOf(deps, flow, state, seqs, afterwards(deps, row)) : [],
    fired: [row],
    next: passed ? [] : dueTimer(state.id, row.seq, limit),
    notices: noticesOf(state, flow, seqs),
  });
  return stored.ok ? ok(undefined) : stored;
}

/** The limit that the timer stands for; undefined when it was put off or its visit is over. */
function limitOf(state: CaseState, row: TimerRow): DueLimit | undefined {
  const visit = state.visits[row.seq - 1];
  const open = state.status === 'open' && (row.seq === 0 || visit?.status === 'open');
  const limits = row.seq === 0 ? state.limits : (visit?.limits ?? []);
  const limit = limits.find((one) => one.id === row.limit_id);
  const at = row.kind === 'due' ? limit?.dueAt : limit?.warnAt;
  return open && at && at <= row.at ? limit : undefined;
}

async function findingsOf(
  deps: Deps,
  flow: CompiledFlow,
  state: CaseState,
  seqs: number[],
  at: Instant,
): Promise<FindingWrite[]> {
  const hits: RuleHit[] = [];
  for (const seq of seqs) hits.push(...(await auditVisit(flow, state, seq, at)));
  return hits.length === 0 ? [] : deps.raiseFindings(deps, { flow, state, hits, at });
}

/** Past its due time, for the rules: at that very instant nothing is late yet. */
function afterwards({ clock }: Deps, { at }: TimerRow): Instant {
  return new Date(Math.max(clock(), Date.parse(at) + 1)).toISOString();
}

/** The visit of a timer, or all open visits where the limit is the case's own. */
function seqsOf(state: CaseState, seq: number): number[] {
  const open = state.visits.filter((visit) => visit.status === 'open').map((visit) => visit.seq);
  return seq === 0 ? open : open.filter((one) => one === seq);
}

function noticesOf(state: CaseState, { flow }: CompiledFlow, seqs: number[]): Notice[] {
  return taskRows(state, flow)
    .filter((row) => seqs.includes(row.seq))
    .map((row) => ({ topic: 'tasks', id: row.id, unit: row.unit, pool: poolKey(row) }));
}
