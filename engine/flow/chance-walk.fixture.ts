/** A case in the hands of chance: open tasks are done, returned, paused; it may be cancelled. */
import type { Command } from '../case/commands.ts';
import type { Entry } from '../case/events.ts';
import { isPaused } from '../case/clock.ts';
import type { CaseState, ControlValue, Visit } from '../case/state.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import { kindOf } from '../steps/registry.ts';
import type { CompiledFlow } from './compile.ts';
import type { Answers } from './outcome.ts';
import { transition } from './transition.ts';

export interface ChanceWalk {
  flow: CompiledFlow;
  entries: Entry[];
  state: CaseState;
  /** Why a command was refused that should have been accepted. */
  refused: string[];
}

/** The next of a row of numbers, below a bound; the row goes round. */
export function picker(numbers: readonly number[]) {
  let turn = 0;
  return (below: number) => (numbers[turn++ % numbers.length] ?? 0) % below;
}

const at = '2026-03-02T01:00:00.000Z';

/** As many steps as there are, or until the case has ended. */
export function walkByChance(
  flow: CompiledFlow,
  pick: ReturnType<typeof picker>,
  steps: number,
): ChanceWalk {
  const walk = begun(flow, pick);
  for (let left = steps; left > 0 && walk.state.status === 'open'; left--) {
    const command = somethingTo(walk.state, flow.flow, pick);
    if (command === undefined) break;
    perform(walk, command, pick);
  }
  return walk;
}

function begun(flow: CompiledFlow, pick: ReturnType<typeof picker>): ChanceWalk {
  const walk = { flow, entries: [], refused: [] } as unknown as ChanceWalk;
  perform(walk, { type: 'open', caseId: 'c', unit: 'u', data: {}, actor: 'li', at }, pick);
  return walk;
}

/** Asks again with answers made up until there is an outcome. */
export function perform(walk: ChanceWalk, command: Command, pick: ReturnType<typeof picker>): void {
  const answers: Answers = {};
  for (;;) {
    const outcome = transition(walk.flow, walk.state ?? null, command, answers);
    if (outcome.kind === 'ask') {
      const { key, items } = outcome.question;
      answers[key] = Object.fromEntries(items.map(({ id }) => [id, { truth: pick(2) === 0 }]));
      continue;
    }
    if (outcome.kind === 'refused') walk.refused.push(...outcome.problems.map(({ code }) => code));
    else {
      walk.entries.push(outcome.entry);
      walk.state = outcome.state;
    }
    return;
  }
}

/** Something that a person may do now; undefined when there is nothing. */
export function somethingTo(
  state: CaseState,
  flow: FlowDefinition,
  pick: ReturnType<typeof picker>,
): Command | undefined {
  const open = openTasks(state, flow);
  const visit = open[pick(Math.max(1, open.length))];
  const by = { actor: 'li', at };
  if (flow.cancel !== undefined && state.cancelled === undefined && pick(40) === 0) {
    return { type: 'cancel', reason: 'chance', ...by };
  }
  if (visit === undefined) return undefined;
  const { seq } = visit;
  if (visit.holder === undefined) return { type: 'claim', seq, ...by };
  if (isPaused(visit)) return { type: 'resume', seq, ...by };
  const chance = pick(12);
  if (chance === 0) return { type: 'release', seq, ...by };
  if (chance === 1) return { type: 'pause', seq, reason: 'r', evidence: 'e', ...by };
  const routes = flow.steps[visit.step]?.routes ?? [];
  const route = routes[pick(Math.max(1, routes.length))];
  const done = { type: 'complete', seq, data: {}, comment: 'why', ...by } as const;
  return route === undefined ? done : { ...done, route: route.id };
}

export function openTasks(state: CaseState, flow: FlowDefinition): Visit[] {
  return state.visits.filter(
    ({ status, step }) =>
      status === 'open' && kindOf(flow.steps[step] ?? { kind: 'end' }).arrival === 'task',
  );
}

/**
 * What is wrong with a case at rest: nothing to do, a step open twice, or open visits that are not
 * those of its position. Empty when nothing is.
 */
export function wrongIn({ state, flow: { flow } }: ChanceWalk): string[] {
  if (state.status === 'ended') {
    return state.visits.filter(({ status }) => status === 'open').map(({ step }) => `left ${step}`);
  }
  const open = state.visits.filter(({ status }) => status === 'open').map(({ step }) => step);
  const twice = open.filter((step, index) => open.indexOf(step) !== index);
  const stands = positionsIn(state.value).filter(
    (step) => kindOf(flow.steps[step] ?? { kind: 'end' }).arrival !== 'end',
  );
  const lost = stands.filter((step) => !open.includes(step));
  const stray = open.filter((step) => !stands.includes(step));
  const isStuck = openTasks(state, flow).length === 0;
  return [
    ...(isStuck ? ['nothing to do'] : []),
    ...twice.map((step) => `twice ${step}`),
    ...lost.map((step) => `lost ${step}`),
    ...stray.map((step) => `stray ${step}`),
  ];
}

/** Every step of a position, blocks among them. */
function positionsIn(value: ControlValue): string[] {
  if (typeof value === 'string') return [value];
  return Object.entries(value).flatMap(([block, branches]) => [
    block,
    ...Object.values(typeof branches === 'string' ? {} : branches).flatMap(positionsIn),
  ]);
}
