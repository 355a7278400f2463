/** The flow document that the editor changes: what the flow means, and where its steps stand. */
import type { FlowDefinition, LayoutDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Route } from '@flowmeter/engine/definition/route.ts';
import type { Step } from '@flowmeter/engine/steps/registry.ts';

export interface FlowDocument {
  flow: FlowDefinition;
  layout: LayoutDefinition;
}

/** A place on the canvas, in pixels at 100 %; a step stands at its upper left corner. */
export interface Point {
  x: number;
  y: number;
}

/** A route is known by the step it leaves and its own id, which is unique among that step's. */
export interface RouteRef {
  step: string;
  route: string;
}

/** A line that a step can be put into: a route, or the way from a block into one of its branches. */
export type Line = RouteRef | { branch: string };

/** One string for a line: a key of maps and the id of its drawing. */
export function keyOf(line: Line): string {
  return 'branch' in line ? `>${line.branch}` : `${line.step}/${line.route}`;
}

export function lineOf(key: string): Line {
  if (key.startsWith('>')) return { branch: key.slice(1) };
  const [step = '', route = ''] = key.split('/');
  return { step, route };
}

/** The routes of a step of any kind, to be read or changed alike (an end's list is always empty). */
export function waysOf(step: Step): Route[] {
  return step.routes as Route[];
}

export function routeAt(flow: FlowDefinition, at: RouteRef): Route | undefined {
  const step = flow.steps[at.step];
  return step && waysOf(step).find((route) => route.id === at.route);
}

/** Where a line leads; undefined when the line is not there. */
export function targetOf(flow: FlowDefinition, line: Line): string | undefined {
  if ('branch' in line) return branchNamed(flow, line.branch)?.branch.start;
  return routeAt(flow, line)?.to;
}

/** Every route that leads to a step. */
export function waysInto(flow: FlowDefinition, to: string): RouteRef[] {
  return Object.entries(flow.steps).flatMap(([step, one]) =>
    waysOf(one)
      .filter((route) => route.to === to)
      .map((route) => ({ step, route: route.id })),
  );
}

/** A branch with the block that has it. */
export function branchNamed(flow: FlowDefinition, id: string) {
  for (const [block, step] of Object.entries(flow.steps)) {
    if (!('branches' in step)) continue;
    const branch = step.branches.find((one) => one.id === id);
    if (branch) return { block, step, branch };
  }
  return undefined;
}

/** The steps inside a block, however deep; none for a step that is not a block. */
export function insideOf(flow: FlowDefinition, block: string): string[] {
  const step = flow.steps[block];
  if (step === undefined || !('branches' in step)) return [];
  const branches = new Set(step.branches.map((one) => one.id));
  return Object.entries(flow.steps)
    .filter(([, one]) => one.branch !== undefined && branches.has(one.branch))
    .flatMap(([id]) => [id, ...insideOf(flow, id)]);
}

/** The steps given with all that stands inside the blocks among them, each once. */
export function withInside(flow: FlowDefinition, steps: readonly string[]): Set<string> {
  return new Set(steps.flatMap((id) => [id, ...insideOf(flow, id)]));
}

/** A document of a flow; a layout that is not there yet is begun. */
export function documentOf(flow: FlowDefinition, layout: LayoutDefinition | null): FlowDocument {
  return { flow, layout: layout ?? blankLayout(flow) };
}

function blankLayout(flow: FlowDefinition): LayoutDefinition {
  return { kind: 'layout', id: flow.id, name: flow.name, flow: flow.id, positions: {} };
}
