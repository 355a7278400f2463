/** How a flow's steps stand to one another: branches, blocks, enclosing lines. */
import type { FlowDefinition } from '../definition/flow.ts';
import type { Route } from '../definition/route.ts';
import { kindOf, type Step, type StepOf } from '../steps/registry.ts';

export type Branch = StepOf<'parallel'>['branches'][number];

/** The id of the first start step in the main line; empty when there is none. */
export function startOf(flow: FlowDefinition): string {
  const { steps } = flow;
  for (const id in steps) if (isStart(steps[id])) return id;
  return '';
}

export function startsOf(flow: FlowDefinition): string[] {
  return Object.entries(flow.steps)
    .filter(([, step]) => isStart(step))
    .map(([id]) => id);
}

function isStart(step: Step | undefined): boolean {
  return step !== undefined && kindOf(step).arrival === 'pass';
}

/** The steps standing in a branch (or in the main line, `undefined`), not those deeper inside. */
export function stepsIn(flow: FlowDefinition, branch: string | undefined): [string, Step][] {
  return Object.entries(flow.steps).filter(([, step]) => step.branch === branch);
}

export function branchesOf(step: Step): Branch[] {
  return 'branches' in step ? step.branches : [];
}

/** Branch id -> the id of the parallel block that has it. */
export function blockByBranch(flow: FlowDefinition): Map<string, string> {
  const blocks = new Map<string, string>();
  for (const [id, step] of Object.entries(flow.steps)) {
    for (const branch of branchesOf(step)) blocks.set(branch.id, id);
  }
  return blocks;
}

/**
 * The branches around a step, innermost first; `undefined` (the main line) is the last. Whoever asks
 * about many steps hands over the blocks, which are the same for all.
 */
export function enclosing(
  flow: FlowDefinition,
  stepId: string,
  blocks: ReadonlyMap<string, string> = blockByBranch(flow),
): (string | undefined)[] {
  const lines = new Set<string | undefined>();
  let branch = flow.steps[stepId]?.branch;
  while (branch !== undefined && !lines.has(branch)) {
    lines.add(branch);
    const block = blocks.get(branch);
    branch = block === undefined ? undefined : flow.steps[block]?.branch;
  }
  return [...lines, undefined];
}

/**
 * May a route lead from one step to another? To a step of the same line, or outward to a step of an
 * enclosing one (the block itself included: it then begins anew); never sideways or inward into a branch.
 */
export function mayLead(
  flow: FlowDefinition,
  from: string,
  to: string,
  blocks?: ReadonlyMap<string, string>,
): boolean {
  const target = flow.steps[to];
  if (target === undefined || kindOf(target).arrival === 'pass') return false;
  return enclosing(flow, from, blocks).includes(target.branch);
}

/** A block that a return enters from outside, and the branch in which its target lies. */
export interface Entered {
  block: string;
  branch: string;
}

/**
 * The blocks around one step that are not around another, outermost first: what a return from `from`
 * to `to` reopens. Empty when it leads to a line that encloses `from`.
 */
export function blocksEntered(
  flow: FlowDefinition,
  from: string,
  to: string,
  blocks: ReadonlyMap<string, string> = blockByBranch(flow),
): Entered[] {
  const lines = enclosing(flow, from, blocks);
  const entered: Entered[] = [];
  for (const branch of enclosing(flow, to, blocks)) {
    const block = branch === undefined ? undefined : blocks.get(branch);
    if (branch === undefined || block === undefined || lines.includes(branch)) break;
    entered.unshift({ block, branch });
  }
  return entered;
}

/**
 * May a return lead from one step to another? Wherever a route may, and into a branch of a block that
 * `from` stands outside of; never sideways into a sibling branch. A block itself returns nothing.
 */
