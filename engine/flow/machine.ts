/**
 * A flow as an XState machine. The only importer of xstate.
 *
 * A step is a state, a parallel block a parallel state whose regions are its branches, a route an
 * event `<step>.<route>`. There are no guards and no context: which way to go is asked of the rule
 * engine or a person, and arrives as the event. Every state reports when it is entered and left, so
 * that one transition tells exactly which visits began, ended or were withdrawn, in order.
 *
 * A block that needs all its branches is left by XState itself. One that needs fewer accepts the event
 * `<block>.joined`, which joins.ts asks for when enough have ended. A return into a block enters it with
 * several targets: the step returned to, and for every other branch on the way one of its ends, which
 * is entered without a mark (the branch was decided before and is carried forward).
 */
import { createMachine, initialTransition, transition, type AnyStateMachine } from 'xstate';
import type { FlowDefinition } from '../definition/flow.ts';
import type { ControlValue } from '../case/state.ts';
import type { Route } from '../definition/route.ts';
import type { Step } from '../steps/registry.ts';
import { kindOf } from '../steps/registry.ts';
import {
  blockByBranch,
  blocksEntered,
  branchesNeeded,
  branchesOf,
  startOf,
  stepsIn,
} from './structure.ts';

export interface Machine {
  readonly xstate: AnyStateMachine;
  /** Moves worked out before, by position and event; null where nothing accepts the event. */
  readonly moves: Map<string, Move | null>;
  /** Blocks that are left before all their branches have ended. */
  readonly early: ReadonlySet<string>;
}

/** More remembered moves than this, and all are forgotten; few flows have as many. */
const MOVES_KEPT = 20_000;

/** What one move of the machine did, in order. */
export type Mark =
  | { type: 'enter'; step: string }
  | { type: 'leave'; step: string }
  /** A parallel block was left because enough of its branches had ended. */
  | { type: 'joined'; step: string }
  /** A return enters a block: where its target lies, and the branches that stay as they were decided. */
  | { type: 'reopened'; step: string; branch: string; carried: string[] };

export interface Move {
  value: ControlValue;
  marks: Mark[];
  ended: boolean;
}

/** Compiles a flow whose structure has been checked (see soundness.ts). Throws on a malformed one. */
export function compileMachine(flow: FlowDefinition): Machine {
  const around = { flow, blocks: blockByBranch(flow), ends: endByBranch(flow) };
  const config = {
    id: 'flow',
    initial: startOf(flow),
    states: region(around, undefined),
  };
  const early = Object.entries(flow.steps).filter(([, step]) => isLeftEarly(step));
  return {
    xstate: createMachine(config as Parameters<typeof createMachine>[0]),
    moves: new Map(),
    early: new Set(early.map(([id]) => id)),
  };
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

/** Leaves a block of which enough branches have ended; undefined where it is not left so. */
export function joinBlock(machine: Machine, value: ControlValue, block: string): Move | undefined {
  return take(machine, value, block, JOINED);
}

const JOINED = 'joined';

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

/** What the states of a flow are made from. */
interface Around {
  flow: FlowDefinition;
  /** Branch -> its block. */
  blocks: ReadonlyMap<string, string>;
  /** Branch -> the end at which it stands when it is carried forward. */
  ends: ReadonlyMap<string, string>;
}

function endByBranch(flow: FlowDefinition): Map<string, string> {
  const ends = new Map<string, string>();
  for (const [id, step] of Object.entries(flow.steps).toReversed()) {
    if (step.branch !== undefined && kindOf(step).arrival === 'end') ends.set(step.branch, id);
  }
  return ends;
}

function region(around: Around, branch: string | undefined): Record<string, unknown> {
  const states = stepsIn(around.flow, branch).map(([id, step]) => [id, stateOf(around, id, step)]);
  return Object.fromEntries(states);
}

function stateOf(around: Around, id: string, step: Step): unknown {
  const marks = {
    id,
    entry: [{ type: 'enter', params: { step: id } }],
    exit: [{ type: 'leave', params: { step: id } }],
  };
  const { arrival } = kindOf(step);
  if (arrival === 'end') return { ...marks, type: 'final' };
  if (arrival === 'contain') return { ...marks, ...blockOf(around, id, step) };
  const on = step.routes.map((route) => [eventName(id, route.id), wayOf(around, id, route)]);
  return { ...marks, on: Object.fromEntries(on) };
}

function blockOf(around: Around, id: string, step: Step): object {
  const branches = branchesOf(step);
  const states = branches.map((branch) => [
    branch.id,
    { initial: branch.start, states: region(around, branch.id) },
  ]);
  const joined = { type: 'joined', params: { step: id } };
  const left = step.routes.map((route) => wayOf(around, id, route, [joined]));
  return {
    type: 'parallel',
    states: Object.fromEntries(states),
    onDone: left,
    ...(isLeftEarly(step) ? { on: { [eventName(id, JOINED)]: left } } : {}),
  };
}

function isLeftEarly(step: Step): boolean {
  return branchesNeeded(step) < branchesOf(step).length;
}

/** A transition: to the step a route leads to and, where that reopens blocks, into their branches. */
function wayOf(around: Around, from: string, route: Route, marks: object[] = []): object {
  const entered = blocksEntered(around.flow, from, route.to, around.blocks);
  const reopened = entered.map(({ block, branch }) => {
    const others = branchesOf(around.flow.steps[block] as Step).filter((one) => one.id !== branch);
    const carried = route.redo === true ? [] : others.map((one) => one.id);
    const ends = carried.flatMap((one) => around.ends.get(one) ?? []);
    return { type: 'reopened', params: { step: block, branch, carried, ends } };
  });
  const ends = reopened.flatMap(({ params }) => params.ends);
  return {
    target: [route.to, ...ends].map((id) => `#${id}`),
    reenter: true,
    actions: [...marks, ...reopened],
  };
}

function moveOf(
  snapshot: { value: unknown; status: string },
  actions: readonly { type: string; params?: unknown }[],
): Move {
  const all = actions.map(({ type, params }) => ({ type, ...(params as object) }) as Mark);
  const carried = new Set(
    all.flatMap((mark) => (mark.type === 'reopened' ? (mark as Reopening).ends : [])),
  );
  const marks = all.filter((mark) => mark.type !== 'enter' || !carried.has(mark.step));
  return { value: snapshot.value as ControlValue, marks, ended: snapshot.status === 'done' };
}

/** What the machine reports of a reopened block, with the ends at which carried branches stand. */
type Reopening = Extract<Mark, { type: 'reopened' }> & { ends: string[] };
