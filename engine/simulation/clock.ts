/** The virtual clock: what time will do to a case, and letting it pass. */
import { clockRuns } from '../case/clock.ts';
import { nextOf, type LimitTime } from '../case/limit-times.ts';
import type { DueLimit, Instant, Visit } from '../case/state.ts';
import { instantMs, instantText } from '../calendar/zone.ts';
import { failed, ok, problem, type Result } from '../problem.ts';
import { act, now, type Session } from './session.ts';

/** The longest that one session may become; an example takes no more actions. */
export const MAX_ACTIONS = 500;

/** Something that time will do, as the server's timers do it. */
export interface Timer {
  at: Instant;
  /** A wait is over; a limit warns, has somebody reminded, has passed, or is escalated. */
  kind: 'wait' | LimitTime['kind'];
  /** The visit; 0: the case itself. */
  seq: number;
  step?: string;
  limit?: string;
  /** Of a reminder or an escalation, counted from 0. */
  level?: number;
}

/** What lies ahead, the nearest first; nothing once a case has ended. */
export function timersOf(session: Session): Timer[] {
  const { state, at } = now(session);
  if (state.status === 'ended') return [];
  const timers = [
    ...state.limits.flatMap((one) => limitTimers(one, { seq: 0 }, at)),
    ...state.visits.flatMap((visit) => visitTimers(visit, at)),
  ];
  return timers.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.seq - b.seq));
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
    const next = timersOf(passed).find(({ at, kind }) => kind !== 'warn' && at <= until);
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

/** What was due before now is served now. A warning has no effect but that it is seen. */
function serve(session: Session, timer: Timer, turn: number): Promise<Result<Session>> {
  const { seq, step, kind, limit, level } = timer;
  const at = timer.at > now(session).at ? timer.at : now(session).at;
  const place = step === undefined ? {} : { step, seq };
  if (kind === 'wait') return act(session, { do: 'wait', ...place, at }, turn);
  if (kind === 'warn') return act(session, { do: 'advance', at }, turn);
  const said = { limit, kind, ...(level === undefined ? {} : { level }) };
  return act(session, { do: 'tick', ...place, with: said, at }, turn);
}

function visitTimers(visit: Visit, at: Instant): Timer[] {
  if (visit.status !== 'open') return [];
  const { seq, step, until, limits } = visit;
  const wait: Timer[] = until ? [{ at: until, kind: 'wait', seq, step }] : [];
  if (!clockRuns(visit)) return wait;
  return [...wait, ...limits.flatMap((one) => limitTimers(one, { seq, step }, at))];
}

/** Only the next thing a limit does can be served; a warning and what comes after it are both shown. */
function limitTimers(limit: DueLimit, place: { seq: number; step?: string }, at: Instant): Timer[] {
  const warned = { ...limit, warnAt: null };
  const next = nextOf(warned, at);
  const { id, warnAt } = limit;
  const warn = warnAt !== null && warnAt > at ? [{ kind: 'warn' as const, at: warnAt }] : [];
  return [...warn, ...(next === undefined ? [] : [next])].map((one) => ({
    ...one,
    ...place,
    limit: id,
  }));
}
