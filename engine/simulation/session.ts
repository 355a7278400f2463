/**
 * A case tried out. A session is data: how the case begins and what was done to it, action by action;
 * its points are the fold of that by the commands of the product, so any earlier point can be shown and
 * the same actions give the same points. Nothing is played and nothing is stored.
 */
import { childId, type Parent } from '../case/child-state.ts';
import type { Entry } from '../case/events.ts';
import type { CaseState, Instant, Visit } from '../case/state.ts';
import { instantMs, instantText } from '../calendar/zone.ts';
import type { Action, Given } from '../definition/examples.ts';
import { auditCase, auditVisit } from '../flow/audit.ts';
import type { CompiledFlow } from '../flow/compile.ts';
import { runCommand, type RuleHit } from '../flow/run.ts';
import { ok, type Problem, type Result } from '../problem.ts';
import { perform, visitOf } from './perform.ts';

/** The case that is tried out. */
export const CASE_ID = 'simulation';
const HOUR = 3_600_000;

/** Where a case stood after an action. */
export interface Point {
  /** What was done, at its time; null: the case was opened. */
  action: (Action & { at: Instant }) | null;
  /** Actions done in one go, e.g. all timers up to a time, have one number; going back undoes them all. */
  turn: number;
  /** The virtual clock. */
  at: Instant;
  state: CaseState;
  /** What the action added to the case's history: none where only time passed. */
  entries: readonly Entry[];
  /** When rules were asked: at `at`, or just after it. */
  askedAt: Instant;
  /** Rules that hit, or could not be answered, when they were asked after the action. */
  hits: readonly RuleHit[];
}

export interface Session {
  readonly flow: CompiledFlow;
  readonly given: Given;
  /** The case that this one was opened for, where it was called. */
  readonly parent?: Parent;
  /** Never empty: the first is the case just opened. */
  readonly points: readonly [Point, ...Point[]];
}

/** Opens the case; a called one is called as the product would call it. */
export async function start(
  flow: CompiledFlow,
  given: Given,
  parent?: Parent,
): Promise<Result<Session>> {
  const { by: actor, unit, data } = given;
  const at = asInstant(given.at);
  const ran = await runCommand(flow, null, {
    type: 'open',
    caseId: idOf(parent),
    at,
    actor,
    unit,
    data,
    ...(parent && { parent }),
  });
  if (ran.kind === 'refused') return { ok: false, problems: ran.problems };
  const hits = [...ran.hits, ...(await audit(flow, ran.state, at, []))];
  const first = {
    action: null,
    turn: 0,
    at,
    askedAt: at,
    state: ran.state,
    entries: [ran.entry],
    hits,
  };
  return ok({ flow, given, points: [first], ...(parent && { parent }) });
}

function idOf(parent: Parent | undefined): string {
  return parent === undefined ? CASE_ID : childId(parent.caseId, parent.seq, parent.index);
}

/**
 * Does one action. A task that nobody holds is claimed first; `by` is the one who holds it, or somebody
 * who can do it, unless the action names a person; `at` is an hour later, or when a wait is over. Rules
 * of the stage `during` are asked afterwards about the visit acted on and about all open ones, those of
 * the stage `after` when the case has ended.
 */
export async function act(
  session: Session,
  action: Action,
  turn: number = now(session).turn + 1,
): Promise<Result<Session>> {
  const { flow } = session;
  const { state } = now(session);
  const visit = visitOf(state, action);
  const at = timeOf(session, action, visit);
  const done = await perform({ flow, state, action, visit, at });
  if (!done.ok) return done;
  const { entries } = done.value;
  const touched = visit === undefined ? [] : [visit.seq];
  const askedAt = action.do === 'tick' ? justAfter(at) : at;
  const found = await audit(flow, done.value.state, askedAt, touched);
  const hits = [...done.value.hits, ...found];
  const next: Point = {
    action: { ...action, at },
    turn,
    at,
    askedAt,
    state: done.value.state,
    entries,
    hits,
  };
  return ok({ ...session, points: [...session.points, next] });
}

/** At its very due time nothing is late yet: rules are asked just afterwards, as by the server. */
function justAfter(at: Instant): Instant {
  return instantText((instantMs(at) ?? 0) + 1);
}

/** Where the case stands. */
export function now({ points }: Session): Point {
  return points.at(-1) ?? points[0];
}

/** Without what was done last; the case just opened stays. */
export function back(session: Session): Session {
  const [first, ...rest] = session.points;
  const { turn } = now(session);
  return { ...session, points: [first, ...rest.filter((point) => point.turn !== turn)] };
}

/** What was done, to be done again elsewhere. */
export function actionsOf({ points }: Session): (Action & { at: Instant })[] {
  return points.flatMap(({ action }) => action ?? []);
}

/** The problems of an action that cannot be done, and the session up to it. */
export interface Replayed {
  session: Session;
  /** The first action that was refused; those after it were not done. */
  stopped?: { index: number; problems: Problem[] };
}

interface ReplayOptions {
  /** The turns of the actions, where several were done in one go. */
  turns?: readonly number[];
  /** Where the case was called. */
  parent?: Parent | undefined;
  /** Waited for after each action: a server gives others their turn. */
  between?: () => Promise<unknown>;
}

/** Opens a case and does one action after the other, as far as they can be done. */
export async function replay(
  flow: CompiledFlow,
  given: Given,
  actions: readonly Action[],
  { turns = [], between, parent }: ReplayOptions = {},
): Promise<Result<Replayed>> {
  const begun = await start(flow, given, parent);
  if (!begun.ok) return begun;
  let session = begun.value;
  for (const [index, action] of actions.entries()) {
    const done = await act(session, action, turns[index]);
    if (!done.ok) return ok({ session, stopped: { index, problems: done.problems } });
    session = done.value;
    await between?.();
  }
  return ok({ session });
}

function timeOf(session: Session, action: Action, visit: Visit | undefined): Instant {
  if (action.at !== undefined) return asInstant(action.at);
  const { at } = now(session);
  if (action.do === 'wait') return visit?.until ?? at;
  return instantText((instantMs(at) ?? 0) + HOUR);
}

async function audit(
  flow: CompiledFlow,
  state: CaseState,
  at: Instant,
  touched: readonly number[],
): Promise<RuleHit[]> {
  const open = state.visits.filter((visit) => visit.status === 'open').map((visit) => visit.seq);
  const hits: RuleHit[] = [];
  for (const seq of new Set([...touched, ...open])) {
    hits.push(...(await auditVisit(flow, state, seq, at)));
  }
  if (state.status === 'ended') hits.push(...(await auditCase(flow, state, at)));
  return hits;
}

function asInstant(text: string): Instant {
  return instantText(instantMs(text) ?? 0);
}
