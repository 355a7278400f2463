/** Which steps a case can come to, and from which of them it can still come to its end. */
import type { FlowDefinition } from '../definition/flow.ts';
import { kindOf, type Step } from '../steps/registry.ts';
import { blockByBranch, branchesOf, startOf } from './structure.ts';

export interface Progress {
  /** Reachable step -> the step before it on a shortest way from the start. */
  reached: Map<string, string | undefined>;
  /** Steps from which the case's end can be reached whatever the other branches have done. */
  canEnd: Set<string>;
  /** Steps from which their own branch can be finished. */
  canFinish: Set<string>;
}

/** For a flow whose structure has been checked. */
export function analyseProgress(flow: FlowDefinition): Progress {
  const canFinish = finishing(flow);
  const reached = reaching(flow, canFinish);
  return { reached, canFinish, canEnd: ending(flow, canFinish, reached) };
}

/** Every branch of the block can be finished from its first step. */
function passable(step: Step, canFinish: Set<string>): boolean {
  return branchesOf(step).every((branch) => canFinish.has(branch.start));
}

function finishing(flow: FlowDefinition): Set<string> {
  return leastFixpoint(flow, (id, step, can) => {
    if (kindOf(step).arrival === 'end') return true;
    if (!passable(step, can)) return false;
    return step.routes.some(({ to }) => flow.steps[to]?.branch === step.branch && can.has(to));
  });
}

function reaching(flow: FlowDefinition, canFinish: Set<string>): Progress['reached'] {
  const start = startOf(flow);
  const reached = new Map<string, string | undefined>([[start, undefined]]);
  const queue = [start];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    const step = flow.steps[id];
    if (step === undefined) continue;
    const inside = branchesOf(step).map((branch) => branch.start);
    const onward = passable(step, canFinish) ? step.routes.map((route) => route.to) : [];
    for (const next of [...inside, ...onward]) {
      if (reached.has(next)) continue;
      reached.set(next, id);
      queue.push(next);
    }
  }
  return reached;
}

function ending(flow: FlowDefinition, canFinish: Set<string>, reached: Progress['reached']) {
  const blocks = blockByBranch(flow);
  const escapes = escapesOf(flow, blocks, reached);
  /** What follows a block once one of its branches has been finished. */
  const after = (block: string, can: Set<string>): boolean => {
    const step = flow.steps[block] as Step;
    if (passable(step, canFinish)) return step.routes.some(({ to }) => can.has(to));
    return (escapes.get(block) ?? []).some((to) => can.has(to));
  };
  return leastFixpoint(flow, (id, step, can) => {
    const block = step.branch === undefined ? undefined : blocks.get(step.branch);
    if (kindOf(step).arrival === 'end') return block === undefined || after(block, can);
    if (branchesOf(step).length > 0) {
      if (after(id, can)) return true;
      return (escapes.get(id) ?? []).some((to) => can.has(to));
    }
    return step.routes.some(({ to }) => can.has(to));
  });
}

/** Block -> where routes of its reachable inner steps leave it to. */
function escapesOf(
  flow: FlowDefinition,
  blocks: Map<string, string>,
  reached: Progress['reached'],
): Map<string, string[]> {
  const escapes = new Map<string, string[]>();
  for (const [id, step] of Object.entries(flow.steps)) {
    if (!reached.has(id)) continue;
    for (const { to } of step.routes) {
      let line = step.branch;
      while (line !== undefined && line !== flow.steps[to]?.branch) {
        const block = blocks.get(line);
        if (block === undefined) break;
        escapes.set(block, [...(escapes.get(block) ?? []), to]);
        line = flow.steps[block]?.branch;
      }
    }
  }
  return escapes;
}

/** The smallest set that contains every step for which `holds` is true given the set. */
function leastFixpoint(
  flow: FlowDefinition,
  holds: (id: string, step: Step, can: Set<string>) => boolean,
): Set<string> {
  const can = new Set<string>();
  for (let grew = true; grew; ) {
    grew = false;
    for (const [id, step] of Object.entries(flow.steps)) {
      if (can.has(id) || !holds(id, step, can)) continue;
      can.add(id);
      grew = true;
    }
  }
  return can;
}
