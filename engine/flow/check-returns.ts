/**
 * A return into a block carries the other branches forward as decided. So on every way to the step that
 * returns, the block (and every block on the way in) has been left by its join: otherwise there is
 * nothing to carry forward. A return that lets the other branches begin anew may come from anywhere.
 */
import type { FlowDefinition } from '../definition/flow.ts';
import { problem, type Problem } from '../problem.ts';
import { explore, type Tally } from './explore.ts';
import { reachedSteps } from './progress.ts';
import { blockByBranch, blocksEntered, routesOf } from './structure.ts';
import { traceDetails, stepsOf, type Way } from './trace.ts';

/** For a flow whose structure has been checked. */
export function checkReturns(flow: FlowDefinition, tally?: Tally): Problem[] {
  const blocks = blockByBranch(flow);
  const known = new Map<string, ReadonlyMap<string, Way>>();
  const reachedWithout = (block: string) => {
    const found = known.get(block) ?? withoutJoin(flow, block, tally);
    known.set(block, found);
    return found;
  };
  return routesOf(flow).flatMap(({ step, index, route }) => {
    if (route.redo === true) return [];
    for (const { block } of blocksEntered(flow, step, route.to, blocks)) {
      const way = reachedWithout(block).get(step);
      if (way === undefined) continue;
      const name = (id: string) => flow.steps[id]?.name ?? id;
      const words = { step: name(step), to: name(route.to), block: name(block) };
      const details = { ...words, ...traceDetails(flow, stepsOf(way)) };
      return [problem('return_before_block', details, `/steps/${step}/routes/${index}`)];
    }
    return [];
  });
}

/** The steps that a case may come to before the block was ever left by its join. */
function withoutJoin(
  flow: FlowDefinition,
  block: string,
  tally: Tally | undefined,
): ReadonlyMap<string, Way> {
  const shut = (step: string) => step === block;
  return reachedSteps(explore(flow, { shut, ...(tally && { tally }) }));
}
