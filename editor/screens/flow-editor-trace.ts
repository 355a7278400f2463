import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';
import { branchesOf } from '@flowmeter/engine/flow/structure.ts';
import { kindOf } from '@flowmeter/engine/steps/registry.ts';
import { type Mark, type Marks, noMarks } from '../canvas/marks.ts';
import { keyOf, type Line, waysOf } from '../document/document.ts';
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
    const isLast = at === trace.length - 1;
    const step = flow.steps[id];
    const isOver = step !== undefined && kindOf(step).arrival === 'end';
    steps[id] = { kind: isLast && !isOver ? 'stuck' : 'passed' };
    const taken = lineTo(id, trace.slice(0, at), flow);
    if (taken) routes[keyOf(taken)] = { kind: 'passed' };
  });
  return { steps, routes };
}

/** The way to a step: from the last of those before it that leads there, over a block where it joins. */
function lineTo(to: string, before: readonly string[], flow: FlowDefinition): Line | undefined {
  for (const step of before.toReversed()) {
    const held = flow.steps[step];
    if (held === undefined) continue;
    const route = waysOf(held).find((one) => one.to === to);
    if (route) return { step, route: route.id };
    const branch = branchesOf(held).find(({ start }) => start === to);
    if (branch) return { branch: branch.id };
  }
  return undefined;
}
