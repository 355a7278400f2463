/**
 * Can every step be reached, and the end from every state? What merely follows from something else is
 * told with it (`details.follows`) and not by itself: one lost route is one problem.
 */
import type { FlowDefinition } from '../definition/flow.ts';
import type { Route } from '../definition/route.ts';
import { problem, type Problem } from '../problem.ts';
import { causeOf, told, type Cause } from './causes.ts';
import { deadSteps } from './dead-steps.ts';
import type { Tally } from './explore.ts';
import { analyseProgress, traceTo, type Progress } from './progress.ts';
import { traps } from './traps.ts';
import { blockByBranch, branchesNeeded, branchesOf, enclosing } from './structure.ts';
import { stepsOf, traceDetails } from './trace.ts';

/** A flow of thousands of steps may be wrong everywhere: more would say nothing more. */
const MOST = 20;

export interface Looking {
  tally?: Tally;
  /** Problems of structure: a step without a way on explains what is not reached behind it. */
  structure?: readonly Problem[];
  /** Routes that no fact can take, and the problem that says so. */
  never?: readonly NeverTaken[];
}

export interface NeverTaken {
  step: string;
  route: Route;
  problem: Problem;
}

/** The problems handed over, with what follows from them, and those of progress. */
export function checkProgress(flow: FlowDefinition, looking: Looking = {}): Problem[] {
  const { tally, structure = [], never = [] } = looking;
  const shut = (step: string, route: Route) =>
    never.some((one) => one.step === step && one.route.id === route.id);
  const progress = analyseProgress(flow, { ...(tally && { tally }), shut });
  const given = [
    ...structure.map((one) => causeOf(one)),
    ...never.map(({ problem: one, route }) => ({ ...causeOf(one), closed: [route.to] })),
  ];
  const stuck = stuckCauses(flow, progress, given);
  const unfinished = unfinishedBranches(flow, progress, [...given, ...stuck]);
  const causes = [...given, ...unfinished, ...stuck];
  const dead = deadSteps(flow, progress, causes);
  return [...causes, ...dead].map((cause) => told(flow, cause));
}

/** One for each trap; a trap that is a step without a way on has been told already. */
function stuckCauses(flow: FlowDefinition, progress: Progress, given: readonly Cause[]): Cause[] {
  const found: { length: number; cause: Cause }[] = [];
  for (const { steps, before } of traps(flow, progress)) {
    const known = given.find((cause) => cause.lost.some((id) => steps.includes(id)));
    if (known !== undefined) {
      known.follows.push(...before, ...steps.filter((id) => !known.lost.includes(id)));
      continue;
    }
    const [step = ''] = steps;
    const trace = traceTo(progress, step);
    const name = flow.steps[step]?.name ?? step;
    const details = { step, name, also: '', ...traceDetails(flow, trace) };
    const stuck = problem('end_unreachable', details, `/steps/${step}`);
    const follows = [...steps.slice(1), ...before];
    found.push({ length: trace.length, cause: { problem: stuck, lost: steps, follows } });
  }
  return found
    .toSorted((a, b) => a.length - b.length)
    .slice(0, MOST)
    .map(({ cause }) => cause);
}

/** Branches that no case finishes, of blocks that are not left without; where nothing inside says why. */
function unfinishedBranches(
  flow: FlowDefinition,
  progress: Progress,
  causes: readonly Cause[],
): Cause[] {
  const { exploration, reached } = progress;
  const blocks = blockByBranch(flow);
  const explained = new Set(
    causes.flatMap(({ lost }) => lost.flatMap((id) => enclosing(flow, id, blocks))),
  );
  const found: Cause[] = [];
  for (const [id, way] of reached) {
    const step = flow.steps[id];
    if (step === undefined || branchesOf(step).length === 0) continue;
    const runs = exploration.inside({ key: id, step: id });
    const ending = runs.filter(({ run }) => run?.end !== undefined).length;
    if (ending >= branchesNeeded(step)) continue;
    runs.forEach(({ branch, run }, index) => {
      if (run?.end !== undefined || explained.has(branch.id)) return;
      const trace = [...stepsOf(way), branch.start];
      const details = { step: id, name: step.name, branch: branch.name, also: '' };
      const words = { ...details, ...traceDetails(flow, trace) };
      const at = `/steps/${id}/branches/${index}`;
      const inside = [...(run?.reached.values() ?? [])].map(({ spot }) => spot.step);
      const unfinished = problem('branch_unfinished', words, at);
      found.push({ problem: unfinished, lost: [id, ...inside], follows: [] });
    });
  }
  return found;
}
