/** Which steps and ways of a flow its examples go through, and which nobody has tried. */
import type { CaseState } from '../case/state.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import { branchesOf } from '../flow/structure.ts';

/** A route of a step, or the way into a branch of a block. */
export type Way = { step: string; route: string } | { branch: string; start: string };

export interface Coverage {
  steps: { covered: string[]; uncovered: string[] };
  ways: { covered: Way[]; uncovered: Way[] };
}

/** `ended`: the case as each example left it; a step counts however often it was come to. */
export function coverageOf(flow: FlowDefinition, ended: readonly CaseState[]): Coverage {
  const visits = ended.flatMap(({ visits: all }) => all);
  const seen = new Set(visits.map(({ step }) => step));
  const left = new Set(visits.map(({ step, route = '' }) => `${step}/${route}`));
  const steps = Object.keys(flow.steps);
  const isGone = (way: Way) =>
    'route' in way ? left.has(`${way.step}/${way.route}`) : seen.has(way.start);
  const ways = waysIn(flow);
  return {
    steps: {
      covered: steps.filter((step) => seen.has(step)),
      uncovered: steps.filter((step) => !seen.has(step)),
    },
    ways: { covered: ways.filter(isGone), uncovered: ways.filter((way) => !isGone(way)) },
  };
}

function waysIn({ steps }: FlowDefinition): Way[] {
  return Object.entries(steps).flatMap(([step, one]) => [
    ...one.routes.map(({ id }) => ({ step, route: id })),
    ...branchesOf(one).map(({ id, start }) => ({ branch: id, start })),
  ]);
}
