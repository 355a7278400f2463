/** Routes drawn, moved and split, by the same rules of legality as the engine's. */
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Route } from '@flowmeter/engine/definition/route.ts';
import { blocksEntered, branchesOf, mayLead, mayReturn } from '@flowmeter/engine/flow/structure.ts';
import { type Problem, problem } from '@flowmeter/engine/problem.ts';
import { kindOf } from '@flowmeter/engine/steps/registry.ts';
import { branchNamed, type Line, routeAt, type RouteRef, waysInto, waysOf } from './document.ts';
import { freshRouteId } from './names.ts';

/**
 * Why a route may not lead from one step to another; undefined when it may. `moved` is the route
 * that would be bent instead of a new one being drawn.
 */
export function refusalOf(
  flow: FlowDefinition,
  from: string,
  to: string,
  moved?: RouteRef,
): Problem | undefined {
  const step = flow.steps[from];
  const target = flow.steps[to];
  if (step === undefined) return problem('step_not_found', { step: from });
  if (target === undefined) return problem('route_to_nowhere', { step: step.name, to });
  const { outlets } = kindOf(step);
  const others = waysOf(step).filter((route) => moved?.step !== from || route.id !== moved.route);
  if (outlets === 'none') return problem('route_after_end', { step: step.name });
  if (outlets === 'one' && others.length > 0) return problem('one_route_only', { step: step.name });
  if (from === to) return problem('route_to_itself', { step: step.name });
  if (mayLead(flow, from, to) || isReturn(flow, from, to)) return undefined;
  return kindOf(target).arrival === 'pass'
    ? problem('route_to_start')
    : problem('route_into_branch', { step: step.name, to: target.name });
}

/** Every other step with the reason why no route may lead to it, or undefined where one may. */
export function targetsFrom(
  flow: FlowDefinition,
  from: string,
  moved?: RouteRef,
): Map<string, Problem | undefined> {
  const others = Object.keys(flow.steps).filter((id) => id !== from);
  return new Map(others.map((to) => [to, refusalOf(flow, from, to, moved)]));
}

/** Draws a new route, before the default where the step has one. */
export function connectTo(
  draft: FlowDefinition,
  from: string,
  to: string,
  carried: Partial<Omit<Route, 'id' | 'to'>> = {},
): Problem[] {
  const refused = refusalOf(draft, from, to);
  if (refused) return [refused];
  const step = draft.steps[from];
  if (step === undefined) return [];
  const way: Route = { id: freshRouteId(step, to), to, ...carried };
  addWay(waysOf(step), asReturn(draft, from, way), kindOf(step).conditional);
  return [];
}

/** Does a line lead into a block that is over, as only a return may? */
function isReturn(flow: FlowDefinition, from: string, to: string): boolean {
  const held = flow.steps[from];
  const arrival = held && kindOf(held).arrival;
  const chooses = arrival === 'task' || arrival === 'decide';
  if (!chooses || mayLead(flow, from, to) || !mayReturn(flow, from, to)) return false;
  const block = blocksEntered(flow, from, to)[0]?.block;
  return block !== undefined && comesAfter(flow, block, from);
}

/** Does some way lead from a step to another? */
function comesAfter(flow: FlowDefinition, first: string, step: string): boolean {
  const seen = new Set([first]);
  for (const id of seen) {
    const held = flow.steps[id];
    if (held === undefined) continue;
    for (const { to } of waysOf(held)) seen.add(to);
    if (id !== first) for (const { start } of branchesOf(held)) seen.add(start);
  }
  return seen.has(step);
}

/** The route, as a return where it can be nothing else. */
export function asReturn(flow: FlowDefinition, from: string, route: Route): Route {
  return isReturn(flow, from, route.to) ? { ...route, result: 'return' } : route;
}

/**
 * Splits a line: it leads to the step, and a new route leads on from there. The line keeps its id,
 * name, condition and result.
 */
export function joinLine(draft: FlowDefinition, line: Line, id: string): Problem[] {
  const step = draft.steps[id];
  const held = 'branch' in line ? undefined : routeAt(draft, line);
  const branch = 'branch' in line ? branchNamed(draft, line.branch)?.branch : undefined;
  const onward = held?.to ?? branch?.start;
  if (step === undefined || onward === undefined) {
    return [problem('step_not_found', { step: 'step' in line ? line.step : line.branch })];
  }
  const refused =
    'branch' in line ? inBranch(draft, line.branch, id) : refusalOf(draft, line.step, id, line);
  if (refused) return [refused];
  if (held && 'step' in line) {
    Object.assign(held, asReturn(draft, line.step, { ...held, to: id }));
  }
  if (branch) branch.start = id;
  return connectTo(draft, id, onward);
}

/** A branch can only begin with a step of its own. */
function inBranch(flow: FlowDefinition, branch: string, id: string): Problem | undefined {
  const step = flow.steps[id];
  const fits = step?.branch === branch && kindOf(step).arrival !== 'pass';
  return fits ? undefined : problem('route_into_branch', { step: branch, to: step?.name ?? id });
}

/** Bends every route that leads to a step so that it leads to another; drops those that may not. */
export function bendAll(draft: FlowDefinition, from: string, to: string): void {
  for (const at of waysInto(draft, from)) {
    const route = routeAt(draft, at);
    const step = draft.steps[at.step];
    if (route === undefined || step === undefined) continue;
    const twin = waysOf(step).some((one) => one.to === to);
    if (refusalOf(draft, at.step, to, at) === undefined && !twin) {
      Object.assign(route, asReturn(draft, at.step, { ...route, to }));
    } else dropRoutes(draft, [at]);
  }
}

/** Not one that says the work was not good enough. */
export function leadsOn({ result = 'pass' }: Pick<Route, 'result'>): boolean {
  return result === 'pass';
}

/** The steps that a step leads on to, each once; returns and rejections aside. */
export function onwardFrom(flow: FlowDefinition, id: string): string[] {
  const step = flow.steps[id];
  const ways = step === undefined ? [] : waysOf(step).filter(leadsOn);
  return [...new Set(ways.map((route) => route.to))];
}

export function dropRoutes(draft: FlowDefinition, routes: readonly RouteRef[]): void {
  for (const { step, route } of routes) {
    const ways = draft.steps[step] && waysOf(draft.steps[step]);
    const index = ways?.findIndex((one) => one.id === route) ?? -1;
    if (index >= 0) ways?.splice(index, 1);
  }
}

/** A conditional step's default stands last: a new way goes before it. */
function addWay(ways: Route[], route: Route, conditional: boolean): void {
  const last = ways.at(-1);
  const hasDefault = conditional && last !== undefined && last.when === undefined;
  if (hasDefault) ways.splice(-1, 0, route);
  else ways.push(route);
}
