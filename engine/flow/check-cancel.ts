/** Does what happens when a case is cancelled hold together: its outcome, and what undoes finished work? */
import type { FlowDefinition } from '../definition/flow.ts';
import { problem, type Problem } from '../problem.ts';
import { compensates, taskOf } from './structure.ts';
import { unknown } from './unknown.ts';

export function checkCancel(flow: FlowDefinition): Problem[] {
  const compensated = Object.entries(flow.steps).flatMap(([id, step]) => {
    const by = 'compensation' in step ? step.compensation : undefined;
    return by === undefined ? [] : checkCompensation(flow, id, by);
  });
  return [...checkOutcome(flow), ...compensated, ...checkApart(flow)];
}

function checkOutcome({ cancel, outcomes, steps }: FlowDefinition): Problem[] {
  if (cancel === undefined) return [];
  const outcome = outcomes.find((one) => one.id === cancel.outcome);
  const late = (cancel.until ?? []).flatMap((id, index) =>
    steps[id] === undefined ? [unknown('step', id, `/cancel/until/${index}`)] : [],
  );
  if (outcome === undefined)
    return [unknown('outcome', cancel.outcome, '/cancel/outcome'), ...late];
  if (outcome.unfinished) return late;
  const words = { outcome: outcome.name };
  return [problem('cancel_not_unfinished', words, '/cancel/outcome'), ...late];
}

function checkCompensation({ steps }: FlowDefinition, id: string, by: string): Problem[] {
  const place = `/steps/${id}/compensation`;
  const undoing = steps[by];
  if (undoing === undefined) return [unknown('step', by, place)];
  const isSigned = taskOf(undoing)?.sign !== undefined;
  const fits = compensates(undoing) && undoing.branch === undefined && !isSigned;
  if (fits && !compensates(steps[id])) return [];
  const words = { name: steps[id]?.name ?? id, other: undoing.name };
  return [problem('compensation_unfit', words, place)];
}

/** What only undoes stands outside of every way through the flow. */
function checkApart(flow: FlowDefinition): Problem[] {
  const entered = new Set(
    Object.values(flow.steps).flatMap((step) => step.routes.map((route) => route.to)),
  );
  return Object.entries(flow.steps)
    .filter(([id, step]) => compensates(step) && (step.routes.length > 0 || entered.has(id)))
    .map(([id, step]) => problem('compensation_in_flow', { name: step.name }, `/steps/${id}`));
}
