/**
 * From which states a case can never come to its end. Of a run's positions only those with the least
 * prospects are kept: where a state with fewer prospects can come to the end, one with more can.
 */
import type { Route } from '../definition/route.ts';
import type { Step } from '../steps/registry.ts';
import type { Exploration, Run, Spot } from './explore.ts';
import { afterBlock, END, isEnd, ownBits, type Prospects } from './prospects.ts';
import { branchesNeeded, branchesOf } from './structure.ts';
import { along, noWay, type Way } from './trace.ts';

export interface Analysis {
  exploration: Exploration;
  /** Branch id -> its bit. */
  bits: ReadonlyMap<string, Prospects>;
  can: ReadonlyMap<string, Prospects>;
  shut: (step: string, route: Route) => boolean;
}

interface Positioning extends Analysis {
  /** Run -> the positions in it that matter. */
  positions: Map<Run, Position[]>;
}

/** A position of a line, or what the positions of some branches come to together. */
interface Position {
  can: Prospects;
  /** How many of the branches can be finished, and how many are. */
  ends: number;
  done: number;
  way: Way;
  /** The steps that keep it from the end, each with a way to a position like this at which it stands. */
  blamed: readonly Blamed[];
}

interface Blamed {
  step: string;
  way: Way;
}

/** Steps at which a case may be stuck, with a way into a state from which there is no end. */
export function stuckSteps(analysis: Analysis): Map<string, Way> {
  const positioning = { ...analysis, positions: new Map() };
  const stuck = new Map<string, Way>();
  for (const { spot, way } of analysis.exploration.main.reached.values()) {
    for (const { can, blamed } of positionsAt(positioning, spot, END)) {
      if ((can & END) !== 0n) continue;
      for (const one of blamed) {
        if (!stuck.has(one.step)) stuck.set(one.step, along(way, [one.way]));
      }
    }
  }
  return stuck;
}

/**
 * The positions that a spot stands for: itself, or the states of the block. `enough`: prospects of which
 * one has to have some; what is without them is to blame.
 */
function positionsAt(around: Positioning, spot: Spot, enough: Prospects): Position[] {
  const { exploration, can } = around;
  const step = exploration.flow.steps[spot.step];
  if (step === undefined) return [];
  if (branchesOf(step).length > 0) return states(around, spot, step, enough);
  const here = can.get(spot.step) ?? 0n;
  const blamed = (here & enough) === 0n ? [{ step: spot.step, way: noWay }] : [];
  return [{ can: here, ends: 0, done: isEnd(step) ? 1 : 0, way: noWay, blamed }];
}

/** The different prospects that states of a block have. */
function states(around: Positioning, spot: Spot, block: Step, enough: Prospects): Position[] {
  const { bits, can, exploration } = around;
  const own = ownBits(block, bits);
  const onward = afterBlock(around, can, spot.step, block);
  const needed = spot.reopened?.redo === false ? 1 : branchesNeeded(block);
  let combined: Position[] = [{ can: 0n, ends: 0, done: 0, way: noWay, blamed: [] }];
  for (const { run } of exploration.inside(spot)) {
    if (run === undefined) continue;
    const positions = positionsIn(around, run).map((one) => ({
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
    const culprits = isLeft ? [{ step: spot.step, way: sum.way }] : sum.blamed;
    return { ...sum, ends: 0, done: 0, can: all, blamed: (all & enough) === 0n ? culprits : [] };
  });
}

/** Ways end at the step to blame. */
function together(one: Position, other: Position, most: number): Position {
  return {
    can: one.can | other.can,
    ends: Math.min(most, one.ends + other.ends),
    done: one.done + other.done,
    way: along(one.way, [other.way]),
    blamed: [
      ...one.blamed.map(({ step, way }) => ({ step, way: along(other.way, [way]) })),
      ...other.blamed.map(({ step, way }) => ({ step, way: along(one.way, [way]) })),
    ],
  };
}

/** The positions of a run that differ in their prospects. */
function positionsIn(around: Positioning, run: Run): Position[] {
  const known = around.positions.get(run);
  if (known !== undefined) return known;
  const own = run.line === undefined ? 0n : (around.bits.get(run.line) ?? 0n);
  const found = least(
    [...run.reached.values()].flatMap(({ spot, way: before }) =>
      positionsAt(around, spot, END | own).map(({ way, blamed, ...one }) => ({
        ...one,
        way: along(before, [way]),
        blamed: blamed.map(({ step, way: rest }) => ({ step, way: along(before, [rest]) })),
      })),
    ),
  );
  around.positions.set(run, found);
  return found;
}

/** Those that have not all that another has; equal ones are one, with all that is to blame. */
function least(all: readonly Position[]): Position[] {
  const alike = Map.groupBy(all, ({ can, ends, done }) => `${can} ${ends} ${done}`);
  const kept = [...alike.values()].map((group) => ({
    ...(group[0] as Position),
    blamed: group.flatMap(({ blamed }) => blamed),
  }));
  return kept.filter((one) => !kept.some((less) => less !== one && isWithin(less, one)));
}

function isWithin(less: Position, one: Position): boolean {
  const isLess = less.ends <= one.ends && less.done <= one.done;
  return isLess && (less.can & one.can) === less.can;
}
