/** Has every task somebody to do it, and a limit that says no more than its source? */
import type { FlowDefinition } from '../definition/flow.ts';
import { layerNames, type Limit } from '../definition/limit.ts';
import { problem, type Problem } from '../problem.ts';
import { taskOf } from './structure.ts';

export function checkTasks(flow: FlowDefinition): Problem[] {
  const found = flow.limits.flatMap((limit, index) => checkLimit(limit, `/limits/${index}`));
  for (const [id, step] of Object.entries(flow.steps)) {
    const task = taskOf(step);
    if (task === undefined) continue;
    const words = { step: id, name: step.name };
    if (task.assign === undefined) {
      found.push(problem('task_without_assignment', words, `/steps/${id}`));
    }
    if (task.clock === 'utility' && task.limits.length === 0) {
      found.push(problem('task_without_limit', words, `/steps/${id}`));
    }
    task.limits.forEach((limit, index) => {
      const twin = task.limits.findIndex((one) => one.id === limit.id);
      const place = `/steps/${id}/limits/${index}`;
      if (twin !== index) found.push(problem('duplicate_id', { id: limit.id }, place));
      found.push(...checkLimit(limit, place));
    });
  }
  return found;
}

/** Typical practice is configurable and never shown as a regulation or a promise. */
function checkLimit(limit: Limit, place: string): Problem[] {
  if (limit.basis.kind !== 'typical' || limit.layer === 'internal') return [];
  return [problem('limit_typical_as_law', { layer: layerNames[limit.layer] }, `${place}/basis`)];
}
