/**
 * Examples of a flow: a case is opened, people act, and then it stands as said. The commands are those
 * of the product and run the same way; nothing is played (engine/simulation says how).
 */
import type { CaseState } from '../case/state.ts';
import type { FlowExample } from '../definition/examples.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import type { Pack } from '../definition/pack.ts';
import { compileFlow, type CompiledFlow } from '../flow/compile.ts';
import { wordsOf, type Problem } from '../problem.ts';
import { dueDay, foundIn, restingAt } from '../simulation/example.ts';
import { now, replay, type Session } from '../simulation/session.ts';

/** How far an example came. */
interface Outcome {
  flow: CompiledFlow;
  /** Null where the case could not be opened. */
  state: CaseState | null;
  found: string[];
  /** Why the last action was refused. */
  refused: readonly Problem[];
}

/** What came of an example. */
export interface RanExample {
  /** What differs from `then`, in words; empty when the example holds. */
  differences: string[];
  /** As far as it came; undefined where the case could not be opened. */
  session: Session | undefined;
}

export async function checkFlowExample(
  definition: FlowDefinition,
  example: FlowExample,
  pack: Pack,
): Promise<string[]> {
  return (await runFlowExample(compileFlow(definition, pack), example)).differences;
}

export async function runFlowExample(
  flow: CompiledFlow,
  { given, when, then }: FlowExample,
): Promise<RanExample> {
  const run = await replay(flow, given, when);
  if (!run.ok) {
    const outcome = { flow, state: null, found: [], refused: run.problems };
    const differences =
      when.length > 0 ? [`given: ${refusalWords(run.problems)}`] : differencesIn(outcome, then);
    return { differences, session: undefined };
  }
  const { session, stopped } = run.value;
  if (stopped !== undefined && stopped.index < when.length - 1) {
    return {
      differences: [`when[${stopped.index}]: ${refusalWords(stopped.problems)}`],
      session,
    };
  }
  const refused = stopped?.problems ?? [];
  const found = [...foundIn(session.points.flatMap(({ hits }) => hits)), ...foundBy(refused)];
  const outcome = { flow, state: now(session).state, found, refused };
  return { differences: differencesIn(outcome, then), session };
}

/** A pre-audit that refuses has found something too. */
function foundBy(refused: readonly Problem[]): string[] {
  return refused.flatMap(({ details }) => (typeof details.rule === 'string' ? details.rule : []));
}

function differencesIn(
  { flow, state, found, refused }: Outcome,
  then: FlowExample['then'],
): string[] {
  if (refused.length > 0 && !refused.some(({ code }) => code === then.problem)) {
    return [`refused: ${refusalWords(refused)}`];
  }
  if (refused.length === 0 && then.problem !== undefined) {
    return [`not refused, expected ${then.problem}`];
  }
  if (state === null) return [];
  const visited = state.visits.map((visit) => visit.step);
  const at = restingAt(flow, state);
  const outcome = state.status === 'ended' ? state.outcome : 'none';
  const strayed = (then.not_visited ?? []).filter((step) => visited.includes(step));
  return [
    ...differs('at', at.toSorted(), then.at?.toSorted()),
    ...differs('outcome', outcome, then.outcome),
    ...differs('visited', visited, then.visited),
    ...strayed.map((step) => `visited ${step}, expected not to`),
    ...differs('findings', [...new Set(found)].toSorted(), then.findings?.toSorted()),
    ...dueDifferences(state, then.due ?? {}),
  ];
}

/** The due day of a limit is the last day on which it is kept, in the zone of its calendar. */
function dueDifferences(
  state: CaseState,
  expected: NonNullable<FlowExample['then']['due']>,
): string[] {
  return Object.entries(expected).flatMap(([step, limits]) => {
    const visit = state.visits.findLast((one) => one.step === step);
    return Object.entries(limits).flatMap(([id, day]) => {
      const limit = visit?.limits.find((one) => one.id === id);
      if (limit === undefined) return [`no limit ${id} at ${step}`];
      return differs(`${step} ${id} due`, dueDay(limit) ?? 'none', day);
    });
  });
}

function differs(
  what: string,
  found: string | readonly string[],
  expected: string | readonly string[] | undefined,
): string[] {
  if (expected === undefined || words(found) === words(expected)) return [];
  return [`${what} ${words(found)}, expected ${words(expected)}`];
}

function words(value: string | readonly string[]): string {
  return typeof value === 'string' ? value : `[${value.join(' ')}]`;
}

function refusalWords(problems: readonly Problem[]): string {
  return problems.map((one) => `${one.code} (${wordsOf(one).en})`).join('; ');
}
