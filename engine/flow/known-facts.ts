/**
 * Which facts have been entered when a case comes to a step: those on every way to it, and those on
 * some way. Two passes of one data-flow analysis (G. A. Kildall, "A unified approach to global program
 * optimization", 1973): what holds at a step is what its ways bring, met together.
 */
import type { FlowDefinition } from '../definition/flow.ts';
import type { Route } from '../definition/route.ts';
import { kindOf, type Step } from '../steps/registry.ts';
import { inputsOf } from './exchange.ts';
import { blockByBranch, branchesOf, startOf } from './structure.ts';

export type FactIds = ReadonlySet<string>;

export interface KnownFacts {
  /** Step -> facts entered on every way to it; steps that are never reached are not there. */
  always: ReadonlyMap<string, FactIds>;
  /** Step -> facts that may have been entered when it is reached. */
  ever: ReadonlyMap<string, FactIds>;
}

/** For a flow whose structure has been checked. */
export function knownFacts(flow: FlowDefinition): KnownFacts {
  const start: Landing = new Map([[startOf(flow), new Set()]]);
  return { always: analyse(flow, surely(flow), start), ever: analyse(flow, maybe(flow), start) };
}

/**
 * Steps at which a case stands, with the blocks around them, and the facts that it has there. Every
 * branch of a block that it stands in is named by one of its steps.
 */
export type Landing = ReadonlyMap<string, FactIds>;

/** What `knownFacts` says as `always`, of a case that stands somewhere instead of at the start. */
export function knownFactsFrom(flow: FlowDefinition, landing: Landing): KnownFacts['always'] {
  return analyse(flow, surely(flow), landing);
}

/** Facts without which nobody gets past the step, or past it by one of its routes. */
export function requiredOn(step: Step, route?: Route): FactIds {
  const needed = inputsOf(step, route).filter((field) => !field.optional);
  return new Set(needed.map((field) => field.fact));
}

/** Facts that may be entered at the step. */
export function takenOn(step: Step, route?: Route): FactIds {
  return new Set(inputsOf(step, route).map((field) => field.fact));
}

/** Branch (undefined: the main line) -> the steps that stand in it. */
type Lines = ReadonlyMap<string | undefined, readonly [string, Step][]>;

interface Pass {
  lines: Lines;
  /** What work at a step enters when it is left by a route. */
  entered: (step: Step, route: Route) => FactIds;
  /** What two ways to a step bring together. */
  meet: (one: FactIds, other: FactIds) => FactIds;
  /** What the branches of a block may enter while another of them is at work. */
  beside: (block: Step) => FactIds;
}

function linesOf(flow: FlowDefinition): Lines {
  return Map.groupBy(Object.entries(flow.steps), ([, step]) => step.branch);
}

/** What is entered on every way. */
function surely(flow: FlowDefinition): Pass {
  return {
    lines: linesOf(flow),
    entered: requiredOn,
    meet: (one, other) => one.intersection(other),
    beside: () => new Set(),
  };
}

/** What is entered on some way. */
function maybe(flow: FlowDefinition): Pass {
  const lines = linesOf(flow);
  return {
    lines,
    entered: takenOn,
    meet: (one, other) => one.union(other),
    beside: takenInside(lines),
  };
}

function analyse(flow: FlowDefinition, pass: Pass, landing: Landing): Map<string, FactIds> {
  const blocks = blockByBranch(flow);
  const known = new Map(landing);
  const queue = new Set(landing.keys());
  // A block that the case stands in has begun; its branches begin when the case comes to it anew.
  const begun = new Set(landing.keys());
  for (const id of queue) {
    queue.delete(id);
    const step = flow.steps[id];
    if (step === undefined) continue;
    for (const [to, facts] of onward(pass, known, [id, step], begun.has(id))) {
      const before = known.get(to);
      const after = before === undefined ? facts : pass.meet(before, facts);
      if (!begun.delete(to) && before?.size === after.size) continue;
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
  pass: Pass,
  known: ReadonlyMap<string, FactIds>,
  [id, step]: [string, Step],
  hasBegun: boolean,
): [string, FactIds][] {
  const here = known.get(id) ?? new Set();
  const branches = branchesOf(step);
  if (branches.length === 0) {
    return step.routes.map((route) => [route.to, here.union(pass.entered(step, route))]);
  }
  const inside = here.union(pass.beside(step));
  const begun = hasBegun ? [] : branches.map(({ start }): [string, FactIds] => [start, inside]);
  const ended = branches.map((branch) => endOf(pass, known, branch.id));
  if (ended.includes(undefined)) return begun;
  const joined = ended.reduce<FactIds>((sum, one) => sum.union(one ?? sum), here);
  return [...begun, ...step.routes.map((route): [string, FactIds] => [route.to, joined])];
}

/** The facts at the ends of a branch; undefined while none is reached. */
function endOf(
  { lines, meet }: Pass,
  known: ReadonlyMap<string, FactIds>,
  branch: string,
): FactIds | undefined {
  return (lines.get(branch) ?? [])
    .filter(([, step]) => kindOf(step).arrival === 'end')
    .flatMap(([id]) => known.get(id) ?? [])
    .reduce<FactIds | undefined>(
      (sum, one) => (sum === undefined ? one : meet(sum, one)),
      undefined,
    );
}

/** What may be entered anywhere within a block; worked out once for each. */
function takenInside(lines: Lines): (block: Step) => FactIds {
  const known = new Map<Step, FactIds>();
  return function inside(block): FactIds {
    const found = known.get(block);
    if (found !== undefined) return found;
    const steps = branchesOf(block).flatMap((branch) => lines.get(branch.id) ?? []);
    const taken = steps.reduce<FactIds>(
      (sum, [, step]) => sum.union(takenOn(step)).union(inside(step)),
      new Set(),
    );
    known.set(block, taken);
    return taken;
  };
}
