/**
 * Which steps a case can come to, and from which states it can still come to its end.
 *
 * A state of a parallel block is one position in each of its branches, and branches do not see one
 * another. So what matters of a position is a small set of *prospects*: the case's end, and the ends of
 * the branches around it, as far as they can be reached from there without the help of the other
 * branches. A state of a block has the prospects of its positions together, and, when enough positions
 * can finish their branch, those of the step after the block. Branches have few different sets of
 * prospects, so combining them is cheap where listing the states would not be.
 */
import type { FlowDefinition } from '../definition/flow.ts';
import { explore, type Closed, type Exploration, type Run } from './explore.ts';
import { stuckSteps } from './positions.ts';
import { branchBits, prospects } from './prospects.ts';
import { blockByBranch } from './structure.ts';
import { along, andThen, noWay, stepsOf, type Way } from './trace.ts';

export interface Progress {
  /** Reachable steps, the nearest to the start first, each with a shortest way to it. */
  reached: ReadonlyMap<string, Way>;
  /**
   * Steps at which a case may stand and never come to its end, each with a way into such a state:
   * whatever is done then, the end is out of reach.
   */
  stuck: ReadonlyMap<string, Way>;
  exploration: Exploration;
}

/** For a flow whose structure has been checked. */
export function analyseProgress(flow: FlowDefinition, closed: Closed = {}): Progress {
  const exploration = explore(flow, closed);
  const bits = branchBits(flow);
  const blocks = blockByBranch(flow);
  const shut = closed.shut ?? (() => false);
  const can = prospects({ flow, bits, blocks, shut });
  const reached = reachedSteps(exploration);
  const stuck = stuckSteps({ exploration, bits, can, shut });
  return { reached, stuck, exploration };
}

/** The steps of a way to a step; into a state from which there is no end, where it has one. */
export function traceTo({ reached, stuck }: Progress, id: string): string[] {
  return stepsOf(stuck.get(id) ?? reached.get(id) ?? noWay);
}

/** Every step in some run of a line that begins at a step reached. */
export function reachedSteps(exploration: Exploration): Map<string, Way> {
  const found = new Map<string, Way>();
  const seen = new Set<Run>([exploration.main]);
  const open: { run: Run; before: Way }[] = [{ run: exploration.main, before: noWay }];
  for (const { run, before } of open) {
    for (const { spot, way } of run.reached.values()) {
      const whole = along(before, [way]);
      if (!found.has(spot.step)) found.set(spot.step, whole);
      for (const { run: inner } of exploration.inside(spot)) {
        if (inner === undefined || seen.has(inner)) continue;
        seen.add(inner);
        open.push({ run: inner, before: whole });
      }
    }
  }
  addCompensations(exploration.flow, found);
  return new Map([...found].toSorted(([, a], [, b]) => a.length - b.length));
}

/** Steps that undo others are come to when a case is cancelled, which is outside of every line. */
function addCompensations({ steps, cancel }: FlowDefinition, found: Map<string, Way>): void {
  if (cancel === undefined) return;
  // What is added is a compensation itself, and has none.
  for (const [id, way] of found) {
    const step = steps[id];
    const undoing = step !== undefined && 'compensation' in step ? step.compensation : undefined;
    if (undoing !== undefined && !found.has(undoing)) found.set(undoing, andThen(way, undoing));
  }
}
