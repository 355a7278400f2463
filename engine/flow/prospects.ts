/**
 * What can still be reached from a step without the help of other branches: the case's end, and the ends
 * of the branches around it. See progress.ts.
 */
import type { FlowDefinition } from '../definition/flow.ts';
import type { Route } from '../definition/route.ts';
import { kindOf, type Step } from '../steps/registry.ts';
import { spotAt, spotOf, type Spot } from './explore.ts';
import { branchesNeeded, branchesOf } from './structure.ts';

/** Prospects as bits: bit 0 is the case's end, bit n the end of the n-th branch. */
export type Prospects = bigint;

export const END: Prospects = 1n;

export function branchBits(flow: FlowDefinition): Map<string, Prospects> {
  const branches = Object.values(flow.steps).flatMap(branchesOf);
  return new Map(branches.map((branch, index) => [branch.id, END << BigInt(index + 1)]));
}

export interface Prospecting {
  flow: FlowDefinition;
  bits: Map<string, Prospects>;
  blocks: ReadonlyMap<string, string>;
  shut: (step: string, route: Route) => boolean;
}

/** The smallest prospects of every step that agree with those of the steps after it. */
export function prospects(around: Prospecting): Map<string, Prospects> {
  const { flow } = around;
  const can = new Map<string, Prospects>();
  const before = stepsBefore(around);
  const queue = new Set(Object.keys(flow.steps).toReversed());
  for (const id of queue) {
    queue.delete(id);
    const step = flow.steps[id];
    const now = step === undefined ? 0n : prospectsOf(around, can, id, step);
    if (now === (can.get(id) ?? 0n)) continue;
    can.set(id, now);
    for (const other of before.get(id) ?? []) queue.add(other);
  }
  return can;
}

/** Step -> the steps whose prospects follow from its own. */
function stepsBefore({ flow, blocks }: Prospecting): Map<string, Set<string>> {
  const before = new Map<string, Set<string>>();
  const follows = (id: string, next: string) => {
    const known = before.get(next);
    if (known === undefined) before.set(next, new Set([id]));
    else known.add(id);
  };
  for (const [id, step] of Object.entries(flow.steps)) {
    for (const branch of branchesOf(step)) follows(id, branch.start);
    for (const route of step.routes) {
      follows(id, route.to);
      for (let spot = spotOf(flow, id, route, blocks); spot.reopened; spot = spot.reopened.at) {
        const block = flow.steps[spot.step];
        for (const onward of block?.routes ?? []) follows(id, onward.to);
        for (const branch of block === undefined ? [] : branchesOf(block))
          follows(id, branch.start);
      }
    }
  }
  return before;
}

function prospectsOf(
  around: Prospecting,
  can: Map<string, Prospects>,
  id: string,
  step: Step,
): Prospects {
  if (isEnd(step)) {
    return step.branch === undefined ? END : (around.bits.get(step.branch) ?? 0n);
  }
  if (branchesOf(step).length > 0) return prospectsAt(around, can, spotAt(id));
  return onwardOf(around, can, id, step);
}

function onwardOf(
  around: Prospecting,
  can: Map<string, Prospects>,
  id: string,
  step: Step,
): Prospects {
  const open = step.routes.filter((route) => !around.shut(id, route));
  return union(
    open.map((route) => prospectsAt(around, can, spotOf(around.flow, id, route, around.blocks))),
  );
}

/** The prospects of a case that has just come to a spot. */
function prospectsAt(
  around: Prospecting,
  can: Map<string, Prospects>,
  { step: id, reopened }: Spot,
): Prospects {
  const step = around.flow.steps[id];
  const branches = step === undefined ? [] : branchesOf(step);
  if (step === undefined || branches.length === 0) return can.get(id) ?? 0n;
  const entries = branches.flatMap((branch) => {
    if (branch.id === reopened?.branch) return prospectsAt(around, can, reopened.at);
    return reopened?.redo === false ? [] : (can.get(branch.start) ?? 0n);
  });
  const own = ownBits(step, around.bits);
  const needed = reopened?.redo === false ? 1 : branchesNeeded(step);
  const finishing = entries.filter((one) => (one & own) !== 0n).length;
  const left = union(entries) & ~own;
  return finishing >= needed ? left | afterBlock(around, can, id, step) : left;
}

/** The prospects of what comes after a block; no route of a block itself leads into another. */
export function afterBlock(
  { shut }: Pick<Prospecting, 'shut'>,
  can: ReadonlyMap<string, Prospects>,
  id: string,
  block: Step,
): Prospects {
  const open = block.routes.filter((route) => !shut(id, route));
  return union(open.map((route) => can.get(route.to) ?? 0n));
}

export function isEnd(step: Step): boolean {
  return kindOf(step).arrival === 'end';
}

export function ownBits(step: Step, bits: ReadonlyMap<string, Prospects>): Prospects {
  return union(branchesOf(step).map((branch) => bits.get(branch.id) ?? 0n));
}

export function union(parts: readonly Prospects[]): Prospects {
  return parts.reduce((sum, one) => sum | one, 0n);
}
