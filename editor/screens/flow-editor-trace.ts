import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';
import { type Mark, type Marks, noMarks } from '../canvas/marks.ts';
import { keyOf, waysOf } from '../document/document.ts';
import { traceOf } from '../panels/problem-order.ts';

/** The way that a problem tells of, drawn over the flow; nothing once no problem tells of it. */
export function traceMarks(
  trace: readonly string[],
  flow: FlowDefinition,
  problems: readonly Problem[],
): Marks {
  const isTold = problems.some((found) => traceOf(found).join(' ') === trace.join(' '));
  if (trace.length === 0 || !isTold) return noMarks;
  const steps: Record<string, Mark> = {};
  const routes: Record<string, Mark> = {};
  trace.forEach((id, at) => {
    const next = trace[at + 1];
    steps[id] = { kind: next === undefined ? 'stuck' : 'passed' };
    const step = flow.steps[id];
    const route = step && waysOf(step).find(({ to }) => to === next);
    if (route) routes[keyOf({ step: id, route: route.id })] = { kind: 'passed' };
  });
  return { steps, routes };
}
