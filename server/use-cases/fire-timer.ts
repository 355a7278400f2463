/** What the passing of time does to a case: a wait is over, a limit has passed or will soon. */
import type { CaseState, Instant } from '@flowmeter/engine/case/state.ts';
import { auditVisit } from '@flowmeter/engine/flow/audit.ts';
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import type { Deps } from '../deps.ts';
import type { Notice } from '../store/case-writes.ts';
import type { TimerRow } from '../store/schema.ts';
import { taskId } from '@flowmeter/engine/case/state.ts';
import { commandCase } from './command-case.ts';

/** Served or without an object any more: in both cases the timer is gone afterwards. */
export async function fireTimer(deps: Deps, row: TimerRow): Promise<Result<void>> {
  const done = row.kind === 'until' ? await endWait(deps, row) : await passLimit(deps, row);
  return done.ok || isPassing(done) ? done : deps.store.timers.remove(row);
}

/** Refused for now, and to be tried again. */
function isPassing(done: { problems: { code: string }[] }): boolean {
  const code = done.problems[0]?.code;
  return code === 'busy' || code === 'read_only' || code === 'version_conflict';
}

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
  if (state?.status !== 'open' || flow === undefined) return deps.store.timers.remove(row);
  const at = afterwards(deps, row);
  const seqs = seqsOf(state, row.seq);
  const hits = [];
  if (row.kind === 'due') {
    for (const seq of seqs) hits.push(...(await auditVisit(flow, state, seq, at)));
  }
  const findings =
    hits.length === 0 ? [] : await deps.raiseFindings(deps, { flow, state, hits, at });
  const notices = noticesOf(state, flow, seqs);
  const stored = await deps.store.cases.commit({ cases: [], findings, fired: [row], notices });
  return stored.ok ? ok(undefined) : stored;
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
  const tasks = seqs.filter(
    (seq) => flow.steps[state.visits[seq - 1]?.step ?? '']?.kind === 'task',
  );
  return tasks.map((seq) => ({ topic: 'tasks', id: taskId(state.id, seq), unit: state.unit }));
}
