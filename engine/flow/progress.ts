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
import type { Route } from '../definition/route.ts';
import { kindOf, type Step } from '../steps/registry.ts';
import {
  explore,
  spotAt,
  spotOf,
  type Closed,
  type Exploration,
  type Run,
  type Spot,
} from './explore.ts';
import { blockByBranch, branchesNeeded, branchesOf } from './structure.ts';
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

/** Prospects as bits: bit 0 is the case's end, bit n the end of the n-th branch. */
type Prospects = bigint;

const END: Prospects = 1n;

interface Analysis {
  exploration: Exploration;
  /** Branch id -> its bit. */
  bits: Map<string, Prospects>;
  can: Map<string, Prospects>;
  shut: (step: string, route: Route) => boolean;
  /** Run -> the positions in it that matter. */
  positions: Map<Run, Position[]>;
}

/** A position of a line, or what the positions of some branches come to together. */
interface Position {
  can: Prospects;
  /** How many of the branches can be finished, and how many are. */
  ends: number;
  done: number;
  ways: readonly Way[];
  /** The steps that keep it from the end. */
  blamed: readonly string[];
}

/** For a flow whose structure has been checked. */
export function analyseProgress(flow: FlowDefinition, closed: Closed = {}): Progress {
  const exploration = explore(flow, closed);
  const bits = branchBits(flow);
  const blocks = blockByBranch(flow);
  const shut = closed.shut ?? (() => false);
  const can = prospects({ flow, bits, blocks, shut });
  const reached = reachedSteps(exploration);
  const stuck = stuckSteps({ exploration, bits, can, shut, positions: new Map() });
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

function branchBits(flow: FlowDefinition): Map<string, Prospects> {
  const branches = Object.values(flow.steps).flatMap(branchesOf);
  return new Map(branches.map((branch, index) => [branch.id, END << BigInt(index + 1)]));
}

interface Prospecting {
  flow: FlowDefinition;
  bits: Map<string, Prospects>;
  blocks: ReadonlyMap<string, string>;
  shut: (step: string, route: Route) => boolean;
}

/** The smallest prospects of every step that agree with those of the steps after it. */
function prospects(around: Prospecting): Map<string, Prospects> {
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
function afterBlock(
  { shut }: Pick<Prospecting, 'shut'>,
  can: ReadonlyMap<string, Prospects>,
  id: string,
  block: Step,
): Prospects {
  const open = block.routes.filter((route) => !shut(id, route));
  return union(open.map((route) => can.get(route.to) ?? 0n));
}

function stuckSteps(analysis: Analysis): Map<string, Way> {
  const stuck = new Map<string, Way>();
  const { main } = analysis.exploration;
  const note = (id: string, way: Way) => {
    if (!stuck.has(id)) stuck.set(id, way);
  };
  for (const { spot, way } of main.reached.values()) {
    for (const one of positionsAt(analysis, spot, END)) {
      if ((one.can & END) !== 0n) continue;
      for (const id of one.blamed) note(id, along(way, one.ways));
    }
  }
  return stuck;
}

/**
 * The positions that a spot stands for: itself, or the states of the block. `enough`: prospects that
 * one has to have; a position without them is to blame.
 */
function positionsAt(analysis: Analysis, spot: Spot, enough: Prospects): Position[] {
  const { exploration, can } = analysis;
  const step = exploration.flow.steps[spot.step];
  if (step === undefined) return [];
  if (branchesOf(step).length > 0) return states(analysis, spot, step, enough);
  const here = can.get(spot.step) ?? 0n;
  const blamed = (here & enough) === 0n ? [spot.step] : [];
  return [{ can: here, ends: 0, done: isEnd(step) ? 1 : 0, ways: [], blamed }];
}

/**
 * The different prospects that states of a block have. Only the least matter: where a state with fewer
 * prospects can come to the end, one with more can.
 */
function states(analysis: Analysis, spot: Spot, block: Step, enough: Prospects): Position[] {
  const { bits, can, exploration } = analysis;
  const own = ownBits(block, bits);
  const onward = afterBlock(analysis, can, spot.step, block);
  const needed = spot.reopened?.redo === false ? 1 : branchesNeeded(block);
  let combined: Position[] = [{ can: 0n, ends: 0, done: 0, ways: [], blamed: [] }];
  for (const { run } of exploration.inside(spot)) {
    if (run === undefined) continue;
    const positions = positionsIn(analysis, run).map((one) => ({
      ...one,
      can: one.can & ~own,
      ends: (one.can & own) === 0n ? 0 : 1,
    }));
    const sums = combined.flatMap((sum) => positions.map((one) => together(sum, one, needed)));
    // When enough have ended the case is not here any more.
    combined = least(sums.filter(({ done }) => done < needed));
  }
  return combined.map((sum) => {
    const isLeft = sum.ends >= needed;
    const all = isLeft ? sum.can | onward : sum.can;
    const culprits = isLeft ? [spot.step] : sum.blamed;
    return { ...sum, ends: 0, done: 0, can: all, blamed: (all & enough) === 0n ? culprits : [] };
  });
}

function isEnd(step: Step): boolean {
  return kindOf(step).arrival === 'end';
}

/** The position to blame comes last: there the way ends. */
function together(one: Position, other: Position, most: number): Position {
  const ways = [...one.ways, ...other.ways];
  return {
    can: one.can | other.can,
    ends: Math.min(most, one.ends + other.ends),
    done: one.done + other.done,
    ways: one.blamed.length > 0 && other.blamed.length === 0 ? [...other.ways, ...one.ways] : ways,
    blamed: [...one.blamed, ...other.blamed],
  };
}

/** The positions of a run that differ in their prospects. */
function positionsIn(analysis: Analysis, run: Run): Position[] {
  const known = analysis.positions.get(run);
  if (known !== undefined) return known;
  const own = run.line === undefined ? 0n : (analysis.bits.get(run.line) ?? 0n);
  const found = least(
    [...run.reached.values()].flatMap(({ spot, way }) =>
      positionsAt(analysis, spot, END | own).map((one) => ({
        ...one,
        ways: [along(way, one.ways)],
      })),
    ),
  );
  analysis.positions.set(run, found);
  return found;
}

/** Those that have not all that another has; of equal ones the first. */
function least(all: readonly Position[]): Position[] {
  const different = new Map<string, Position>();
  for (const one of all) {
    const key = `${one.can} ${one.ends} ${one.done}`;
    if (!different.has(key)) different.set(key, one);
  }
  const kept = [...different.values()];
  return kept.filter((one) => !kept.some((less) => less !== one && isWithin(less, one)));
}

function isWithin(less: Position, one: Position): boolean {
  const isLess = less.ends <= one.ends && less.done <= one.done;
  return isLess && (less.can & one.can) === less.can;
}

function ownBits(step: Step, bits: Map<string, Prospects>): Prospects {
  return union(branchesOf(step).map((branch) => bits.get(branch.id) ?? 0n));
}

function union(parts: readonly Prospects[]): Prospects {
  return parts.reduce((sum, one) => sum | one, 0n);
}
