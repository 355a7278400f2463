/** A past case in the draft, on the canvas: where it would go, where it went and would not, what differs. */
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { branchesOf } from '@flowmeter/engine/flow/structure.ts';
import type { Retrace } from '../../api/past-cases.ts';
import type { Mark, MarkKind, Marks } from '../../canvas/marks.ts';
import { keyOf } from '../../document/document.ts';

type PathRow = Retrace['path'][number];

export function pastMarks(flow: FlowDefinition, { path }: Retrace): Marks {
  const steps: Record<string, Mark> = {};
  const routes: Record<string, Mark> = {};
  for (const row of path.filter(({ exists }) => exists)) {
    const { id } = row.step;
    const kind = kindOf(row);
    const before = steps[id]?.kind;
    if (before === undefined || rank[kind] > rank[before]) steps[id] = { kind };
    markRoutes(routes, row);
  }
  for (const branch of Object.values(flow.steps).flatMap(branchesOf)) {
    const isEntered = path.some(({ step, now }) => step.id === branch.start && now !== null);
    if (isEntered) routes[keyOf({ branch: branch.id })] = { kind: 'passed' };
  }
  return { steps, routes };
}

/** The way that is taken, and the one that was and is not any more. */
function markRoutes(routes: Record<string, Mark>, { step, then, now }: PathRow): void {
  if (then?.route && now?.route?.id !== then.route.id) {
    routes[keyOf({ step: step.id, route: then.route.id })] ??= { kind: 'bypassed' };
  }
  if (!now?.route) return;
  const kind = then === null ? 'added' : 'passed';
  routes[keyOf({ step: step.id, route: now.route.id })] = { kind };
}

/** What is told of a step that the case came to more than once: the gravest. */
const rank: Record<MarkKind, number> = {
  added: 3,
  removed: 3,
  changed: 2,
  overdue: 4,
  current: 1,
  visited: 0,
  due: 0,
  withdrawn: 0,
  passed: 0,
  stuck: 0,
  discussed: 0,
  bypassed: 3,
  uncovered: 0,
  stop: 0,
};

function kindOf({ then, now, changes, limits }: PathRow): MarkKind {
  if (now === null) return 'bypassed';
  const isLate = limits.some(
    (one) => one.now.standing === 'overdue' && one.then.standing !== 'overdue',
  );
  if (isLate) return 'overdue';
  if (then === null) return 'added';
  if (changes.length > 0) return 'changed';
  return now.status === 'open' ? 'current' : 'visited';
}
