/**
 * Where a case can go, line by line. A line is the main one or a branch; branches do not see one
 * another, so what can happen in a branch is explored once for each way of beginning it (a *run*), and a
 * block is one spot of the line that it stands in: left when enough of its branches' runs come to an
 * end, or by a route that leads out of one of them. So the work grows with the steps and routes of a
 * flow, not with the states that its blocks multiply to.
 */
import type { FlowDefinition } from '../definition/flow.ts';
import type { Route } from '../definition/route.ts';
import { kindOf, type Step } from '../steps/registry.ts';
import {
  blockByBranch,
  blocksEntered,
  branchesNeeded,
  branchesOf,
  startOf,
  type Branch,
} from './structure.ts';
import { along, andThen, noWay, type Way } from './trace.ts';

/** A place in a line: a step, or a block entered in the middle of a branch by a return. */
export interface Spot {
  /** Tells the spots of a line apart. */
  key: string;
  step: string;
  reopened?: { branch: string; at: Spot; redo: boolean };
}

/** A spot that a case comes to, and the way to it from where its run began. */
export interface Reached {
  spot: Spot;
  way: Way;
}

/** A way out of a spot: to another one, in the same line or one around it. */
export interface Leaving extends Reached {
  line: string | undefined;
}

/** What can happen in a line that begins at a spot. */
export interface Run {
  line: string | undefined;
  /** By key, the nearest first. */
  reached: ReadonlyMap<string, Reached>;
  /** The nearest end of the line. */
  end: Reached | undefined;
  /** Spots of enclosing lines that are reached by leaving this one. */
  exits: readonly Leaving[];
}

export interface Exploration {
  flow: FlowDefinition;
  main: Run;
  /** Every run there is, by line and first spot. */
  runs: ReadonlyMap<string, Run>;
  /** The runs of a block's branches from a spot; undefined for a branch that is carried forward. */
  inside: (spot: Spot) => { branch: Branch; run: Run | undefined }[];
  /** Where a case goes from a spot. */
  leaving: (spot: Spot) => Leaving[];
}

export interface Closed {
  /** `blockByBranch` of the flow, where whoever explores it again and again has it. */
  blocks?: ReadonlyMap<string, string>;
  /** Routes that are not taken. */
  shut?: (step: string, route: Route) => boolean;
  /** Counts the spots looked at: what a bound on the work is tested by. */
  tally?: Tally;
}

export interface Tally {
  spots: number;
}

interface Exploring extends Exploration {
  runs: Map<string, Run>;
  blocks: ReadonlyMap<string, string>;
  shut: (step: string, route: Route) => boolean;
  tally: Tally;
}

/** For a flow whose structure has been checked. */
export function explore(flow: FlowDefinition, closed: Closed = {}): Exploration {
  const runs = new Map<string, Run>();
  const exploring: Exploring = {
    flow,
    runs,
    blocks: closed.blocks ?? blockByBranch(flow),
    shut: closed.shut ?? (() => false),
    tally: closed.tally ?? { spots: 0 },
    inside: (spot) => inside(exploring, spot),
    leaving: (spot) => leaving(exploring, spot),
    main: { line: undefined, reached: new Map(), end: undefined, exits: [] },
  };
  exploring.main = runFrom(exploring, undefined, spotAt(startOf(flow)));
  return exploring;
}

export function spotAt(step: string): Spot {
  return { key: step, step };
}

/** The spot that a route leads to, in the innermost line around both of its ends. */
export function spotOf(
  flow: FlowDefinition,
  from: string,
  route: Route,
  blocks?: ReadonlyMap<string, string>,
): Spot {
  const redo = route.redo === true;
  return blocksEntered(flow, from, route.to, blocks).reduceRight<Spot>((at, { block, branch }) => {
    const key = `${block} ${redo ? 'anew' : 'on'} ${branch} ${at.key}`;
    return { key, step: block, reopened: { branch, at, redo } };
  }, spotAt(route.to));
}

/** The nearest spots are looked at first: ways are as short as they can be. */
function runFrom(exploring: Exploring, line: string | undefined, first: Spot): Run {
  const key = `${line ?? ''} ${first.key}`;
  const known = exploring.runs.get(key);
  if (known !== undefined) return known;
  const reached = new Map<string, Reached>();
  const exits = new Map<string, Leaving>();
  const waiting: Leaving[][] = [];
  const meet = (one: Leaving) => (waiting[one.way.length] ??= []).push(one);
  meet({ line, spot: first, way: andThen(noWay, first.step) });
  let end: Reached | undefined;
  for (let length = 0; length < waiting.length; length++) {
    for (const one of waiting[length] ?? []) {
      if (one.line !== line) {
        if (!exits.has(one.spot.key)) exits.set(one.spot.key, one);
        continue;
      }
      if (reached.has(one.spot.key)) continue;
      reached.set(one.spot.key, one);
      exploring.tally.spots += 1;
      if (isEnd(exploring.flow.steps[one.spot.step])) end ??= one;
      for (const next of leaving(exploring, one.spot)) {
        meet({ ...next, way: along(one.way, [next.way]) });
      }
    }
  }
  const run = { line, reached, end, exits: [...exits.values()] };
  exploring.runs.set(key, run);
  return run;
}

function leaving(exploring: Exploring, spot: Spot): Leaving[] {
  const { flow } = exploring;
  const step = flow.steps[spot.step];
  if (step === undefined) return [];
  if (branchesOf(step).length === 0) return onward(exploring, spot.step, step, noWay);
  const runs = inside(exploring, spot);
  const joined = joinOf(step, spot, runs);
  const left = runs.flatMap(({ run }) => run?.exits ?? []);
  return [...(joined === undefined ? [] : onward(exploring, spot.step, step, joined)), ...left];
}

function onward(exploring: Exploring, id: string, step: Step, before: Way): Leaving[] {
  const { flow, blocks, shut } = exploring;
  return step.routes
    .filter((route) => !shut(id, route))
    .map((route) => {
      const spot = spotOf(flow, id, route, blocks);
      return { line: flow.steps[spot.step]?.branch, spot, way: andThen(before, spot.step) };
    });
}

/** The way through the branches that lets the block be left; undefined when there is none. */
function joinOf(
  step: Step,
  { reopened }: Spot,
  runs: readonly { run: Run | undefined }[],
): Way | undefined {
  const ends = runs.flatMap(({ run }) => run?.end?.way ?? []);
  const needed = reopened?.redo === false ? 1 : branchesNeeded(step);
  if (ends.length < needed) return undefined;
  const nearest = ends.toSorted((a, b) => a.length - b.length).slice(0, needed);
  return along(noWay, nearest);
}

function inside(exploring: Exploring, spot: Spot): { branch: Branch; run: Run | undefined }[] {
  const step = exploring.flow.steps[spot.step];
  return (step === undefined ? [] : branchesOf(step)).map((branch) => {
    const first = firstIn(branch, spot);
    return { branch, run: first && runFrom(exploring, branch.id, first) };
  });
}

/** Where a branch begins when its block is come to at a spot. */
function firstIn(branch: Branch, { reopened }: Spot): Spot | undefined {
  if (reopened?.branch === branch.id) return reopened.at;
  return reopened?.redo === false ? undefined : spotAt(branch.start);
}

function isEnd(step: Step | undefined): boolean {
  return step !== undefined && kindOf(step).arrival === 'end';
}
