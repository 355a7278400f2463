/** A run saved as an example of its flow: what was given and done, and what came of it. */
import { localDay } from '../calendar/working-time.ts';
import { instantMs, instantText } from '../calendar/zone.ts';
import type { CaseState } from '../case/state.ts';
import type { ExamplesDefinition, FlowExample } from '../definition/examples.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import type { CompiledFlow } from '../flow/compile.ts';
import type { RuleHit } from '../flow/run.ts';
import type { Localized } from '../problem.ts';
import { kindOf } from '../steps/registry.ts';
import { actionsOf, now, type Session } from './session.ts';

/** What of the outcome an example is to say; all of it, as a rule. */
export interface Expected {
  outcome: boolean;
  steps: boolean;
  findings: boolean;
  due: boolean;
}

export const expectAll: Expected = { outcome: true, steps: true, findings: true, due: true };

/** The row of a run: it holds for the flow that the run was made with. */
export function exampleOf(
  session: Session,
  title: Localized,
  expected: Expected = expectAll,
): FlowExample {
  const { flow, given, points } = session;
  const { state } = now(session);
  const due = duesOf(flow, state);
  return {
    title,
    given,
    when: actionsOf(session),
    then: {
      ...(expected.outcome ? { at: restingAt(flow, state) } : {}),
      ...(expected.outcome && state.status === 'ended' ? { outcome: state.outcome } : {}),
      ...(expected.steps ? { visited: state.visits.map((visit) => visit.step) } : {}),
      ...(expected.findings ? { findings: foundIn(points.flatMap(({ hits }) => hits)) } : {}),
      ...(expected.due && Object.keys(due).length > 0 ? { due } : {}),
    },
  };
}

/** The examples of a flow with one more row; a new document where there is none. */
export function withExample(
  examples: ExamplesDefinition | undefined,
  row: FlowExample,
  flow: FlowDefinition,
): ExamplesDefinition {
  if (examples !== undefined) return { ...examples, rows: [...examples.rows, row] };
  const { id, name } = flow;
  return {
    kind: 'examples',
    id,
    name: { zh: `${name.zh}：示例`, en: `${name.en}: examples` },
    of: { kind: 'flow', id },
    rows: [row],
  };
}

/** Where something is still to be done: open steps, blocks left aside for the steps inside them. */
export function restingAt(flow: CompiledFlow, state: CaseState): string[] {
  return state.visits
    .filter(({ status }) => status === 'open')
    .map(({ step }) => step)
    .filter((id) => {
      const step = flow.flow.steps[id];
      return step === undefined || kindOf(step).arrival !== 'contain';
    });
}

/** Rules that hit, by id, each once. */
export function foundIn(hits: readonly RuleHit[]): string[] {
  return [...new Set(hits.flatMap(({ rule, answer }) => (answer.truth === true ? rule : [])))];
}

/** The last day on which a limit is kept, in the zone of its calendar; undefined while it has none. */
export function dueDay({ dueAt, zone }: { dueAt: string | null; zone: string }) {
  if (dueAt === null) return undefined;
  return localDay({ zone }, instantText((instantMs(dueAt) ?? 0) - 1));
}

/** Due days of open steps: step -> limit -> day. */
function duesOf(flow: CompiledFlow, state: CaseState): Record<string, Record<string, string>> {
  const resting = new Set(restingAt(flow, state));
  const dues: Record<string, Record<string, string>> = {};
  for (const { step, status, limits } of state.visits) {
    if (status !== 'open' || !resting.has(step)) continue;
    const days = limits.map((limit) => [limit.id, dueDay(limit)] as const);
    const known = days.filter((one): one is readonly [string, string] => one[1] !== undefined);
    if (known.length > 0) dues[step] = Object.fromEntries(known);
  }
  return dues;
}
