/**
 * Is a flow sound? It can always reach its end, nothing in it is dead, it does not go round by itself
 * for ever, and every task has somebody to do it and a limit.
 *
 * Routes are taken as open (any may be taken), so the answer holds for every rule and every person's
 * choice. It is complete without listing every state because flows are block-structured (progress.ts
 * says how); soundness.test.ts holds it against an exhaustive walk through the compiled machine.
 */
import type { FlowDefinition } from '../definition/flow.ts';
import type { Pack } from '../definition/pack.ts';
import { problem, type Problem, type ProblemCode } from '../problem.ts';
import { kindOf } from '../steps/registry.ts';
import { analyseProgress, type Progress } from './progress.ts';
import { checkPeople } from './check-people.ts';
import { checkReferences } from './references.ts';
import { checkFacts } from './check-facts.ts';
import { checkStructure } from './check-structure.ts';
import { checkTasks } from './check-tasks.ts';

/** A flow of thousands of steps may be stuck everywhere: a trace to each would say nothing more. */
const MOST_STUCK = 20;

/** Everything found wrong with a flow among the definitions of a pack; errors forbid a proposal. */
export function checkFlow(flow: FlowDefinition, pack: Pack): Problem[] {
  const structure = checkStructure(flow);
  const holds = isClear(structure);
  return [
    ...structure,
    ...(holds ? [...checkProgress(flow), ...checkFacts(flow, pack)] : []),
    ...checkTasks(flow),
    ...checkPeople(flow, pack),
    ...checkReferences(flow, pack),
  ];
}

/** What can be said of the drawing alone: its structure and, where that holds together, its progress. */
export function checkShape(flow: FlowDefinition): Problem[] {
  const structure = checkStructure(flow);
  return isClear(structure) ? [...structure, ...checkProgress(flow)] : structure;
}

/** Is it clear where a case can go? */
function isClear(structure: readonly Problem[]): boolean {
  return structure.every((found) => incomplete.has(found.code));
}

/** Problems of structure that leave it clear where a case can go. */
const incomplete = new Set<ProblemCode>([
  'step_without_route',
  'route_without_name',
  'decision_without_default',
  'default_not_last',
  'condition_not_allowed',
]);

/** Reachability of every step, of the end from every reachable step, and automatic loops. */
export function checkProgress(flow: FlowDefinition): Problem[] {
  const progress = analyseProgress(flow);
  return [...deadSteps(flow, progress), ...stuckSteps(flow, progress), ...automaticLoops(flow)];
}

function deadSteps(flow: FlowDefinition, progress: Progress): Problem[] {
  return Object.entries(flow.steps)
    .filter(([id]) => !progress.reached.has(id))
    .map(([id, step]) => problem('unreachable_step', { step: id, name: step.name }, at(id)));
}

/** Each with its trace, the nearest to the start first: who is led out of these is led out of all. */
function stuckSteps(flow: FlowDefinition, progress: Progress): Problem[] {
  return [...progress.reached.keys()]
    .filter((id) => progress.stuck.has(id))
    .slice(0, MOST_STUCK)
    .map((id) => {
      const trace = traceTo(progress, id);
      const name = flow.steps[id]?.name ?? id;
      return problem(
        'end_unreachable',
        { step: id, name, trace: traceWords(flow, trace), steps: trace.join(' ') },
        at(id),
      );
    });
}

/** Decisions that lead to one another in a circle without a person or a timer between them. */
function automaticLoops(flow: FlowDefinition): Problem[] {
  const found: Problem[] = [];
  const done = new Set<string>();
  for (const first of Object.keys(flow.steps).filter((id) => isAutomatic(flow, id))) {
    // Depth first, with a path of its own: a long one would exhaust the stack.
    const path: string[] = [];
    const open = new Map<string, string[]>();
    for (let next: string | undefined = first; next !== undefined; ) {
      if (open.has(next)) found.push(circleTo(flow, path, next));
      else if (!done.has(next)) {
        path.push(next);
        open.set(next, waysFrom(flow, next));
      }
      next = nextOn(path, open, done);
    }
  }
  return found;
}

/** The next way to look at; steps whose ways have all been looked at leave the path. */
function nextOn(
  path: string[],
  open: Map<string, string[]>,
  done: Set<string>,
): string | undefined {
  for (let id = path.at(-1); id !== undefined; id = path.at(-1)) {
    const way = open.get(id)?.shift();
    if (way !== undefined) return way;
    done.add(id);
    open.delete(id);
    path.pop();
  }
  return undefined;
}

function circleTo(flow: FlowDefinition, path: readonly string[], id: string): Problem {
  const circle = [...path.slice(path.indexOf(id)), id];
  return problem('automatic_loop', { trace: traceWords(flow, circle) }, at(id));
}

function isAutomatic(flow: FlowDefinition, id: string): boolean {
  const step = flow.steps[id];
  return step !== undefined && kindOf(step).arrival === 'decide';
}

/** Automatic steps after an automatic step. */
function waysFrom(flow: FlowDefinition, id: string): string[] {
  const ways = flow.steps[id]?.routes.map((route) => route.to) ?? [];
  return ways.filter((to) => isAutomatic(flow, to));
}

/** The shortest way from the start to a step. */
export function traceTo(progress: Progress, id: string): string[] {
  const trace: string[] = [];
  let step: string | undefined = id;
  while (step !== undefined) {
    trace.unshift(step);
    step = progress.reached.get(step);
  }
  return trace;
}

export function traceWords(flow: FlowDefinition, trace: string[]) {
  const names = trace.map((id) => flow.steps[id]?.name ?? { zh: id, en: id });
  return {
    zh: names.map((name) => name.zh).join(' → '),
    en: names.map((name) => name.en).join(' → '),
  };
}

function at(step: string): string {
  return `/steps/${step}`;
}
