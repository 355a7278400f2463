/**
 * Does the case go on by itself for ever? A circle of decisions and of steps that the engine does itself,
 * also through blocks whose branches end by themselves. A wait until a date that a fact says does not
 * break a circle, nor does work for each item of a list: the date may be past, and the list empty, every
 * time. A person, a period, a message or an answer from outside does.
 */
import type { FlowDefinition } from '../definition/flow.ts';
import type { Route } from '../definition/route.ts';
import { problem, type Problem } from '../problem.ts';
import { kindOf, type Step } from '../steps/registry.ts';
import { componentsOf } from './circles.ts';
import { explore, type Exploration, type Leaving, type Reached, type Tally } from './explore.ts';
import type { Progress } from './progress.ts';
import {
  branchesOf,
  callingOf,
  compensates,
  isAutomatic,
  repeatOf,
  startOf,
  waitOf,
} from './structure.ts';
import { along, noWay, stepsOf, traceWords, type Way } from './trace.ts';

/** For a flow whose structure has been checked: each circle once, with the way into it and round. */
export function automaticLoops(
  flow: FlowDefinition,
  { exploration, reached }: Progress,
  tally?: Tally,
): Problem[] {
  const start = startOf(flow);
  const shut = (id: string, route: Route) => id !== start && !goesOn(flow.steps[id], route);
  const byItself = explore(flow, { shut, ...(tally && { tally }) });
  const found = new Map<string, Problem>();
  for (const [line, spots] of spotsByLine(exploration)) {
    const next = (key: string) => onwardIn(byItself, line, spots.get(key));
    const after = (key: string) => next(key).map((one) => one.spot.key);
    for (const { nodes, isCircle } of componentsOf(spots.keys(), after)) {
      const [first] = nodes;
      if (!isCircle || first === undefined) continue;
      const id = spots.get(first)?.spot.step ?? '';
      const round = circleFrom(first, new Set(nodes), next);
      const circle = [id, ...stepsOf(round)];
      const trace = [...stepsOf(reached.get(id) ?? noWay), ...stepsOf(round)];
      const details = { trace: traceWords(flow, circle), steps: trace.join(' ') };
      if (!found.has(id)) found.set(id, problem('automatic_loop', details, `/steps/${id}`));
    }
  }
  return [...found.values()];
}

/** Is the route taken without a person, a period or an answer from outside? */
function goesOn(step: Step | undefined, route: Route): boolean {
  if (step === undefined || compensates(step)) return false;
  if (branchesOf(step).length > 0) return true;
  const isFirst = step.routes[0]?.id === route.id;
  const calling = callingOf(step);
  const isEmptied = calling !== undefined && repeatOf(calling) !== undefined;
  if (waitOf(step)?.until !== undefined || isEmptied) return isFirst;
  return isAutomatic(step) && (isFirst || kindOf(step).conditional);
}

/** Line -> the spots of it that a case comes to. */
function spotsByLine(exploration: Exploration): Map<string | undefined, Map<string, Reached>> {
  const lines = new Map<string | undefined, Map<string, Reached>>();
  for (const { line, reached } of exploration.runs.values()) {
    const spots = lines.get(line) ?? new Map<string, Reached>();
    lines.set(line, spots);
    for (const [key, one] of reached) spots.set(key, one);
  }
  return lines;
}

function onwardIn(
  byItself: Exploration,
  line: string | undefined,
  from: Reached | undefined,
): Leaving[] {
  return from === undefined ? [] : byItself.leaving(from.spot).filter((one) => one.line === line);
}

/** A shortest way from a node of a circle back to it. */
function circleFrom(
  first: string,
  within: ReadonlySet<string>,
  next: (key: string) => Leaving[],
): Way {
  const ways = new Map<string, Way>();
  const queue: [string, Way][] = [[first, noWay]];
  for (const [key, way] of queue) {
    for (const one of next(key)) {
      const whole = along(way, [one.way]);
      if (one.spot.key === first) return whole;
      if (!within.has(one.spot.key) || ways.has(one.spot.key)) continue;
      ways.set(one.spot.key, whole);
      queue.push([one.spot.key, whole]);
    }
  }
  return noWay;
}
