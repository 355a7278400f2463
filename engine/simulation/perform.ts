/** One action of a session, done by the commands of the product. */
import type { Command } from '../case/commands.ts';
import type { Entry } from '../case/events.ts';
import type { CaseState, Instant, Visit } from '../case/state.ts';
import type { Action } from '../definition/examples.ts';
import type { CompiledFlow } from '../flow/compile.ts';
import { runCommand, type RuleHit } from '../flow/run.ts';
import { failed, ok, problem, type Problem, type Result } from '../problem.ts';
import { commandOf } from './commands.ts';
import { isTaskAction, mustClaim, performersOf, permitted } from './performer.ts';

/** Who acts where nobody does: timers, and the outside. */
export const SYSTEM = 'system';

export interface Performed {
  state: CaseState;
  entries: Entry[];
  hits: RuleHit[];
}

interface Performing {
  flow: CompiledFlow;
  state: CaseState;
  action: Action;
  /** What the action is about; undefined: the case, or nothing that is there. */
  visit: Visit | undefined;
  at: Instant;
}

/** Claims where that is needed, then does what is asked. */
export async function perform(one: Performing): Promise<Result<Performed>> {
  const { flow, state, action, visit } = one;
  const done: Performed = { state, entries: [], hits: [] };
  if (action.do === 'advance') return ok(done);
  if (state.status === 'ended') return failed(problem('case_ended'));
  if (visit === undefined && action.step !== undefined) return failed(notThere(flow, action));
  const commands = commandsOf(one);
  if (!commands.ok) return commands;
  for (const command of commands.value) {
    const ran = await runCommand(flow, done.state, command);
    if (ran.kind === 'refused') return { ok: false, problems: ran.problems };
    done.state = ran.state;
    done.entries.push(ran.entry);
    done.hits.push(...ran.hits);
  }
  return ok(done);
}

/** The visit that an action is about; undefined where the case does not rest there. */
export function visitOf(state: CaseState, { do: what, step, seq }: Action): Visit | undefined {
  const wanted = what === 'withdraw' ? 'done' : 'open';
  return state.visits.findLast(
    (one) => one.step === step && one.status === wanted && (seq === undefined || one.seq === seq),
  );
}

function commandsOf(one: Performing): Result<Command[]> {
  const { flow, state, action, visit, at } = one;
  const actor = actorOf(one);
  if (actor === undefined && visit !== undefined) return failed(nobody(flow, visit));
  const by = { at, actor: actor ?? SYSTEM };
  const asked = commandOf({ flow, state, action, visit, by });
  if (!asked.ok) return asked;
  const place = visit && { flow, state, visit, at };
  const claims =
    place !== undefined && isTaskAction(action.do) && mustClaim(place, by.actor, action.do);
  return ok([...(claims ? [claimOf(place.visit, by)] : []), asked.value]);
}

function claimOf({ seq }: Visit, by: { at: Instant; actor: string }): Command {
  return { type: 'claim', seq, ...by };
}

/** The person named; else somebody who may do it, or could if they claimed the task first. */
function actorOf({ flow, state, action, visit, at }: Performing): string | undefined {
  if (action.by !== undefined) return action.by;
  if (visit === undefined || !isTaskAction(action.do)) return SYSTEM;
  const place = { flow, state, visit, at };
  return (permitted(place, action.do)[0] ?? performersOf(place)[0])?.id;
}

function notThere({ flow }: CompiledFlow, { step = '' }: Action): Problem {
  const known = Object.hasOwn(flow.steps, step) ? flow.steps[step] : undefined;
  return problem('not_at_step', { step, name: known?.name ?? step });
}

function nobody({ flow, org }: CompiledFlow, { step, post = '' }: Visit): Problem {
  const held = org?.posts.find(({ id }) => id === post);
  return problem('nobody_able', {
    step,
    name: flow.steps[step]?.name ?? step,
    post: held?.name ?? post,
  });
}
