/**
 * A case that a case being tried out has called, tried out as well: a session of its own, begun when it
 * was asked for, with what its caller hands over. What comes of it is told to the caller as one action,
 * so the caller's session stays what it always is: how it began and what was done.
 */
import type { Child } from '../case/child-state.ts';
import type { CaseState, Instant, Visit } from '../case/state.ts';
import type { FactValues } from '../definition/facts.ts';
import type { CompiledFlow } from '../flow/compile.ts';
import { callingOf, callOf } from '../flow/structure.ts';
import { failed, problem, type Result } from '../problem.ts';
import { advance } from './clock.ts';
import { SYSTEM } from './perform.ts';
import { act, now, type Session, start } from './session.ts';

/** The flow of a called case, in the version that is called; or why it cannot be tried out. */
export type FlowOf = (called: Pick<Child, 'flow' | 'version'>) => Promise<Result<CompiledFlow>>;

/** The called cases that a visit still waits for. */
export function runningAt({ status, children = [] }: Pick<Visit, 'status' | 'children'>): Child[] {
  return status === 'open' ? children.filter((child) => child.status !== 'ended') : [];
}

/** Does the case still wait for this called one? */
export function awaits({ visits }: CaseState, seq: number, index: number): boolean {
  const visit = visits[seq - 1];
  return visit !== undefined && runningAt(visit).some((child) => child.index === index);
}

/** Opens the called case, as it was when it was asked for. */
export function enter(
  session: Session,
  { seq }: Pick<Visit, 'seq'>,
  { index, data }: Child,
  flow: CompiledFlow,
): Promise<Result<Session>> {
  const { state } = now(session);
  const depth = (state.parent?.depth ?? 0) + 1;
  const given = { unit: state.unit, by: SYSTEM, at: askedAt(session, seq, index), data };
  return start(flow, given, { caseId: state.id, seq, index, depth });
}

/**
 * Tells the caller that the called case has ended, at the time of that end; until then time passes for the
 * caller too. Refused while it has not ended, and where the caller has given up waiting meanwhile.
 */
export async function leave(
  session: Session,
  { seq, step }: Pick<Visit, 'seq' | 'step'>,
  { index }: Pick<Child, 'index'>,
  called: Session,
): Promise<Result<Session>> {
  const { state, at } = now(called);
  if (state.status !== 'ended') return failed(problem('called_runs_on'));
  const turn = now(session).turn + 1;
  const passed =
    at > now(session).at ? await advance(session, at) : { ok: true as const, value: session };
  if (!passed.ok) return passed;
  const data = takenOver(session, step, state.data);
  const { outcome } = state;
  const action = { do: 'child_ended', step, seq, data, with: { index, outcome } };
  return act(passed.value, { ...action, at: now(passed.value).at }, turn);
}

/** What the caller takes of all that the called case knew. */
function takenOver({ flow }: Session, step: string, data: FactValues): FactValues {
  const calling = callingOf(flow.flow.steps[step]);
  const out = (calling && callOf(calling)?.out) ?? {};
  const known = Object.values(out).filter((fact) => data[fact] !== undefined);
  return Object.fromEntries(known.map((fact) => [fact, data[fact] ?? null]));
}

function askedAt({ points }: Session, seq: number, index: number): Instant {
  const asked = points.find(({ state }) =>
    state.visits[seq - 1]?.children?.some((child) => child.index === index),
  );
  return (asked ?? points[0]).at;
}
