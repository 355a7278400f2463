/** What the passing of time does to a case: a wait is over, a limit has passed or will soon. */
import { nextOf } from '@flowmeter/engine/case/limit-times.ts';
import type { CaseState, DueLimit } from '@flowmeter/engine/case/state.ts';
import { ok, type Problem, type ProblemCode, type Result } from '@flowmeter/engine/problem.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { nextTimer, taskRows } from '../store/case-rows.ts';
import type { News } from '../store/case-writes.ts';
import { isChildTimer } from '../store/child-rows.ts';
import type { TimerRow } from '../store/schema.ts';
import { poolKey } from '../store/tasks.ts';
import { limitIn, openVisits } from './audit-command.ts';
import { commandCase } from './command-case.ts';
import { serveChild } from './serve-child.ts';

/** Served or without an object any more, the timer is gone afterwards; refused, it is still there. */
export async function fireTimer(deps: Deps, row: TimerRow): Promise<Result<void>> {
  if (isChildTimer(row)) return serveChild(deps, row);
  const done = row.kind === 'until' ? await endWait(deps, row) : await fireLimit(deps, row);
  return !done.ok && isGone(done.problems) ? deps.store.timers.remove(row) : done;
}

/** What the timer was set for is over, or was done already. */
function isGone([first]: readonly Problem[]): boolean {
  return first !== undefined && gone.has(first.code);
}

const gone: ReadonlySet<ProblemCode> = new Set([
  'case_not_found',
  'case_ended',
  'task_not_found',
  'task_not_open',
  'nothing_due',
]);

async function endWait(deps: Deps, row: TimerRow): Promise<Result<void>> {
  const done = await commandCase(deps, {
    caseId: row.case_id,
    command: (at) => ({ type: 'fire', seq: row.seq, actor: 'system', at }),
    beside: { fired: [row] },
  });
  return done.ok ? ok(undefined) : done;
}

async function fireLimit(deps: Deps, row: TimerRow): Promise<Result<void>> {
  const state = await deps.store.cases.state(row.case_id);
  const limit = state && standingLimit(state, row);
  if (state === undefined || limit === undefined) return deps.store.timers.remove(row);
  return row.kind === 'warn' ? warn(deps, row, state, limit) : tick(deps, row, state, limit);
}

/** The limit of a timer, while it can still matter. */
function standingLimit(state: CaseState, row: TimerRow): DueLimit | undefined {
  const isOpen = row.seq === 0 || state.visits[row.seq - 1]?.status === 'open';
  return state.status === 'open' && isOpen
    ? limitIn(state, { seq: seqOf(row), limit: row.limit_id })
    : undefined;
}

/** Those who look at the inbox see its colour change; nothing else happens to the case. */
async function warn(
  deps: Deps,
  row: TimerRow,
  state: CaseState,
  limit: DueLimit,
): Promise<Result<void>> {
  const isStill = limit.warnAt !== null && limit.warnAt <= row.at;
  const stored = await deps.store.cases.commit({
    cases: [],
    fired: [row],
    next: nextTimer(state.id, row.seq, limit, justAfter(row)),
    news: isStill ? await newsOf(deps, state, row) : [],
  });
  return stored.ok ? ok(undefined) : stored;
}

/** A reminder, the limit itself or an escalation, if it is its turn; it was put off otherwise. */
async function tick(
  deps: Deps,
  row: TimerRow,
  state: CaseState,
  limit: DueLimit,
): Promise<Result<void>> {
  const next = nextOf(limit, justAfter(row));
  const { kind, level } = next ?? {};
  const isDue = next !== undefined && next.at <= instantOf(deps.clock);
  if (!isDue || kind !== row.kind || kind === undefined || kind === 'warn') {
    return deps.store.timers.remove(row);
  }
  const seq = seqOf(row);
  const place = { limit: row.limit_id, ...(seq === undefined ? {} : { seq }) };
  const said = { ...place, kind, ...(level === undefined ? {} : { level }) };
  const to = level === undefined ? undefined : limit.escalations?.[level]?.to;
  const done = await commandCase(deps, {
    caseId: row.case_id,
    command: (at) => ({ type: 'tick', ...said, actor: 'system', at }),
    beside: { fired: [row], news: await newsOf(deps, state, row, to) },
  });
  return done.ok ? ok(undefined) : done;
}

function seqOf({ seq }: TimerRow): number | undefined {
  return seq === 0 ? undefined : seq;
}

function justAfter({ at }: TimerRow): string {
  return new Date(Date.parse(at) + 1).toISOString();
}

/** Whoever has the tasks, or may take them; and the holders of the post that they are escalated to. */
async function newsOf(deps: Deps, state: CaseState, row: TimerRow, to?: string): Promise<News[]> {
  const flow = await deps.inForce.version(state.flow.hash);
  const seqs = openVisits(state, seqOf(row));
  const rows = flow === undefined ? [] : taskRows(state, flow.flow);
  return rows
    .filter((one) => seqs.includes(one.seq))
    .flatMap((one) => {
      const news = { topic: 'tasks' as const, id: one.id, unit: one.unit };
      const pools = [poolKey(one), ...(to === undefined ? [] : [poolOf(to, state)])];
      return pools.map((pool) => ({ ...news, pool }));
    });
}

function poolOf(post: string, { unit }: CaseState): string {
  return poolKey({ post, unit, scope: 'above' });
}
