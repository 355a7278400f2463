/**
 * A command on a case: read its state, ask the engine, store what happened, answer. If somebody else
 * was faster, the caller hears it when they named the version they had seen; otherwise it is asked
 * again on the new state.
 */
import type { AuditEvent } from '@flowmeter/engine/audit-log/chain.ts';
import type { Command } from '@flowmeter/engine/case/commands.ts';
import type { Entry } from '@flowmeter/engine/case/events.ts';
import type { CaseState, Instant } from '@flowmeter/engine/case/state.ts';
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import { runCommand, type Outside, type RuleHit } from '@flowmeter/engine/flow/run.ts';
import { failed, ok, problem, type Problem, type Result } from '@flowmeter/engine/problem.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { versionRefused } from '../refusals.ts';
import type { CaseCommit, CaseWrite, FindingWrite, News } from '../store/case-writes.ts';
import { auditCommand } from './audit-command.ts';
import type { Keep } from './once.ts';

export interface CommandAnswer {
  case_id: string;
  version: number;
  ended: boolean;
}

export interface CaseCommand {
  caseId: string;
  /** Made for every try, with its time. */
  command: (at: Instant) => Command;
  /** The version that the caller has seen. */
  expected?: number;
  /** Why this caller may not, once the case is known. */
  forbids?: (state: CaseState, flow: CompiledFlow) => Problem | undefined;
  /** What is stored beside it. */
  beside?: Pick<CaseCommit, 'fired' | 'audit' | 'news'>;
  /** Who should hear of it beyond what its rows tell. */
  tells?: (state: CaseState, flow: CompiledFlow) => News[];
  keep?: Keep;
  /** A case that is opened by it, in the same transaction. */
  opens?: Prepared;
}

/** How often a command without an expected version is tried on newer states. */
const TRIES = 8;

export async function commandCase(deps: Deps, asked: CaseCommand): Promise<Result<CommandAnswer>> {
  for (let tries = 1; ; tries++) {
    const done = await attempt(deps, asked);
    const conflict = !done.ok && done.problems[0]?.code === 'version_conflict';
    if (!conflict || asked.expected !== undefined || tries === TRIES) return done;
  }
}

async function attempt(deps: Deps, asked: CaseCommand): Promise<Result<CommandAnswer>> {
  const state = await deps.store.cases.state(asked.caseId);
  if (state === undefined) return failed(problem('case_not_found'));
  const flow = await deps.inForce.ofCase(state);
  if (flow === undefined)
    return failed(deps.inForce.refusal('flow', state.flow.id) ?? versionRefused(state.flow.id));
  const forbidden = asked.forbids?.(state, flow);
  if (forbidden !== undefined) return failed(forbidden);
  if (asked.expected !== undefined && asked.expected !== state.version) {
    return failed(problem('version_conflict', { version: state.version }));
  }
  const command = asked.command(instantOf(deps.clock));
  const prepared = await prepareCommand(flow, state, command, outsideOf(deps));
  if (!prepared.ok) return prepared;
  if (asked.tells === undefined) return storePrepared(deps, prepared.value, asked);
  const news = [...(asked.beside?.news ?? []), ...asked.tells(state, flow)];
  return storePrepared(deps, prepared.value, { ...asked, beside: { ...asked.beside, news } });
}

/** A command's outcome that is not stored yet, with the rules that hit on the way. */
export interface Prepared {
  write: CaseWrite;
  hits: RuleHit[];
  flow: CompiledFlow;
}

/** Asks the engine; `state` is null to open a case. Nothing is stored. */
export async function prepareCommand(
  flow: CompiledFlow,
  state: CaseState | null,
  command: Command,
  outside?: Outside,
): Promise<Result<Prepared>> {
  const ran = await runCommand(flow, state, command, outside);
  if (ran.kind === 'refused') return { ok: false, problems: ran.problems };
  const hits = [...ran.hits, ...(await auditCommand(flow, ran.state, command))];
  const write = { before: state ?? undefined, state: ran.state, entry: ran.entry, flow: flow.flow };
  return ok({ write, hits, flow });
}

/** What the engine asks about other cases. */
export function outsideOf({ store }: Deps): Outside {
  return { openTasks: (people) => store.tasks.counts(people) };
}

/** Stores a prepared command, its findings and its answer as one. */
export async function storePrepared(
  deps: Deps,
  prepared: Prepared,
  { beside, keep, opens }: Pick<CaseCommand, 'beside' | 'keep' | 'opens'> = {},
): Promise<Result<CommandAnswer>> {
  const { state, entry } = prepared.write;
  const all = opens === undefined ? [prepared] : [prepared, opens];
  const answer = { case_id: state.id, version: state.version, ended: state.status === 'ended' };
  const findings: FindingWrite[] = [];
  for (const one of all) findings.push(...(await findingsOf(deps, one)));
  const stored = await deps.store.cases.commit({
    cases: all.map(({ write }) => write),
    findings,
    ...beside,
    audit: [...overridesIn(deps, entry), ...(beside?.audit ?? [])],
    ...(keep === undefined ? {} : { idempotency: keep(answer) }),
  });
  return stored.ok ? ok(answer) : stored;
}

async function findingsOf(deps: Deps, { write, hits, flow }: Prepared): Promise<FindingWrite[]> {
  const { state, entry } = write;
  if (hits.length === 0) return [];
  return deps.raiseFindings(deps, { flow, state, hits, at: entry.at });
}

/** Pre-audits that stood in the way and were overridden: each is told to the audit log. */
function overridesIn(deps: Deps, { at, actor, caseId, events }: Entry): AuditEvent[] {
  const overrides = events.flatMap((event) =>
    event.type === 'step.completed' || event.type === 'task.decided' ? (event.overrides ?? []) : [],
  );
  const role = deps.inForce.person(actor)?.roles.join(' ') ?? '';
  return overrides.map((details) => {
    return { at, actor, role, action: 'audit.overridden', object: caseId, allowed: true, details };
  });
}
