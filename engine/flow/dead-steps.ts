/** Steps that no case comes to. */
import type { FlowDefinition } from '../definition/flow.ts';
import { problem } from '../problem.ts';
import { kindOf } from '../steps/registry.ts';
import type { Cause } from './causes.ts';
import { componentsOf } from './circles.ts';
import type { Progress } from './progress.ts';
import { blockByBranch, branchesOf, compensates, enclosing, mayReturn } from './structure.ts';

interface Around {
  flow: FlowDefinition;
  progress: Progress;
  causes: readonly Cause[];
  blocks: ReadonlyMap<string, string>;
  /** Causes that have explained one step each. */
  used: Set<Cause>;
}

/**
 * One for each set of dead steps, at the one from which the others are reached. Where something else
 * explains it (the block before it is never left, a way on is missing that may have led there), it is
 * added to that instead: a missing way explains one.
 */
export function deadSteps(
  flow: FlowDefinition,
  progress: Progress,
  causes: readonly Cause[],
): Cause[] {
  const blocks = blockByBranch(flow);
  const around = { flow, progress, causes, blocks, used: new Set<Cause>() };
  const dead = new Set(Object.keys(flow.steps).filter((id) => !progress.reached.has(id)));
  const after = (id: string) => afterStep(flow, blocks, id).filter((next) => dead.has(next));
  const headOf = new Map<string, string[]>();
  const heads: string[][] = [];
  for (const { nodes } of componentsOf(dead, after).toReversed()) {
    const known = nodes.map((id) => headOf.get(id)).find((one) => one !== undefined);
    const head = known ?? [];
    if (known === undefined) heads.push(head);
    head.push(...nodes);
    for (const next of nodes.flatMap(after)) if (!headOf.has(next)) headOf.set(next, head);
  }
  return heads.flatMap((steps) => {
    const cause = explanation(around, steps);
    cause?.follows.push(...steps);
    return cause === undefined ? [deadCause(flow, steps)] : [];
  });
}

function deadCause(flow: FlowDefinition, [id = '', ...follows]: readonly string[]): Cause {
  const name = flow.steps[id]?.name ?? id;
  const found = problem('unreachable_step', { step: id, name, also: '' }, `/steps/${id}`);
  return { problem: found, lost: [], follows };
}

function explanation(around: Around, steps: readonly string[]): Cause | undefined {
  const { flow, causes, used, blocks } = around;
  if (compensates(flow.steps[steps[0] ?? ''])) return undefined;
  const certain = causes.find(
    (cause) => leadsTo(around, cause, steps) || cause.closed?.some((id) => steps.includes(id)),
  );
  if (certain !== undefined) return certain;
  const likely = causes.find(
    (cause) =>
      !used.has(cause) &&
      cause.lost.some((from) => steps.some((to) => mayReturn(flow, from, to, blocks))),
  );
  if (likely !== undefined) used.add(likely);
  return likely;
}

/** Is one of the steps what comes after a block that is never left because of this? */
function leadsTo({ flow, blocks, progress }: Around, { lost }: Cause, steps: readonly string[]) {
  return lost.some((id) => {
    const inside = enclosing(flow, id, blocks).flatMap((line) => (line && blocks.get(line)) ?? []);
    return [id, ...inside].some((block) => {
      const step = flow.steps[block];
      const isBlock = step !== undefined && branchesOf(step).length > 0;
      if (!isBlock || !progress.reached.has(block)) return false;
      return step.routes.some((route) => steps.includes(route.to));
    });
  });
}

/** The steps that a case comes to after a step, were it ever there. */
function afterStep(
  flow: FlowDefinition,
  blocks: ReadonlyMap<string, string>,
  id: string,
): string[] {
  const step = flow.steps[id];
  if (step === undefined) return [];
  const block = step.branch === undefined ? undefined : flow.steps[blocks.get(step.branch) ?? ''];
  const joined = kindOf(step).arrival === 'end' ? (block?.routes ?? []) : [];
  const begun = branchesOf(step).map((branch) => branch.start);
  return [...step.routes.map((route) => route.to), ...begun, ...joined.map((route) => route.to)];
}
