/** Where a case that is tried out went and where it is, as marks on the canvas; tokens go the ways just taken. */
import { branchesOf } from '@flowmeter/engine/flow/structure.ts';
import type { Visit } from '@flowmeter/engine/case/state.ts';
import type { Session } from '@flowmeter/engine/simulation/session.ts';
import { type Mark, type MarkKind, type Marks, withStops } from '../../canvas/marks.ts';
import { keyOf } from '../../document/document.ts';
import type { Caller } from './use-trial.ts';

/** How long a token is on its way, and the next one after it, in milliseconds. */
const JOURNEY = 600;
const AFTER = 250;

interface Looked {
  /** The point that is looked at. */
  at: number;
  /** Steps at which the trial stops. */
  stops: readonly string[];
}

export function marksOf(session: Session, { at, stops }: Looked): Marks {
  const { flow } = session;
  const point = session.points[at] ?? session.points[0];
  const steps: Record<string, Mark> = {};
  const routes: Record<string, Mark> = {};
  for (const visit of point.state.visits) {
    const { step, route, handler } = visit;
    const person = flow.org?.people.find(({ id }) => id === handler);
    steps[step] = {
      kind: kindOf(visit, point.at),
      count: (steps[step]?.count ?? 0) + 1,
      ...(person === undefined ? {} : { note: person.name }),
    };
    if (route !== undefined) routes[keyOf({ step, route })] = { kind: 'passed' };
  }
  for (const branch of Object.values(flow.flow.steps).flatMap(branchesOf)) {
    if (steps[branch.start] !== undefined)
      routes[keyOf({ branch: branch.id })] = { kind: 'passed' };
  }
  setTokens(routes, session, at);
  const resting = point.state.visits.findLast(({ status }) => status === 'open');
  return withStops({ steps, routes, ...(resting && { at: resting.step }) }, stops);
}

/** The case that is tried out, inside those that wait for it. */
export function marksWithin(callers: readonly Caller[], inner: Marks, looked: Looked): Marks {
  return callers.toReversed().reduce<Marks>((inside, { session, step }, index) => {
    const isOutermost = index === callers.length - 1;
    const at = session.points.length - 1;
    const around = marksOf(session, { at, stops: isOutermost ? looked.stops : [] });
    return { ...around, inside: { step, marks: inside } };
  }, inner);
}

/** One after the other, as the case went with this point. */
function setTokens(routes: Record<string, Mark>, { points, flow }: Session, at: number): void {
  const before = points[at - 1]?.state.visits ?? [];
  const visits = points[at]?.state.visits ?? [];
  let place = 0;
  const send = (name: string) => {
    const mark = routes[name];
    if (mark === undefined) return;
    routes[name] = { ...mark, token: { key: at, delay: place * AFTER, lasts: JOURNEY } };
    place += 1;
  };
  for (const { seq, step, route } of visits) {
    const isNew = before[seq - 1] === undefined;
    const block = flow.flow.steps[step];
    if (isNew && block !== undefined) {
      for (const { id } of branchesOf(block)) send(keyOf({ branch: id }));
    }
    if (route !== undefined && before[seq - 1]?.route !== route) send(keyOf({ step, route }));
  }
}

function kindOf({ status, limits }: Visit, at: string): MarkKind {
  if (status === 'withdrawn') return 'withdrawn';
  if (status === 'done') return 'visited';
  const isPassed = limits.some(
    ({ dueAt, passedAt }) => passedAt !== undefined || (dueAt !== null && dueAt < at),
  );
  if (isPassed) return 'overdue';
  return limits.some(({ warnAt }) => warnAt !== null && warnAt <= at) ? 'due' : 'current';
}
