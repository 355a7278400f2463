/** What a migration would do to one case: where it lands, what is kept, what changes, or why not. */
import type { Command } from '../case/commands.ts';
import { isPaused } from '../case/clock.ts';
import type { CaseState, ControlValue, DueLimit, Visit } from '../case/state.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import type { CompiledFlow } from '../flow/compile.ts';
import { runCommand } from '../flow/run.ts';
import { warning, type Problem } from '../problem.ts';
import type { Step } from '../steps/registry.ts';
import { lacksAt } from './survival.ts';

export type Migrate = Extract<Command, { type: 'migrate' }>;

/** An open visit, before and after. */
export interface Kept {
  seq: number;
  from: string;
  to: string;
  post?: string;
  /** The post that had it before, where that is another. */
  postBefore?: string;
  holder?: string;
  paused: boolean;
}

/** A time of a visit (`seq`), or of the case, that is not what it was. Null: it does not apply. */
export interface LimitChange {
  seq?: number;
  step?: string;
  id: string;
  before: DueLimit | null;
  after: DueLimit | null;
}

export interface Landing {
  value: ControlValue;
  kept: Kept[];
  /** Open visits in branches that the plan gives up. */
  withdrawn: { seq: number; step: string; holder?: string }[];
  /** Steps at which the case arrives with the move, in branches that only the new version has. */
  begun: string[];
  limits: LimitChange[];
  /** Due times that stay as they are. */
  unchanged: number;
  /** What to think of before: it does not stand in the way. */
  notes: Problem[];
}

export type Verdict =
  | { can: true; landing: Landing; after: CaseState }
  | { can: false; problems: Problem[] };

/** Asks the decider itself, so that what passes here is carried out, and what does not is refused. */
export async function dryRun(
  to: CompiledFlow,
  state: CaseState,
  command: Migrate,
): Promise<Verdict> {
  const ran = await runCommand(to, state, command);
  if (ran.kind === 'refused') return { can: false, problems: ran.problems };
  const notes = [
    ...notUndone(command.source.flow, to.flow, state),
    ...lacksAt(to, standingIn(ran.state.value), ran.state.data),
  ];
  return { can: true, landing: { ...landingOf(state, ran.state), notes }, after: ran.state };
}

/** Every step that a position names: blocks, rests, ends of ended branches. */
function standingIn(value: ControlValue): string[] {
  if (typeof value === 'string') return [value];
  return Object.entries(value).flatMap(([block, inside]) => [
    block,
    ...Object.values(inside).flatMap(standingIn),
  ]);
}

/** Work that was done and that the new version would not undo, were the case cancelled. */
function notUndone(from: FlowDefinition, to: FlowDefinition, { visits }: CaseState): Problem[] {
  const done = new Set(visits.filter(({ status }) => status === 'done').map(({ step }) => step));
  return [...done].flatMap((id) => {
    const [undoing, still] = [undoingOf(from.steps[id]), undoingOf(to.steps[id])];
    if (undoing === undefined || undoing === still) return [];
    return [warning('migration_not_undone', { step: from.steps[id]?.name ?? id })];
  });
}

function undoingOf(step: Step | undefined): string | undefined {
  return step !== undefined && 'compensation' in step ? step.compensation : undefined;
}

function landingOf(before: CaseState, after: CaseState): Omit<Landing, 'notes'> {
  const open = before.visits.filter((visit) => visit.status === 'open');
  const now = (was: Visit) => after.visits[was.seq - 1] ?? was;
  const staying = open.filter((was) => now(was).status === 'open');
  const pairs = staying.map((was) => [was, now(was)] as const);
  const limits = [
    ...changesIn(before.limits, after.limits, {}),
    ...pairs.flatMap(([was, { seq, step, limits: then }]) =>
      changesIn(was.limits, then, { seq, step }),
    ),
  ];
  const all = [...after.limits, ...pairs.flatMap(([, is]) => is.limits)].length;
  return {
    value: after.value,
    kept: pairs.map(([was, is]) => keptOf(was, is)),
    withdrawn: open
      .filter((was) => now(was).status === 'withdrawn')
      .map(({ seq, step, holder }) => ({ seq, step, ...(holder === undefined ? {} : { holder }) })),
    begun: after.visits.slice(before.visits.length).map(({ step }) => step),
    limits,
    unchanged: all - limits.filter((one) => one.after !== null).length,
  };
}

function keptOf(was: Visit, now: Visit): Kept {
  const { seq, step, post, holder } = now;
  return {
    seq,
    from: was.step,
    to: step,
    paused: isPaused(now),
    ...(post === undefined ? {} : { post }),
    ...(was.post === undefined || was.post === post ? {} : { postBefore: was.post }),
    ...(holder === undefined ? {} : { holder }),
  };
}

function changesIn(
  before: readonly DueLimit[],
  after: readonly DueLimit[],
  where: Pick<LimitChange, 'seq' | 'step'>,
): LimitChange[] {
  const ids = new Set([...before, ...after].map(({ id }) => id));
  return [...ids].flatMap((id) => {
    const was = before.find((one) => one.id === id) ?? null;
    const now = after.find((one) => one.id === id) ?? null;
    return was === now ? [] : [{ ...where, id, before: was, after: now }];
  });
}
