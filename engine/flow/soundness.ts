/**
 * Is a flow sound? It can always reach its end, nothing in it is dead, it does not go round by itself
 * for ever, what the law requires cannot be bypassed, and every task has somebody to do it and a limit.
 *
 * Routes are taken as open (any may be taken), so the answer holds for every rule and every person's
 * choice; only routes that no fact can take are closed. It is complete without listing every state
 * because flows are block-structured (explore.ts and progress.ts say how); soundness.test.ts holds it
 * against an exhaustive walk through the compiled machine. What is wrong about the ways of a case tells
 * one as a trace: `details.steps`, ids in the order in which a case comes to them.
 */
import type { FlowDefinition } from '../definition/flow.ts';
import type { Pack } from '../definition/pack.ts';
import type { Problem, ProblemCode } from '../problem.ts';
import { automaticLoops } from './check-automatic.ts';
import { checkDecisions, type Decisions } from './check-decisions.ts';
import { checkKinds } from './check-kinds.ts';
import { checkLegal } from './check-legal.ts';
import { checkProgress, type NeverTaken } from './check-progress.ts';
import { checkReturns } from './check-returns.ts';
import { checkReferences } from './references.ts';
import { checkFacts } from './check-facts.ts';
import { checkStructure } from './check-structure.ts';
import { checkTasks } from './check-tasks.ts';
import type { Tally } from './explore.ts';
import { askableFacts } from '../tables/facts.ts';
import { analyseProgress } from './progress.ts';

/** Everything found wrong with a flow among the definitions of a pack; errors forbid a proposal. */
export function checkFlow(flow: FlowDefinition, pack: Pack): Problem[] {
  const structure = checkStructure(flow);
  const holds = isClear(structure);
  const decisions = holds ? checkDecisions(flow, askableFacts(pack)) : undefined;
  return [
    ...(decisions ? checkWays(flow, answered(structure, decisions), decisions.never) : structure),
    ...(holds ? checkFacts(flow, pack) : []),
    ...checkTasks(flow),
    ...checkReferences(flow, pack),
    ...checkKinds(flow, pack),
  ];
}

/** What can be said of the drawing alone: its structure and, where that holds together, its ways. */
export function checkShape(flow: FlowDefinition, tally?: Tally): Problem[] {
  const structure = checkStructure(flow);
  return isClear(structure) ? checkWays(flow, structure, [], tally) : structure;
}

/** A decision that is proven to answer needs no default. */
function answered(structure: readonly Problem[], { complete }: Decisions): Problem[] {
  return structure.filter(
    ({ code, details }) =>
      code !== 'decision_without_default' || !complete.has(details['step'] as string),
  );
}

/** The causes first; what they bring about stands with them. */
function checkWays(
  flow: FlowDefinition,
  structure: readonly Problem[],
  never: readonly NeverTaken[] = [],
  tally?: Tally,
): Problem[] {
  const counted = tally && { tally };
  const found = checkProgress(flow, { structure, never, ...counted });
  const progress = analyseProgress(flow, { ...counted });
  return [
    ...found,
    ...automaticLoops(flow, progress, tally),
    ...checkReturns(flow, tally),
    ...checkLegal(flow, tally),
  ];
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
  'cancel_not_unfinished',
  'compensation_unfit',
  'exempt_unfit',
  'exempt_without_law',
  'exempt_not_at_decision',
]);
