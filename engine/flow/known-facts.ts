/**
 * Which facts have been entered when a case comes to a step: those on every way to it, and those on
 * some way. Two passes of one data-flow analysis (G. A. Kildall, "A unified approach to global program
 * optimization", 1973): what holds at a step is what its ways bring, met together.
 */
import type { FlowDefinition } from '../definition/flow.ts';
import type { Field } from '../steps/base.ts';
import { kindOf, type Step } from '../steps/registry.ts';
import { blockByBranch, branchesOf, startOf, stepsIn } from './structure.ts';

export type FactIds = ReadonlySet<string>;

export interface KnownFacts {
  /** Step -> facts entered on every way to it; steps that are never reached are not there. */
  always: ReadonlyMap<string, FactIds>;
  /** Step -> facts that may have been entered when it is reached. */
  ever: ReadonlyMap<string, FactIds>;
}

/** For a flow whose structure has been checked. */
export function knownFacts(flow: FlowDefinition): KnownFacts {
  const always = analyse(flow, {
    entered: requiredOn,
    meet: (one, other) => one.intersection(other),
    beside: () => new Set(),
  });
  const ever = analyse(flow, {
    entered: takenOn,
    meet: (one, other) => one.union(other),
    beside: (block) => takenInside(flow, block),
  });
  return { always, ever };
}

/** Facts without which nobody gets past the step. */
export function requiredOn(step: Step): FactIds {
  return new Set(inputs(step).flatMap((field) => (field.optional ? [] : [field.fact])));
}

/** Facts that may be entered at the step. */
export function takenOn(step: Step): FactIds {
  return new Set(inputs(step).map((field) => field.fact));
}

function inputs(step: Step): Field[] {
  return 'form' in step ? step.form.filter((field) => !field.readonly) : [];
}

interface Pass {
  /** What work at a step enters. */
  entered: (step: Step) => FactIds;
  /** What two ways to a step bring together. */
  meet: (one: FactIds, other: FactIds) => FactIds;
  /** What the other branches of a block may enter meanwhile. */
  beside: (block: Step) => FactIds;
}

function analyse(flow: FlowDefinition, pass: Pass): Map<string, FactIds> {
  const blocks = blockByBranch(flow);
  const start = startOf(flow);
  const known = new Map<string, FactIds>([[start, new Set()]]);
  const queue = new Set([start]);
  for (const id of queue) {
    queue.delete(id);
    const step = flow.steps[id];
    if (step === undefined) continue;
    for (const [to, facts] of onward(flow, pass, known, id, step)) {
      const before = known.get(to);
      const after = before === undefined ? facts : pass.meet(before, facts);
      if (before?.size === after.size) continue;
      known.set(to, after);
      queue.add(to);
    }
    const block = step.branch === undefined ? undefined : blocks.get(step.branch);
    if (block !== undefined && kindOf(step).arrival === 'end') queue.add(block);
  }
  return known;
}

/** Where a case goes from a step, and the facts it has then. */
function onward(
  flow: FlowDefinition,
  pass: Pass,
  known: ReadonlyMap<string, FactIds>,
  id: string,
  step: Step,
): [string, FactIds][] {
  const here = known.get(id) ?? new Set();
  const branches = branchesOf(step);
  if (branches.length === 0) {
    const left = here.union(pass.entered(step));
    return step.routes.map((route) => [route.to, left]);
  }
  const inside = here.union(pass.beside(step));
  const begun = branches.map(({ start }): [string, FactIds] => [start, inside]);
  const ended = branches.map((branch) => endOf(flow, pass, known, branch.id));
  if (ended.includes(undefined)) return begun;
  const joined = ended.reduce<FactIds>((sum, one) => sum.union(one ?? sum), here);
  return [...begun, ...step.routes.map((route): [string, FactIds] => [route.to, joined])];
}

/** The facts at the ends of a branch; undefined while none is reached. */
function endOf(
  flow: FlowDefinition,
  { meet }: Pass,
  known: ReadonlyMap<string, FactIds>,
  branch: string,
): FactIds | undefined {
  return stepsIn(flow, branch)
    .filter(([, step]) => kindOf(step).arrival === 'end')
    .flatMap(([id]) => known.get(id) ?? [])
    .reduce<FactIds | undefined>(
      (sum, one) => (sum === undefined ? one : meet(sum, one)),
      undefined,
    );
}

function takenInside(flow: FlowDefinition, block: Step): FactIds {
  return branchesOf(block)
    .flatMap((branch) => stepsIn(flow, branch.id))
    .reduce<FactIds>(
      (sum, [, step]) => sum.union(takenOn(step)).union(takenInside(flow, step)),
      new Set(),
    );
}
