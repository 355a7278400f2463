/**
 * A flow as an XState machine. The only importer of xstate.
 *
 * A step is a state, a parallel block a parallel state whose regions are its branches, a route an
 * event `<step>.<route>`. There are no guards and no context: which way to go is asked of the rule
 * engine or a person, and arrives as the event. Every state reports when it is entered and left, so
 * that one transition tells exactly which visits began, ended or were withdrawn, in order.
 */
import { createMachine, initialTransition, transition, type AnyStateMachine } from 'xstate';
import type { FlowDefinition } from '../definition/flow.ts';
import type { ControlValue } from '../case/state.ts';
import type { Step } from '../steps/registry.ts';
import { kindOf } from '../steps/registry.ts';
import { branchesOf, startOf, stepsIn } from './structure.ts';

export interface Machine {
  readonly xstate: AnyStateMachine;
  /** Moves worked out before, by position and event; null where nothing accepts the event. */
  readonly moves: Map<string, Move | null>;
}

/** More remembered moves than this, and all are forgotten; few flows have as many. */
const MOVES_KEPT = 20_000;

/** What one move of the machine did, in order. */
export type Mark =
  | { type: 'enter'; step: string }
  | { type: 'leave'; step: string }
  /** A parallel block was left because all its branches had ended. */
  | { type: 'joined'; step: string };

export interface Move {
  value: ControlValue;
  marks: Mark[];
  ended: boolean;
}

/** Compiles a flow whose structure has been checked (see soundness.ts). Throws on a malformed one. */
export function compileMachine(flow: FlowDefinition): Machine {
  const config = {
    id: 'flow',
    initial: startOf(flow),
    states: region(flow, undefined),
  };
  return { xstate: createMachine(config as Parameters<typeof createMachine>[0]), moves: new Map() };
}

/** The machine's first position. */
export function begin(machine: Machine): Move {
  const [snapshot, actions] = initialTransition(machine.xstate);
  return moveOf(snapshot, actions);
}

/**
 * Takes a route from a position; undefined when nothing there accepts it. A machine without guards and
 * context moves the same way every time, so each move is worked out once.
 */
export function take(
  machine: Machine,
  value: ControlValue,
  step: string,
  route: string,
): Move | undefined {
  const key = `${typeof value === 'string' ? value : JSON.stringify(value)} ${step} ${route}`;
  const known = machine.moves.get(key);
  if (known !== undefined) return known ?? undefined;
  const move = workOut(machine, value, step, route);
  if (machine.moves.size >= MOVES_KEPT) machine.moves.clear();
  machine.moves.set(key, move ?? null);
  return move;
}

function workOut(
  machine: Machine,
  value: ControlValue,
  step: string,
  route: string,
): Move | undefined {
  const here = machine.xstate.resolveState({ value, context: {} });
  const [snapshot, actions] = transition(machine.xstate, here, { type: eventName(step, route) });
  return actions.length === 0 ? undefined : moveOf(snapshot, actions);
}

function eventName(step: string, route: string): string {
  return `${step}.${route}`;
}

function region(flow: FlowDefinition, branch: string | undefined): Record<string, unknown> {
  const states = stepsIn(flow, branch).map(([id, step]) => [id, stateOf(flow, id, step)]);
  return Object.fromEntries(states);
}

function stateOf(flow: FlowDefinition, id: string, step: Step): unknown {
  const marks = {
    id,
    entry: [{ type: 'enter', params: { step: id } }],
    exit: [{ type: 'leave', params: { step: id } }],
  };
  const { arrival } = kindOf(step);
  if (arrival === 'end') return { ...marks, type: 'final' };
  if (arrival === 'contain') return { ...marks, ...blockOf(flow, id, step) };
  const on = step.routes.map((route) => [
    eventName(id, route.id),
    { target: `#${route.to}`, reenter: true },
  ]);
  return { ...marks, on: Object.fromEntries(on) };
}

function blockOf(flow: FlowDefinition, id: string, step: Step): object {
  const states = branchesOf(step).map((branch) => [
    branch.id,
    { initial: branch.start, states: region(flow, branch.id) },
  ]);
  const joined = { type: 'joined', params: { step: id } };
  return {
    type: 'parallel',
    states: Object.fromEntries(states),
    onDone: step.routes.map((route) => ({ target: `#${route.to}`, actions: [joined] })),
  };
}

function moveOf(
  snapshot: { value: unknown; status: string },
  actions: readonly { type: string; params?: unknown }[],
): Move {
  return {
    value: snapshot.value as ControlValue,
    marks: actions.map(({ type, params }) => ({ type, ...(params as object) }) as Mark),
    ended: snapshot.status === 'done',
  };
}
