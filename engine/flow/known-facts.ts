/**
 * Which facts have been entered when a case comes to a step: those on every way to it, and those on
 * some way. Two passes of one data-flow analysis (G. A. Kildall, "A unified approach to global program
 * optimization", 1973): what holds at a step is what its ways bring, met together.
 */
import type { FlowDefinition } from '../definition/flow.ts';
import type { Route } from '../definition/route.ts';
import { kindOf, type Step } from '../steps/registry.ts';
import { inputsOf } from './exchange.ts';
import { blockByBranch, blocksEntered, branchesNeeded, branchesOf, startOf } from './structure.ts';

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

/** What `knownFacts` says, of a case that stands somewhere instead of at the start. */
export function knownFactsFrom(flow: FlowDefinition, landing: Landing): KnownFacts {
  return {
    always: analyse(flow, surely(flow), landing),
    ever: analyse(flow, maybe(flow), landing),
  };
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
  flow: FlowDefinition;
  lines: Lines;
  blocks: ReadonlyMap<string, string>;
  /** What work at a step enters when it is left by a route. */
  entered: (step: Step, route: Route) => FactIds;
  /** What two ways to a step bring together. */
  meet: (one: FactIds, other: FactIds) => FactIds;
  /** What the ends of branches bring to a block that so many of them let go on. */
  joined: (ends: readonly FactIds[], needed: number) => FactIds;
  /** What the branches of a block may enter while another of them is at work. */
  beside: (block: Step) => FactIds;
}

function linesOf(flow: FlowDefinition): Lines {
  return Map.groupBy(Object.entries(flow.steps), ([, step]) => step.branch);
}

/** What is entered on every way. */
function surely(flow: FlowDefinition): Pass {
  return {
    flow,
    lines: linesOf(flow),
    blocks: blockByBranch(flow),
    entered: requiredOn,
    meet: (one, other) => one.intersection(other),
    joined: certain,
    beside: () => new Set(),
  };
}

/** What is entered on some way. */
function maybe(flow: FlowDefinition): Pass {
  const lines = linesOf(flow);
  return {
    flow,
    lines,
    blocks: blockByBranch(flow),
    entered: takenOn,
    meet: (one, other) => one.union(other),
    joined: (ends) => ends.reduce((sum, one) => sum.union(one)),
    beside: takenInside(lines),
  };
}

/** What any so many of the ends have: fewer than that lack it. */
function certain(ends: readonly FactIds[], needed: number): FactIds {
  const all = ends.reduce((sum, one) => sum.union(one));
  if (needed === ends.length) return all;
  const lacking = (fact: string) => ends.filter((one) => !one.has(fact)).length;
  return new Set([...all].filter((fact) => lacking(fact) < needed));
}

function analyse(flow: FlowDefinition, pass: Pass, landing: Landing): Map<string, FactIds> {
  const { blocks } = pass;
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
  const here = known.get(id);
  // Of a block that a return has come into: what it had when it began is not known here.
  if (here === undefined) return [];
  const branches = branchesOf(step);
  if (branches.length === 0) {
    return [
      ...step.routes.flatMap((route) => alongRoute(pass, [id, step], route, here)),
      ...undoing(pass, step, here),
    ];
  }
  const inside = here.union(pass.beside(step));
  const begun = hasBegun ? [] : branches.map(({ start }): [string, FactIds] => [start, inside]);
  const ended = branches.flatMap((branch) => endOf(pass, known, branch.id) ?? []);
  const needed = branchesNeeded(step);
  if (ended.length < needed) return begun;
  const joined = here.union(pass.joined(ended, needed)).union(pass.beside(step));
  return [...begun, ...step.routes.map((route): [string, FactIds] => [route.to, joined])];
}

/** A return that begins blocks anew begins their other branches too. */
function alongRoute(
  { flow, blocks, entered }: Pass,
  [id, step]: [string, Step],
  route: Route,
  here: FactIds,
): [string, FactIds][] {
  const left = here.union(entered(step, route));
  const anew = route.redo === true ? blocksEntered(flow, id, route.to, blocks) : [];
  return [[route.to, left], ...anew.map(({ block }): [string, FactIds] => [block, left])];
}

/** What undoes the step is done, if ever, when the step has been passed. */
function undoing(pass: Pass, step: Step, here: FactIds): [string, FactIds][] {
  const by = 'compensation' in step ? step.compensation : undefined;
  if (by === undefined) return [];
  const left = step.routes.map((route) => here.union(pass.entered(step, route)));
  return left.map((facts): [string, FactIds] => [by, facts]);
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
