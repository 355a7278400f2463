/** Walks through compiled machines, for tests: every state, and the states that a trace leads to. */
import type { ControlValue } from '../case/state.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import type { Route } from '../definition/route.ts';
import { kindOf } from '../steps/registry.ts';
import { begin, compileMachine, joinBlock, take, type Machine, type Move } from './machine.ts';
import { blockByBranch, branchesNeeded } from './structure.ts';

/** A position, and the branches that have ended of blocks that are left before all have. */
export interface State {
  value: ControlValue;
  ended: Record<string, string[]>;
  isOver: boolean;
}

export interface Walker {
  flow: FlowDefinition;
  machine: Machine;
  first: Taken;
  /** By the first route of a step that stands open, the second, … */
  nexts: (state: State) => { step: string; route: Route; taken: Taken }[];
}

/** Where a move leads, and the steps entered and left on the way, in order. */
export interface Taken {
  state: State;
  marks: { type: 'enter' | 'leave'; step: string }[];
}

export const keyOf = ({ value, ended }: State) => JSON.stringify([value, ended]);

export function walkerOf(flow: FlowDefinition): Walker {
  const machine = compileMachine(flow);
  const blocks = blockByBranch(flow);
  const nothing: State = { value: '', ended: {}, isOver: false };

  /** The block that is left early, and its branch that ends by entering a step. */
  function endedBy(id: string): { block: string; branch: string } | undefined {
    const step = flow.steps[id];
    const branch = step !== undefined && kindOf(step).arrival === 'end' ? step.branch : undefined;
    const block = branch === undefined ? undefined : blocks.get(branch);
    if (branch === undefined || block === undefined) return undefined;
    return machine.early.has(block) ? { block, branch } : undefined;
  }

  function after(before: State, move: Move): Taken {
    const ended = { ...before.ended };
    const marks: Taken['marks'] = [];
    for (const mark of move.marks) {
      if (mark.type !== 'enter' && mark.type !== 'leave') continue;
      marks.push(mark);
      if (machine.early.has(mark.step)) delete ended[mark.step];
      const one = mark.type === 'enter' ? endedBy(mark.step) : undefined;
      if (one === undefined) continue;
      ended[one.block] = [...new Set([...(ended[one.block] ?? []), one.branch])].toSorted();
    }
    const state = { value: move.value, ended, isOver: move.ended };
    const full = Object.entries(ended).find(
      ([block, all]) => all.length >= branchesNeeded(flow.steps[block] as never),
    );
    const joined = full && !move.ended ? joinBlock(machine, move.value, full[0]) : undefined;
    if (joined === undefined) return { state, marks };
    const last = after(state, joined);
    return { state: last.state, marks: [...marks, ...last.marks] };
  }

  return {
    flow,
    machine,
    first: after(nothing, begin(machine)),
    nexts: (state) =>
      state.isOver
        ? []
        : openSteps(state.value).flatMap((step) =>
            (flow.steps[step]?.routes ?? []).flatMap((route) => {
              const move = take(machine, state.value, step, route.id);
              return move === undefined ? [] : { step, route, taken: after(state, move) };
            }),
          ),
  };
}

/** The steps at which a position stands, blocks left aside. */
export function openSteps(value: ControlValue): string[] {
  if (typeof value === 'string') return [value];
  return Object.values(value).flatMap((inner) =>
    typeof inner === 'string' ? [inner] : Object.values(inner).flatMap(openSteps),
  );
}

/** Every state, the steps visited, and the states from which the end cannot be reached. */
export function walkAll({ first, nexts }: Walker) {
  const visited = new Set<string>();
  const before = new Map<string, string[]>();
  const states = new Map<string, State>();
  const queue: State[] = [];
  const meet = ({ state, marks }: Taken) => {
    for (const mark of marks) if (mark.type === 'enter') visited.add(mark.step);
    if (!states.has(keyOf(state))) queue.push(state);
    states.set(keyOf(state), state);
  };
  meet(first);
  for (const state of queue) {
    for (const { taken } of nexts(state)) {
      meet(taken);
      const key = keyOf(taken.state);
      before.set(key, [...(before.get(key) ?? []), keyOf(state)]);
    }
  }
  const good = new Set([...states].filter(([, state]) => state.isOver).map(([key]) => key));
  for (const key of good) for (const one of before.get(key) ?? []) good.add(one);
  return { visited, states, stuck: new Set([...states.keys()].filter((key) => !good.has(key))) };
}

/** The states to which a case can come by visiting the steps of a trace in order. */
export function follow(walker: Walker, trace: readonly string[]): State[] {
  const found = new Map<string, State>();
  const seen = new Set<string>();
  const open: { state: State; arrived: string[]; at: number }[] = [];
  const push = ({ state, marks }: Taken, before: readonly string[], at: number) => {
    const left = new Set(marks.flatMap(({ type, step }) => (type === 'leave' ? [step] : [])));
    const entered = marks.flatMap(({ type, step }) => (type === 'enter' ? [step] : []));
    open.push({ state, arrived: [...before.filter((one) => !left.has(one)), ...entered], at });
  };
  push(walker.first, [], 0);
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    const { state, arrived, at } = one;
    const key = JSON.stringify([keyOf(state), arrived, at]);
    if (seen.has(key)) continue;
    seen.add(key);
    const next = trace[at];
    if (next === undefined) found.set(keyOf(state), state);
    else if (arrived.includes(next)) {
      open.push({ state, arrived: arrived.toSpliced(arrived.indexOf(next), 1), at: at + 1 });
    } else {
      for (const { taken } of walker.nexts(state)) {
        const enters = taken.marks.some(({ type, step }) => type === 'enter' && step === next);
        if (enters) push(taken, arrived, at);
      }
    }
  }
  return [...found.values()];
}
