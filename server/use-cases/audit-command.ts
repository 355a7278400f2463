/** What a command gives reason to audit, by the rules asked while a step is open and when a case ends. */
import type { Command } from '@flowmeter/engine/case/commands.ts';
import type { CaseState, DueLimit, Instant } from '@flowmeter/engine/case/state.ts';
import { auditCase, auditVisit } from '@flowmeter/engine/flow/audit.ts';
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import type { RuleHit } from '@flowmeter/engine/flow/run.ts';

/**
 * The visit that was completed (by its last signature, too), paused or resumed; the visits whose limit has passed; the case, when it
 * has ended.
 */
export async function auditCommand(
  flow: CompiledFlow,
  state: CaseState,
  command: Command,
): Promise<RuleHit[]> {
  const hits: RuleHit[] = [];
  for (const seq of touchedBy(command, state)) {
    hits.push(...(await auditVisit(flow, state, seq, timeOf(command, state))));
  }
  return state.status === 'ended' ? [...hits, ...(await auditCase(flow, state, command.at))] : hits;
}

function touchedBy(command: Command, state: CaseState): number[] {
  const { type } = command;
  if (type === 'complete' || type === 'pause' || type === 'resume') return [command.seq];
  if (type === 'sign' && state.visits[command.seq - 1]?.status === 'done') return [command.seq];
  return type === 'tick' && command.kind === 'due' ? openVisits(state, command.seq) : [];
}

/** The visit of a limit, or all open ones where the limit is the case's own. */
export function openVisits(state: CaseState, seq: number | undefined): number[] {
  const open = state.visits.filter((visit) => visit.status === 'open').map((visit) => visit.seq);
  return seq === undefined ? open : open.filter((one) => one === seq);
}

/** Past the due time, for the rules: at that very instant nothing is late yet. */
function timeOf(command: Command, state: CaseState): Instant {
  const due = command.type === 'tick' ? limitIn(state, command)?.dueAt : undefined;
  if (typeof due !== 'string') return command.at;
  return new Date(Math.max(Date.parse(command.at), Date.parse(due) + 1)).toISOString();
}

/** A limit of a visit (`seq`), or of the case. */
export function limitIn(
  state: CaseState,
  { seq, limit }: { seq?: number | undefined; limit: string },
): DueLimit | undefined {
  const limits = seq === undefined ? state.limits : state.visits[seq - 1]?.limits;
  return limits?.find((one) => one.id === limit);
}