export function mayReturn(
  flow: FlowDefinition,
  from: string,
  to: string,
  blocks: ReadonlyMap<string, string> = blockByBranch(flow),
): boolean {
  if (mayLead(flow, from, to, blocks)) return true;
  const [step, target] = [flow.steps[from], flow.steps[to]];
  if (step === undefined || target === undefined || kindOf(target).arrival === 'pass') return false;
  if (branchesOf(step).length > 0) return false;
  const outermost = blocksEntered(flow, from, to, blocks)[0]?.block;
  const around = enclosing(flow, from, blocks).map((line) => line && blocks.get(line));
  return outermost !== undefined && !around.includes(outermost);
}

/** The route by which a step that undoes another is left: it has none of its own. */
const UNDONE: Route = { id: 'undone', to: '', name: { zh: '已撤销', en: 'Undone' } };

/** The routes by which a step is left. */
export function waysOn(step: Step): readonly Route[] {
  return compensates(step) ? [UNDONE] : step.routes;
}

/** Is the step done only to undo another, when a case is cancelled? */
export function compensates(step: Step | undefined): boolean {
  return step !== undefined && 'compensates' in step && step.compensates === true;
}

/** May this route lead where it leads? See `mayLead` and, for returns, `mayReturn`. */
export function isAllowed(
  flow: FlowDefinition,
  from: string,
  { to, result }: Route,
  blocks?: ReadonlyMap<string, string>,
): boolean {
  return result === 'return' ? mayReturn(flow, from, to, blocks) : mayLead(flow, from, to, blocks);
}

/** How many branches of a block have to end before it is left. */
export function branchesNeeded(step: Step): number {
  const all = branchesOf(step).length;
  const join = 'branches' in step ? step.join : undefined;
  if (join === undefined || join === 'all') return all;
  return join === 'first' ? 1 : join.at_least;
}

/** All routes of a flow with the step they leave. */
export function routesOf(flow: FlowDefinition): { step: string; index: number; route: Route }[] {
  return Object.entries(flow.steps).flatMap(([step, { routes }]) =>
    routes.map((route, index) => ({ step, index, route })),
  );
}

/** The step as a task, when its kind is work for a person. */
export function taskOf(step: Step | undefined): StepOf<'task'> | undefined {
  return step !== undefined && kindOf(step).arrival === 'task'
    ? (step as StepOf<'task'>)
    : undefined;
}

/** The step as a start, when it is where cases begin. */
export function startStepOf(flow: FlowDefinition): StepOf<'start'> | undefined {
  const step = flow.steps[startOf(flow)];
  return step as StepOf<'start'> | undefined;
}

/** Whom a step's work is for: people of the case's unit, or of one above it. */
export function unitRuleOf(step: Step | undefined): 'case' | 'above' {
  return taskOf(step)?.assign?.unit ?? 'case';
}

/** The step as an automatic one, when the engine does something there. */
export function autoOf(step: Step | undefined): StepOf<'auto'> | undefined {
  return step !== undefined && kindOf(step).arrival === 'act'
    ? (step as StepOf<'auto'>)
    : undefined;
}

/** A step that has other flows run for it. */
export type Calling = StepOf<'call'> | StepOf<'repeat'>;

/** The step as one that calls another flow, once or for each item of a list. */
export function callingOf(step: Step | undefined): Calling | undefined {
  return step !== undefined && kindOf(step).arrival === 'call' ? (step as Calling) : undefined;
}

export function repeatOf(step: Calling): StepOf<'repeat'> | undefined {
  return 'over' in step ? step : undefined;
}

export function callOf(step: Calling): StepOf<'call'> | undefined {
  return 'out' in step ? step : undefined;
}

/** Does a case go on from a step at once, by itself: without a person, time or an answer? */
export function isAutomatic(step: Step | undefined): boolean {
  const auto = autoOf(step);
  if (auto !== undefined) return !('send' in auto.does);
  return step !== undefined && kindOf(step).arrival === 'decide';
}

/** The step as a wait, when a case rests there for a time. */
export function waitOf(step: Step | undefined): StepOf<'wait'> | undefined {
  return step !== undefined && kindOf(step).arrival === 'timer'
    ? (step as StepOf<'wait'>)
    : undefined;
}
