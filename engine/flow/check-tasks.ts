/** Has every task somebody to do it, and a limit that says no more than its source? */
import type { FlowDefinition } from '../definition/flow.ts';
import { problem, type Problem } from '../problem.ts';
import { checkLimits } from './check-limits.ts';
import { taskOf } from './structure.ts';

export function checkTasks(flow: FlowDefinition): Problem[] {
  const found = checkLimits(flow.limits, '/limits', true);
  for (const [id, step] of Object.entries(flow.steps)) {
    const task = taskOf(step);
    if (task === undefined) continue;
    const words = { step: id, name: step.name };
    if (task.assign === undefined) {
      found.push(problem('task_without_assignment', words, `/steps/${id}/assign`));
    }
    if (task.clock === 'utility' && task.limits.length === 0) {
      found.push(problem('task_without_limit', words, `/steps/${id}/limits`));
    }
    found.push(...checkLimits(task.limits, `/steps/${id}/limits`));
  }
  return found;
}
