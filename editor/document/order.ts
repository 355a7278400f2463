/** The order in which a flow is read: along its routes, line by line. */
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { stepsIn } from '@flowmeter/engine/flow/structure.ts';
import { kindOf } from '@flowmeter/engine/steps/registry.ts';
import { branchNamed, waysOf } from './document.ts';

/**
 * The steps of a branch (or of the main line), its beginning first, then depth first along the routes;
 * those that nothing leads to come last.
 */
export function stepsInOrder(flow: FlowDefinition, branch: string | undefined): string[] {
  const members = new Set(stepsIn(flow, branch).map(([id]) => id));
  const start = branch === undefined ? undefined : branchNamed(flow, branch)?.branch.start;
  const isFirst = (id: string) => {
    const step = flow.steps[id];
    return id === start || (step !== undefined && kindOf(step).arrival === 'pass');
  };
  const order = new Set<string>();
  const visit = (id: string): void => {
    if (!members.has(id) || order.has(id)) return;
    order.add(id);
    const step = flow.steps[id];
    for (const { to } of step ? waysOf(step) : []) visit(to);
  };
  const ranked = [...members].toSorted((a, b) => Number(isFirst(b)) - Number(isFirst(a)));
  for (const id of ranked) visit(id);
  return [...order];
}
