/**
 * Between a case and the cases it calls: a called case is opened in one transaction with its caller's
 * hearing of it, cancelled when nobody waits for it any more, and its end is told to its caller. Each is
 * a timer that goes in the transaction that serves it, so that none is done twice or forgotten.
 */
import type { Child } from '@flowmeter/engine/case/child-state.ts';
import type { AutoCommand } from '@flowmeter/engine/case/auto-commands.ts';
import type { CancelCommand } from '@flowmeter/engine/case/cancel-commands.ts';
import type { ChildCommand } from '@flowmeter/engine/case/child-commands.ts';
import type { CaseState } from '@flowmeter/engine/case/state.ts';
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import {
  ok,
  problem,
  type Problem,
  type ProblemCode,
  type Result,
} from '@flowmeter/engine/problem.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { notRun } from '../refusals.ts';
import type { ChildTimer } from '../store/child-rows.ts';
import type { TimerRow } from '../store/schema.ts';
import { commandCase, prepareCommand, type Prepared } from './command-case.ts';
import { isPassing } from './passing.ts';

/** One row a kind of timer. */
const serving: Record<ChildTimer, (deps: Deps, row: TimerRow) => Promise<Result<void>>> = {
  child_open: openChild,
  child_cancel: cancelChild,
  child_tell: tellParent,
};

type Told = ChildCommand | CancelCommand | Extract<AutoCommand, { type: 'fail' }>;

/** Nobody waits for it any more. */
const over: ReadonlySet<ProblemCode | undefined> = new Set([
  'case_not_found',
  'case_ended',
  'task_not_found',
  'task_not_open',
  'nothing_awaited',
]);

const NO_LONGER_NEEDED = '调用方不再需要 / no longer needed by its caller';

export function serveChild(deps: Deps, row: TimerRow): Promise<Result<void>> {
  return serving[row.kind as ChildTimer](deps, row);
}

async function openChild(deps: Deps, row: TimerRow): Promise<Result<void>> {
  const parent = await deps.store.cases.state(row.case_id);
  const child = parent && childOf(parent, row);
  if (parent === undefined || child?.status !== 'asked') return deps.store.timers.remove(row);
  const flow = await versionOf(deps, child);
  if (flow === undefined) return fail(deps, row, notRun(deps.inForce, child.flow));
  const opened = await prepareCommand(flow, null, {
    type: 'open',
    at: instantOf(deps.clock),
    actor: 'system',
    caseId: child.caseId,
    unit: parent.unit,
    data: child.data,
    parent: {
      caseId: parent.id,
      seq: row.seq,
      index: child.index,
      depth: (parent.parent?.depth ?? 0) + 1,
    },
  });
  if (!opened.ok) return fail(deps, row, opened.problems[0] ?? problem('internal'));
  if (child.version !== 'latest') opened.value.write.pinned = true;
  return tell(deps, row, parent.id, {
    command: { type: 'child_opened', seq: row.seq, index: child.index, hash: flow.hash },
    opens: opened.value,
  });
}

/** The version in force, or the one that the caller names. */
async function versionOf({ inForce }: Deps, child: Child): Promise<CompiledFlow | undefined> {
  if (child.version === 'latest') return inForce.flow(child.flow);
  const pinned = await inForce.version(child.version);
  return pinned?.flow.id === child.flow ? pinned : undefined;
}

/** Where its own flow does not offer it, or no longer, a called case goes on by itself. */
async function cancelChild(deps: Deps, row: TimerRow): Promise<Result<void>> {
  const parent = await deps.store.cases.state(row.case_id);
  const child = parent && childOf(parent, row);
  if (child === undefined) return deps.store.timers.remove(row);
  const command = { type: 'cancel', reason: NO_LONGER_NEEDED } as const;
  const done = await tell(deps, row, child.caseId, { command });
  if (done.ok || isPassing(done)) return done;
  return deps.store.timers.remove(row);
}

async function tellParent(deps: Deps, row: TimerRow): Promise<Result<void>> {
  const state = await deps.store.cases.state(row.case_id);
  if (state?.status !== 'ended' || state.parent === undefined) {
    return deps.store.timers.remove(row);
  }
  const { parent, outcome, data } = state;
  const { seq, index } = parent;
  return tell(deps, row, parent.caseId, {
    command: { type: 'child_ended', seq, index, outcome, data },
  });
}

/** What cannot be opened is an incident of the caller. */
function fail(deps: Deps, row: TimerRow, reason: Problem): Promise<Result<void>> {
  const command = { type: 'fail', seq: row.seq, problem: reason } as const;
  return tell(deps, row, row.case_id, { command });
}

/** The timer goes with what it was for; where a case waits for nothing any more, it goes alone. */
async function tell(
  deps: Deps,
  row: TimerRow,
  caseId: string,
  { command, ...besides }: { command: Told; opens?: Prepared },
): Promise<Result<void>> {
  const done = await commandCase(deps, {
    caseId,
    command: (at) => ({ ...command, actor: 'system', at }),
    beside: { fired: [row] },
    ...besides,
  });
  if (done.ok) return ok(undefined);
  return over.has(done.problems[0]?.code) ? deps.store.timers.remove(row) : done;
}

function childOf({ visits }: CaseState, { seq, limit_id }: TimerRow): Child | undefined {
  return visits[seq - 1]?.children?.find(({ index }) => String(index) === limit_id);
}
