/** The virtual clock: what time will do to a case, and letting it pass. */
import { clockRuns } from '../case/clock.ts';
import type { CaseState, DueLimit, Instant } from '../case/state.ts';
import { instantMs, instantText } from '../calendar/zone.ts';
import { failed, ok, problem, type Result } from '../problem.ts';
import { act, now, type Session } from './session.ts';

/** The longest that one session may become; an example takes no more actions. */
export const MAX_ACTIONS = 500;

/** Something that time will do, as the server's timers do it. */
export interface Timer {
  at: Instant;
  /** A wait is over; a limit warns; a limit has passed. */
  kind: 'wait' | 'warn' | 'due';
  /** The visit; 0: the case itself. */
  seq: number;
  step?: string;
  limit?: string;
}

/** What lies ahead, the nearest first; nothing once a case has ended. */
export function timersOf(session: Session): Timer[] {
  const { state, at } = now(session);
  if (state.status === 'ended') return [];
  const timers = [...state.limits.flatMap((one) => limitTimers(one, 0)), ...visitTimers(state)];
  return timers
    .filter(({ kind, at: then }) => kind === 'wait' || then > at || (kind === 'due' && then === at))
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.seq - b.seq));
}

/** Lets time pass until the next timer, and serves it. */
export async function nextTimer(session: Session): Promise<Result<Session>> {
  const [next] = timersOf(session);
  return next === undefined ? ok(session) : serve(session, next, now(session).turn + 1);
}

/** Lets time pass until `to`, serving every timer on the way at its time. */
export async function advance(session: Session, to: Instant): Promise<Result<Session>> {
  const turn = now(session).turn + 1;
  const until = instantText(instantMs(to) ?? 0);
  if (until < now(session).at) return failed(problem('clock_backwards', { at: until }));
  let passed = session;
  for (;;) {
    const next = timersOf(passed).find(({ at, kind }) =>
      kind === 'wait' ? at <= until : kind === 'due' && at < until,
    );
    if (next === undefined) break;
    if (passed.points.length > MAX_ACTIONS) {
      return failed(problem('simulation_too_long', { limit: MAX_ACTIONS }));
    }
    const served = await serve(passed, next, turn);
    if (!served.ok) return served;
    passed = served.value;
  }
  return now(passed).at === until ? ok(passed) : act(passed, { do: 'advance', at: until }, turn);
}

/** At its very due time nothing is late yet: a limit is served just afterwards, as by the server. */
function serve(session: Session, timer: Timer, turn: number): Promise<Result<Session>> {
  const { at } = now(session);
  const { seq, step = '' } = timer;
  const then = timer.at > at ? timer.at : at;
  if (timer.kind === 'wait') return act(session, { do: 'wait', step, seq, at: then }, turn);
  const after = timer.kind === 'due' ? instantText((instantMs(then) ?? 0) + 1) : then;
  return act(session, { do: 'advance', at: after }, turn);
}

function visitTimers(state: CaseState): Timer[] {
  return state.visits.flatMap((visit): Timer[] => {
    if (visit.status !== 'open') return [];
    const { seq, step, until } = visit;
    const wait: Timer[] = until ? [{ at: until, kind: 'wait', seq, step }] : [];
    if (!clockRuns(visit)) return wait;
    return [...wait, ...visit.limits.flatMap((one) => limitTimers(one, seq, step))];
  });
}

function limitTimers({ id, warnAt, dueAt }: DueLimit, seq: number, step?: string): Timer[] {
  const about = { seq, limit: id, ...(step === undefined ? {} : { step }) };
  return [
    ...(warnAt === null ? [] : [{ ...about, kind: 'warn' as const, at: warnAt }]),
    ...(dueAt === null ? [] : [{ ...about, kind: 'due' as const, at: dueAt }]),
  ];
}
