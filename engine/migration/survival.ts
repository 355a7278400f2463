/** Can a case that stands at some steps of a flow still come to its end? */
import type { FlowDefinition } from '../definition/flow.ts';
import { lacksIn } from '../flow/check-facts.ts';
import type { Surroundings } from '../flow/compile.ts';
import { knownFactsFrom, type Landing } from '../flow/known-facts.ts';
import { analyseProgress, traceTo, type Progress } from '../flow/progress.ts';
import { traceWords } from '../flow/trace.ts';
import { problem, type Problem } from '../problem.ts';

/** For each of the steps that no case ever comes to, or that none leaves: why, with the way to it. */
export function deadEnds(flow: FlowDefinition, steps: readonly string[], at?: string): Problem[] {
  const progress = progressOf(flow);
  return steps.flatMap((id) => {
    const name = flow.steps[id]?.name ?? id;
    if (!progress.reached.has(id)) return [problem('migration_unreachable', { name }, at)];
    if (!progress.stuck.has(id)) return [];
    const trace = traceTo(progress, id);
    const words = { name, trace: traceWords(flow, trace), steps: trace.join(' ') };
    return [problem('migration_no_end', words, at)];
  });
}

/** Facts that a case lacks on some way on from where it lands, each once. */
export function missingFacts(
  flow: FlowDefinition,
  around: Pick<Surroundings, 'facts' | 'rules'>,
  landing: Landing,
): Problem[] {
  const found = new Map<string, Problem>();
  for (const { name, fact, at } of lacksIn(flow, around, knownFactsFrom(flow, landing))) {
    const key = `${at} ${fact.en}`;
    if (!found.has(key)) found.set(key, problem('migration_fact_missing', { name, fact }, at));
  }
  return [...found.values()];
}

/** Asked again for every case of a dry run. */
const known = new WeakMap<FlowDefinition, Progress>();

function progressOf(flow: FlowDefinition): Progress {
  const found = known.get(flow) ?? analyseProgress(flow);
  known.set(flow, found);
  return found;
}
