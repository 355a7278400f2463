/** Can a case that stands at some steps of a flow still come to its end? */
import type { FactValues } from '../definition/facts.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import { lacksIn, type Lack } from '../flow/check-facts.ts';
import type { Surroundings } from '../flow/compile.ts';
import { knownFacts, knownFactsFrom, type Landing } from '../flow/known-facts.ts';
import { analyseProgress, traceTo, type Progress } from '../flow/progress.ts';
import { traceWords } from '../flow/trace.ts';
import { problem, warning, type Problem } from '../problem.ts';

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

/**
 * Facts that a case lacks on some way on from where it lands, each once: errors; warnings where on some
 * other way it has them, and cases that begin in this version are no better off.
 */
export function missingFacts(flow: FlowDefinition, around: Around, landing: Landing): Problem[] {
  const own = ownLacks(flow, around);
  const found = new Map<string, Problem>();
  for (const lack of lacksIn(flow, around, knownFactsFrom(flow, landing))) {
    const { name, fact, at } = lack;
    const key = keyOf(lack);
    const row =
      lack.maybe && own.has(key)
        ? warning('fact_maybe_missing', { name, fact }, at)
        : problem('migration_fact_missing', { name, fact }, at);
    found.set(key, found.get(key) ?? row);
  }
  return [...found.values()];
}

/** `missingFacts` of a case that stands at all these steps with what has been entered. */
export function lacksAt(
  { flow, facts, rules, tables }: Around & { flow: FlowDefinition },
  steps: readonly string[],
  data: FactValues,
): Problem[] {
  const known = new Set(Object.keys(data).filter((id) => data[id] !== null && data[id] !== ''));
  return missingFacts(flow, { facts, rules, tables }, new Map(steps.map((step) => [step, known])));
}

type Around = Pick<Surroundings, 'facts' | 'rules' | 'tables'>;

/** What cases of this version may lack wherever they began. */
function ownLacks(flow: FlowDefinition, around: Around): ReadonlySet<string> {
  const known = lacking.get(flow);
  const { facts, rules, tables } = around;
  if (known?.facts === facts && known.rules === rules && known.tables === tables) {
    return known.keys;
  }
  const keys = new Set(lacksIn(flow, around, knownFacts(flow)).map(keyOf));
  lacking.set(flow, { facts, rules, tables, keys });
  return keys;
}

const lacking = new WeakMap<FlowDefinition, Around & { keys: ReadonlySet<string> }>();

function keyOf({ at, fact }: Lack): string {
  return `${at} ${fact.zh} ${fact.en}`;
}

/** Asked again for every case of a dry run. */
const known = new WeakMap<FlowDefinition, Progress>();

function progressOf(flow: FlowDefinition): Progress {
  const found = known.get(flow) ?? analyseProgress(flow);
  known.set(flow, found);
  return found;
}
