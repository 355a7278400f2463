/** Has every task somebody to do it, and a limit that says no more than its source? */
import type { FlowDefinition } from '../definition/flow.ts';
import { layerNames, type Limit } from '../definition/limit.ts';
import { problem, type Problem } from '../problem.ts';
import { taskOf } from './structure.ts';

export function checkTasks(flow: FlowDefinition): Problem[] {
  const found = checkLimits(flow.limits, '/limits');
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
    found.push(...checkLimits(task.limits, `/steps/${id}/limits`));
  }
  return found;
}

function checkLimits(limits: readonly Limit[], place: string): Problem[] {
  return limits.flatMap((limit, index) => {
    const at = `${place}/${index}`;
    const isTwin = limits.findIndex((one) => one.id === limit.id) !== index;
    const twin = isTwin ? [problem('duplicate_id', { id: limit.id }, at)] : [];
    return [...twin, ...checkLimit(limit, at)];
  });
}

/** Typical practice is configurable and never shown as a regulation or a promise. */
function checkLimit(limit: Limit, place: string): Problem[] {
  if (limit.basis.kind !== 'typical' || limit.layer === 'internal') return [];
  return [problem('limit_typical_as_law', { layer: layerNames[limit.layer] }, `${place}/basis`)];
}
