/** Can automatic steps, waits and calls do what they say, among the definitions of a pack? */
import type { FlowDefinition } from '../definition/flow.ts';
import type { Pack } from '../definition/pack.ts';
import type { Problem } from '../problem.ts';
import { checkAuto } from './check-auto.ts';
import { checkCall, checkCircles } from './check-call.ts';
import { checkWait } from './check-wait.ts';
import { termsOf } from './pack-terms.ts';
import { autoOf, callingOf, waitOf } from './structure.ts';

export function checkKinds(flow: FlowDefinition, pack: Pack): Problem[] {
  const terms = termsOf(pack);
  const inSteps = Object.entries(flow.steps).flatMap(([id, step]): Problem[] => {
    const at = `/steps/${id}`;
    const [auto, wait, calling] = [autoOf(step), waitOf(step), callingOf(step)];
    if (auto !== undefined) return checkAuto(auto, terms, at, flow.steps);
    if (wait !== undefined) return checkWait(wait, terms, at);
    return calling === undefined ? [] : checkCall(calling, terms, at);
  });
  return [...inSteps, ...checkCircles(flow, terms.flows)];
}
