/** Cases of small flows, brought to a place and moved to another version, for tests. */
import type { Command } from '../case/commands.ts';
import type { Entry } from '../case/events.ts';
import { fold } from '../case/fold.ts';
import type { CaseState, Visit } from '../case/state.ts';
import type { FactValues } from '../definition/facts.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import type { Pack } from '../definition/pack.ts';
import { compileFlow, type CompiledFlow } from '../flow/compile.ts';
import { flowOf, weekdays } from '../flow/flows.fixture.ts';
import { blockByBranch } from '../flow/structure.ts';
import { runCommand } from '../flow/run.ts';
import type { Problem } from '../problem.ts';
import type { Step } from '../steps/registry.ts';
import { dryRun, type Verdict } from './dry-run.ts';
import type { MigrationPlan } from './plan.ts';
import { suggestPlan } from './suggest-plan.ts';

const said = (text: string) => ({ zh: text, en: text });

export const pack: Pack = {
  definitions: [
    weekdays(),
    {
      kind: 'facts',
      id: 'facts',
      name: said('facts'),
      facts: {
        n: { name: said('n'), type: 'integer' },
        note: { name: said('note'), type: 'string' },
      },
    },
  ],
};

/** A Monday. */
export const OPENED = '2026-03-02T02:00:00.000Z';
export const LATER = '2026-03-04T02:00:00.000Z';

export function compiled(flow: FlowDefinition): CompiledFlow {
  return compileFlow(flow, pack);
}

/** A case with its entries. */
export interface Run {
  entries: Entry[];
  state: CaseState;
}

type Asked = Command extends infer C
  ? C extends Command
    ? Omit<C, 'at' | 'actor'>
    : never
  : never;

/** The case after one more command, or why it was refused. */
export async function ask(
  flow: CompiledFlow,
  run: Run | null,
  asked: Asked,
  at = OPENED,
): Promise<Run | Problem[]> {
  const command: Command = { at, actor: 'li', ...asked };
  const ran = await runCommand(flow, run?.state ?? null, command);
  if (ran.kind === 'refused') return ran.problems;
  return { entries: [...(run?.entries ?? []), ran.entry], state: ran.state };
}

/** As `ask`, for what is never refused in the test. */
export async function did(
  flow: CompiledFlow,
  run: Run | null,
  asked: Asked,
  at = OPENED,
): Promise<Run> {
  const done = await ask(flow, run, asked, at);
  if (Array.isArray(done)) throw new Error(JSON.stringify(done));
  return done;
}

export function openSeq({ state }: Run, step: string): number {
  return state.visits.findLast((one) => one.status === 'open' && one.step === step)?.seq ?? 0;
}

/** Opens a case and does steps in order, each by its first route or by the one after a colon. */
export async function reach(
  flow: CompiledFlow,
  steps: readonly string[],
  data: FactValues = {},
): Promise<Run> {
  let run = await did(flow, null, { type: 'open', caseId: 'c', unit: 'top', data });
  for (const step of steps) run = await complete(flow, run, step);
  return run;
}

export async function complete(flow: CompiledFlow, run: Run, asked: string): Promise<Run> {
  const [step = '', route = 'r0'] = asked.split(':');
  const seq = openSeq(run, step);
  const holder = run.state.visits[seq - 1]?.holder;
  const held = holder === undefined ? await did(flow, run, { type: 'claim', seq }) : run;
  return did(flow, held, { type: 'complete', seq, route, data: {} });
}

export function openSteps({ visits }: CaseState): string[] {
  return visits.filter((one) => one.status === 'open').map((one) => one.step);
}

/** The plan that is suggested, with steps said otherwise. */
export function planned(
  from: CompiledFlow,
  to: CompiledFlow,
  steps: Record<string, string> = {},
  timers: MigrationPlan['timers'] = {},
): MigrationPlan {
  const { plan } = suggestPlan(from, to);
  return { ...plan, steps: { ...plan.steps, ...steps }, timers };
}

export function migrateBy(plan: MigrationPlan, from: CompiledFlow) {
  return { type: 'migrate', plan, source: from, reason: 'new rules' } as const;
}

export function tried(
  from: CompiledFlow,
  to: CompiledFlow,
  plan: MigrationPlan,
  { state }: Run,
): Promise<Verdict> {
  return dryRun(to, state, { ...migrateBy(plan, from), actor: 'wang', at: LATER });
}

export function move(
  from: CompiledFlow,
  to: CompiledFlow,
  plan: MigrationPlan,
  run: Run,
): Promise<Run> {
  return did(to, run, migrateBy(plan, from), LATER);
}

export function refolded({ entries }: Run): CaseState | undefined {
  return fold(entries);
}

export function visitAt({ state }: Run, seq: number): Visit {
  return state.visits[seq - 1] as Visit;
}

export function named(steps: Record<string, Step>, name: string): FlowDefinition {
  return { ...flowOf(steps), name: said(name) };
}

export function openTasks({ visits }: CaseState): Visit[] {
  return visits.filter((one) => one.status === 'open' && one.clock !== undefined);
}

/** The step of the first open task. */
export function openTask(state: CaseState): string | undefined {
  return openTasks(state)[0]?.step;
}

export function problemsOf(verdict: Verdict): Problem[] {
  return verdict.can ? [] : verdict.problems;
}

export function codesOf(verdict: Verdict): string[] {
  return problemsOf(verdict).map(({ code }) => code);
}

export function branchesOnlyIn(one: CompiledFlow, other: CompiledFlow): string[] {
  const [all, known] = [blockByBranch(one.flow), blockByBranch(other.flow)];
  return [...all.keys()].filter((branch) => !known.has(branch));
}
