/** Is a flow well-formed: one start, routes that lead somewhere they may, branches that hold together? */
import type { FlowDefinition } from '../definition/flow.ts';
import { problem, type Problem } from '../problem.ts';
import { checkCancel } from './check-cancel.ts';
import { checkExemptions } from './check-legal.ts';
import { kindOf, type Step } from '../steps/registry.ts';
import {
  blockByBranch,
  branchesNeeded,
  branchesOf,
  compensates,
  enclosing,
  isAllowed,
  routesOf,
  startsOf,
} from './structure.ts';
import { unknown } from './unknown.ts';

export function checkStructure(flow: FlowDefinition): Problem[] {
  return [
    ...checkStart(flow),
    ...checkBranches(flow),
    ...checkRoutes(flow),
    ...checkCancel(flow),
    ...checkExemptions(flow),
    ...Object.entries(flow.steps).flatMap(([id, step]) => checkOutlets(id, step)),
  ];
}

function checkStart(flow: FlowDefinition): Problem[] {
  const starts = startsOf(flow);
  if (starts.length === 0) return [problem('no_start', {}, '/steps')];
  const inside = starts.filter((id) => flow.steps[id]?.branch !== undefined);
  const wrong = [...starts.slice(1), ...inside];
  return wrong.map((id) => problem('several_starts', {}, `/steps/${id}`));
}

function checkBranches(flow: FlowDefinition): Problem[] {
  const blocks = blockByBranch(flow);
  const found: Problem[] = [];
  for (const [id, step] of Object.entries(flow.steps)) {
    const { branch } = step;
    if (branch !== undefined && !blocks.has(branch)) {
      found.push(unknown('branch', branch, `/steps/${id}/branch`));
    }
    if (branch !== undefined && containsItself(flow, blocks, id)) {
      found.push(unknown('branch', branch, `/steps/${id}/branch`));
    }
    const [branches, needed] = [branchesOf(step).length, branchesNeeded(step)];
    if (needed > branches) {
      const words = { name: step.name, needed, branches };
      found.push(problem('join_too_many', words, `/steps/${id}/join`));
    }
    branchesOf(step).forEach((one, index) => {
      const place = `/steps/${id}/branches/${index}`;
      if (blocks.get(one.id) !== id) found.push(problem('duplicate_id', { id: one.id }, place));
      if (flow.steps[one.start]?.branch !== one.id) {
        found.push(unknown('step', one.start, `${place}/start`));
      }
    });
  }
  return found;
}

function containsItself(flow: FlowDefinition, blocks: Map<string, string>, id: string): boolean {
  const inside = enclosing(flow, id, blocks).map((line) =>
    line === undefined ? undefined : blocks.get(line),
  );
  return inside.includes(id);
}

function checkRoutes(flow: FlowDefinition): Problem[] {
  const blocks = blockByBranch(flow);
  return routesOf(flow).flatMap(({ step, index, route }) => {
    const place = `/steps/${step}/routes/${index}`;
    const found: Problem[] = [];
    const twin = flow.steps[step]?.routes.findIndex((one) => one.id === route.id);
    if (twin !== index) found.push(problem('duplicate_id', { id: route.id }, place));
    if (flow.steps[route.to] === undefined) {
      found.push(problem('route_to_nowhere', { step: nameOf(flow, step), to: route.to }, place));
    } else if (!isAllowed(flow, step, route, blocks)) {
      const words = { step: nameOf(flow, step), to: nameOf(flow, route.to) };
      found.push(problem('route_into_branch', words, place));
    }
    return found;
  });
}

function checkOutlets(id: string, step: Step): Problem[] {
  const kind = kindOf(step);
  const place = `/steps/${id}/routes`;
  const words = { step: id, name: step.name };
  const found: Problem[] = [];
  if (kind.outlets !== 'none' && step.routes.length === 0 && !compensates(step)) {
    found.push(problem('step_without_route', { ...words, also: '' }, `/steps/${id}`));
  }
  if (kind.conditional) return [...found, ...checkDefault(step, words, place)];
  if (step.routes.some((route) => route.when !== undefined)) {
    found.push(problem('condition_not_allowed', words, place));
  }
  if (step.routes.length > 1) {
    step.routes.forEach((route, index) => {
      if (route.name === undefined) {
        found.push(problem('route_without_name', words, `${place}/${index}`));
      }
    });
  }
  return found;
}

/** The last route of a decision, and only that, has no condition: so it always answers. */
function checkDefault(
  step: Step,
  words: { step: string; name: Step['name'] },
  place: string,
): Problem[] {
  const open = step.routes.findIndex((route) => route.when === undefined);
  if (step.routes.length === 0) return [];
  if (open < 0) return [problem('decision_without_default', words, place)];
  const last = step.routes.length - 1;
  return open < last ? [problem('default_not_last', words, `${place}/${open}`)] : [];
}

function nameOf(flow: FlowDefinition, step: string) {
  return flow.steps[step]?.name ?? step;
}
