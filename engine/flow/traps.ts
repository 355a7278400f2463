/** Steps that lead only to one another and never to the end. */
import type { FlowDefinition } from '../definition/flow.ts';
import { componentsOf } from './circles.ts';
import type { Progress } from './progress.ts';
import { blockByBranch, enclosing } from './structure.ts';

export interface Trap {
  /** The nearest to the start first. */
  steps: string[];
  /** Stuck steps that lead there and nowhere else. */
  before: string[];
}

/** Who leads a case out of a trap leads it out of everything before it. */
export function traps(flow: FlowDefinition, { stuck }: Progress): Trap[] {
  const within = stuckWithin(flow, stuck);
  const after = (id: string) => stuckAfter(flow, stuck, within, id);
  const trapOf = new Map<string, Trap>();
  const found: Trap[] = [];
  for (const { nodes } of componentsOf(stuck.keys(), after)) {
    const own = new Set(nodes);
    const next = nodes.flatMap(after).find((id) => !own.has(id));
    const known = next === undefined ? undefined : trapOf.get(next);
    const trap = known ?? { steps: [...nodes], before: [] };
    if (known === undefined) found.push(trap);
    else known.before.push(...nodes);
    for (const id of nodes) trapOf.set(id, trap);
  }
  const order = new Map([...stuck.keys()].map((id, index) => [id, index]));
  const nearest = (ids: string[]) =>
    ids.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  return found.map(({ steps, before }) => ({ steps: nearest(steps), before: nearest(before) }));
}

/** Block -> the stuck steps inside it. */
function stuckWithin(flow: FlowDefinition, stuck: Progress['stuck']): Map<string, string[]> {
  const blocks = blockByBranch(flow);
  const within = new Map<string, string[]>();
  for (const id of stuck.keys()) {
    for (const branch of enclosing(flow, id, blocks)) {
      const block = branch === undefined ? undefined : blocks.get(branch);
      if (block !== undefined) within.set(block, [...(within.get(block) ?? []), id]);
    }
  }
  return within;
}

/** A block that is stuck only because of a branch leads to what is stuck there. */
function stuckAfter(
  flow: FlowDefinition,
  stuck: Progress['stuck'],
  within: ReadonlyMap<string, string[]>,
  id: string,
): string[] {
  const targets = (flow.steps[id]?.routes ?? []).map((route) => route.to);
  return [
    ...targets.flatMap((to) => (stuck.has(to) ? [to] : (within.get(to) ?? []))),
    ...(within.get(id) ?? []),
  ];
}
