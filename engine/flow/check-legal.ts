/**
 * Steps that the law requires cannot be bypassed.
 *
 * The rule: on every way from the start to an end that counts as completed, every `legal` step of the
 * flow is passed, whatever people and rules decide on the way. An end counts as completed unless its
 * outcome is `unfinished`. A step is passed when it is left by a route whose result is `pass` (a return
 * or a rejection is no passing); of steps that go on by themselves only the first route counts, the
 * others are for when it could not be done. Work in a block that is left without it does not count.
 * A case that takes a route of a decision marked `exempt` need not pass the steps that it names: the
 * regulation says that they do not apply. See docs/decisions/0017-legal-steps.md.
 */
import type { FlowDefinition } from '../definition/flow.ts';
import type { Route } from '../definition/route.ts';
import { problem, type Problem } from '../problem.ts';
import { kindOf, type Step } from '../steps/registry.ts';
import { explore, type Tally } from './explore.ts';
import { blockByBranch, compensates, routesOf } from './structure.ts';
import { stepsOf, traceDetails } from './trace.ts';

/** For a flow whose structure has been checked: each with a way past the step. */
export function checkLegal(flow: FlowDefinition, tally?: Tally): Problem[] {
  const blocks = blockByBranch(flow);
  return Object.entries(flow.steps).flatMap(([id, step]) => {
    if (step.legal !== true || compensates(step)) return [];
    const passes = passingRoutes(id, step);
    const shut = (from: string, route: Route) =>
      passes(from, route) || route.exempt?.steps.includes(id) === true;
    const past = explore(flow, { blocks, shut, ...(tally && { tally }) });
    const end = [...past.main.reached.values()].find(({ spot }) => isCompleted(flow, spot.step));
    if (end === undefined) return [];
    const details = { step: id, name: step.name, ...traceDetails(flow, stepsOf(end.way)) };
    return [problem('legal_bypassed', details, `/steps/${id}`)];
  });
}

/** Who takes one of these has passed the step. */
function passingRoutes(id: string, step: Step): (from: string, route: Route) => boolean {
  const { arrival } = kindOf(step);
  if (arrival === 'end') return (_from, route) => route.to === id;
  const isByItself = arrival === 'act' || arrival === 'timer' || arrival === 'call';
  const passing = isByItself ? step.routes.slice(0, 1) : step.routes;
  const ids = new Set(
    passing.filter(({ result }) => (result ?? 'pass') === 'pass').map((route) => route.id),
  );
  return (from, route) => from === id && ids.has(route.id);
}

function isCompleted(flow: FlowDefinition, id: string): boolean {
  const step = flow.steps[id];
  if (step === undefined || kindOf(step).arrival !== 'end') return false;
  const outcome = 'outcome' in step ? step.outcome : undefined;
  return flow.outcomes.find((one) => one.id === outcome)?.unfinished !== true;
}

/** Do exemptions stand at decisions, name legal steps, and rest on a regulation? */
export function checkExemptions(flow: FlowDefinition): Problem[] {
  return routesOf(flow).flatMap(({ step: id, index, route: { exempt } }) => {
    const step = flow.steps[id];
    if (exempt === undefined || step === undefined) return [];
    const { name } = step;
    const at = `/steps/${id}/routes/${index}/exempt`;
    const unfit = exempt.steps.flatMap((one, place) => {
      const other = flow.steps[one];
      if (other?.legal === true) return [];
      const words = { name, step: other?.name ?? one };
      return [problem('exempt_unfit', words, `${at}/steps/${place}`)];
    });
    const isLaw = exempt.basis.kind === 'law' || exempt.basis.kind === 'recalled';
    return [
      ...(kindOf(step).conditional ? [] : [problem('exempt_not_at_decision', { name }, at)]),
      ...(isLaw ? [] : [problem('exempt_without_law', { name }, `${at}/basis`)]),
      ...unfit,
    ];
  });
}
