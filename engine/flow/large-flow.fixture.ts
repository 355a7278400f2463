/** A large flow: ten blocks of five branches one after the other, about 500 steps, some legal. */
import type { FlowDefinition } from '../definition/flow.ts';
import type { Step, StepOf } from '../steps/registry.ts';
import { back, returning } from './blocks.fixture.ts';
import { end, flowOf, parallel, start, task } from './flows.fixture.ts';

const BRANCHES = 5;

/**
 * `blocks` times a block, and behind it a task that returns into it; of each branch every task leads on,
 * back to its beginning, and now and then out of the block. One task a block is legal.
 */
export function largeFlow(blocks = 10, length = 9): FlowDefinition {
  const steps: Record<string, Step> = { s: start('p0'), e: end() };
  for (let at = 0; at < blocks; at++) {
    const next = at + 1 < blocks ? `p${at + 1}` : 'e';
    const branches = Array.from({ length: BRANCHES }, (_, index) => `b${at}_${index}`);
    const starts = Object.fromEntries(branches.map((id) => [id, `${id}_0`]));
    steps[`p${at}`] = parallel(starts, `after${at}`);
    steps[`legal${at}`] = task(next);
    for (const id of branches) Object.assign(steps, branchOf(id, length));
    const first = steps[`b${at}_0_0`] as StepOf<'task'>;
    steps[`b${at}_0_0`] = { ...first, legal: true };
    steps[`after${at}`] = returning(`legal${at}`, [back(`b${at}_0_1`), back(`b${at}_1_2`, 'redo')]);
  }
  return flowOf(steps);
}

function branchOf(id: string, length: number): Record<string, Step> {
  const tasks = Array.from({ length }, (_, index): [string, Step] => {
    const onward = index + 1 < length ? `${id}_${index + 1}` : `${id}_end`;
    return [`${id}_${index}`, task([onward, `${id}_0`], id)];
  });
  return { ...Object.fromEntries(tasks), [`${id}_end`]: end(id) };
}
