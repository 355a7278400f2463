/** The flow of loans with another limit, to be tried on past cases. */
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { taskOf } from '@flowmeter/engine/flow/structure.ts';
import { testingPack } from '../testing-pack.ts';

export const lending = testingPack().find(
  (one): one is FlowDefinition => one.kind === 'flow' && one.id === 'lend',
) as FlowDefinition;

/** The step’s limit, in hours. */
export function lendWithin(value: number, step = 'check'): FlowDefinition {
  const task = taskOf(lending.steps[step]);
  if (task === undefined) throw new Error(`${step} is no task`);
  const limits = task.limits.map((limit) => ({ ...limit, value, unit: 'h' as const }));
  return { ...lending, steps: { ...lending.steps, [step]: { ...task, limits } } };
}
