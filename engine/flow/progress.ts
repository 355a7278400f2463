/**
 * Which steps a case can come to, and from which states it can still come to its end.
 *
 * A state of a parallel block is one position in each of its branches, and branches do not see one
 * another. So what matters of a position is a small set of *prospects*: the case's end, and the ends of
 * the branches around it, as far as they can be reached from there without the help of the other
 * branches. A state of a block has the prospects of its positions together, and, when every position
 * can finish its branch, those of the step after the block. Branches have few different sets of
 * prospects, so combining them is cheap where listing the states would not be.
 */
import type { FlowDefinition } from '../definition/flow.ts';
import { kindOf, type Step } from '../steps/registry.ts';
import { branchesOf, startOf } from './structure.ts';

export interface Progress {
  /** Reachable step -> the step before it on a shortest way from the start. */
  reached: Map<string, string | undefined>;
  /** Reachable steps in which some state of the case can never come to its end. */
  stuck: Set<string>;
}

/** Prospects as bits: bit 0 is the case's end, bit n the end of the n-th branch. */
type Prospects = bigint;

const END: Prospects = 1n;

interface Analysis {
  /** Branch id -> its bit. */
  bits: Map<string, Prospects>;
  can: Map<string, Prospects>;
  /** Branch (undefined: the main line) -> the reachable steps that stand in it. */
  lines: Map<string | undefined, [string, Step][]>;
}

/** For a flow whose structure has been checked. */
export function analyseProgress(flow: FlowDefinition): Progress {
  const bits = branchBits(flow);
  const can = prospects(flow, bits);
  const reached = reaching(flow, bits, can);
  const alive = Object.entries(flow.steps).filter(([id]) => reached.has(id));
  const lines = Map.groupBy(alive, ([, step]) => step.branch);
  return { reached, stuck: stuckSteps({ bits, can, lines }) };
}

function branchBits(flow: FlowDefinition): Map<string, Prospects> {
  const branches = Object.values(flow.steps).flatMap(branchesOf);
  return new Map(branches.map((branch, index) => [branch.id, END << BigInt(index + 1)]));
}

/** The smallest prospects of every step that agree with those of the steps after it. */
function prospects(flow: FlowDefinition, bits: Map<string, Prospects>): Map<string, Prospects> {
  const can = new Map<string, Prospects>();
  const before = stepsBefore(flow);
  const queue = new Set(Object.keys(flow.steps).toReversed());
  for (const id of queue) {
    queue.delete(id);
    const step = flow.steps[id];
    const now = step === undefined ? 0n : prospectsOf(step, bits, can);
    if (now === (can.get(id) ?? 0n)) continue;
    can.set(id, now);
    for (const other of before.get(id) ?? []) queue.add(other);
  }
  return can;
}

/** Step -> the steps whose prospects follow from its own. */
function stepsBefore(flow: FlowDefinition): Map<string, string[]> {
  const before = new Map<string, string[]>();
  for (const [id, step] of Object.entries(flow.steps)) {
    const after = [
      ...step.routes.map((route) => route.to),
      ...branchesOf(step).map((branch) => branch.start),
    ];
    for (const next of after) before.set(next, [...(before.get(next) ?? []), id]);
  }
  return before;
}

function prospectsOf(
  step: Step,
  bits: Map<string, Prospects>,
  can: Map<string, Prospects>,
): Prospects {
  if (kindOf(step).arrival === 'end') {
    return step.branch === undefined ? END : (bits.get(step.branch) ?? 0n);
  }
  const onward = union(step.routes.map((route) => can.get(route.to) ?? 0n));
  const branches = branchesOf(step);
  if (branches.length === 0) return onward;
  const inside = union(branches.map((branch) => can.get(branch.start) ?? 0n));
  const left = inside & ~ownBits(step, bits);
  return passable(step, bits, can) ? left | onward : left;
}

/** Every branch of the block can be finished from its first step. */
function passable(step: Step, bits: Map<string, Prospects>, can: Map<string, Prospects>): boolean {
  return branchesOf(step).every(
    ({ id, start }) => ((can.get(start) ?? 0n) & (bits.get(id) ?? 0n)) !== 0n,
  );
}

function reaching(
  flow: FlowDefinition,
  bits: Map<string, Prospects>,
  can: Map<string, Prospects>,
): Progress['reached'] {
  const start = startOf(flow);
  const reached: Progress['reached'] = new Map([[start, undefined]]);
  const queue = [start];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    const step = flow.steps[id];
    if (step === undefined) continue;
    const inside = branchesOf(step).map((branch) => branch.start);
    const onward = passable(step, bits, can) ? step.routes.map((route) => route.to) : [];
    for (const next of [...inside, ...onward]) {
      if (reached.has(next)) continue;
      reached.set(next, id);
      queue.push(next);
    }
  }
  return reached;
}

function stuckSteps(analysis: Analysis): Set<string> {
  const { can, lines } = analysis;
  const stuck = new Set<string>();
  for (const [id, step] of lines.get(undefined) ?? []) {
    if (((can.get(id) ?? 0n) & END) === 0n) stuck.add(id);
    else if (states(analysis, step).some((one) => (one & END) === 0n)) {
      for (const culprit of culprits(analysis, step)) stuck.add(culprit);
    }
  }
  return stuck;
}

/** Steps inside a block from which neither their branch nor the case can be brought to an end. */
function culprits(analysis: Analysis, block: Step): string[] {
  const { bits, can, lines } = analysis;
  return branchesOf(block).flatMap((branch) =>
    (lines.get(branch.id) ?? []).flatMap(([id, step]) => {
      const helps = END | (bits.get(branch.id) ?? 0n);
      const here = ((can.get(id) ?? 0n) & helps) === 0n ? [id] : [];
      return [...here, ...culprits(analysis, step)];
    }),
  );
}

/**
 * The different prospects that states of a block have; none for a step that is no block. Only the least
 * matter: where a state with fewer prospects can come to the end, one with more can.
 */
function states(analysis: Analysis, block: Step): Prospects[] {
  const { bits, can } = analysis;
  const branches = branchesOf(block);
  if (branches.length === 0) return [];
  const own = ownBits(block, bits);
  const onward = union(block.routes.map((route) => can.get(route.to) ?? 0n));
  let combined = new Set<Prospects>([0n]);
  for (const branch of branches) {
    const positions = positionsIn(analysis, branch.id);
    combined = least([...combined].flatMap((sum) => positions.map((one) => sum | one)));
  }
  return [...combined].map((sum) => ((sum & own) === own ? (sum & ~own) | onward : sum & ~own));
}

/** The different prospects that positions in a branch have. */
function positionsIn(analysis: Analysis, branch: string): Prospects[] {
  const { can, lines } = analysis;
  const found = new Set<Prospects>();
  for (const [id, step] of lines.get(branch) ?? []) {
    const inner = states(analysis, step);
    for (const one of inner.length > 0 ? inner : [can.get(id) ?? 0n]) found.add(one);
  }
  return [...least([...found])];
}

/** Those that have not all the prospects of another. */
function least(all: readonly Prospects[]): Set<Prospects> {
  const different = [...new Set(all)];
  return new Set(
    different.filter((one) => !different.some((less) => less !== one && (less & one) === less)),
  );
}

function ownBits(step: Step, bits: Map<string, Prospects>): Prospects {
  return union(branchesOf(step).map((branch) => bits.get(branch.id) ?? 0n));
}

function union(parts: readonly Prospects[]): Prospects {
  return parts.reduce((sum, one) => sum | one, 0n);
}
