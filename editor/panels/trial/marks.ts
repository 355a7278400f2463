/** Where a case that is tried out went and where it is, as marks on the canvas. */
import { branchesOf } from '@flowmeter/engine/flow/structure.ts';
import type { Visit } from '@flowmeter/engine/case/state.ts';
import type { Point, Session } from '@flowmeter/engine/simulation/session.ts';
import type { Mark, MarkKind, Marks } from '../../canvas/marks.ts';
import { keyOf } from '../../document/document.ts';

export function marksOf({ flow }: Session, point: Point): Marks {
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
  return { steps, routes };
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
