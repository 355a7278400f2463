/** Tries out a case of a flow: of one sent, of a draft, of a version. Nothing is stored. */
import { setImmediate } from 'node:timers/promises';
import type { Instant } from '@flowmeter/engine/case/state.ts';
import type { Action, Given } from '@flowmeter/engine/definition/examples.ts';
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import { failed, ok, problem, type Problem, type Result } from '@flowmeter/engine/problem.ts';
import { advance } from '@flowmeter/engine/simulation/clock.ts';
import { prepare } from '@flowmeter/engine/simulation/prepare.ts';
import {
  runToEnd,
  sampleGiven,
  type RunOptions,
  type RunToEnd,
} from '@flowmeter/engine/simulation/run-to-end.ts';
import { replay, type Session } from '@flowmeter/engine/simulation/session.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { findDraft } from './find-draft.ts';

/** Which flow: content as it is being written, one's own draft, a version, or the one in force. */
export type Tried =
  | { definition: Record<string, unknown> }
  | { draft: string }
  | { hash: string }
  | { id: string };

export interface SimulationRequest {
  flow: Tried;
  /** How the case begins; with sample data unless said. */
  given?: Given | undefined;
  actions: readonly Action[];
  /** Then lets time pass until this instant. */
  advance_to?: Instant | undefined;
  /** Then runs on to the end. */
  run?: RunOptions | undefined;
}

export interface Simulated {
  session: Session;
  came: RunToEnd['came'] | null;
  stoppedAt: number | null;
  problems: readonly Problem[];
}

export async function simulate(
  deps: Deps,
  actor: Actor,
  asked: SimulationRequest,
): Promise<Result<Simulated>> {
  const found = await triedFlow(deps, actor, asked.flow);
  if (!found.ok) return found;
  const flow = found.value;
  const given = asked.given ?? sampleGiven(flow, instantOf(deps.clock), asked.run?.seed ?? 1);
  const done = await replay(flow, given, asked.actions, { between: setImmediate });
  if (!done.ok) return done;
  const { session, stopped } = done.value;
  if (stopped !== undefined) {
    const { index, problems } = stopped;
    return ok({ session, came: null, stoppedAt: index, problems });
  }
  const passed =
    asked.advance_to === undefined ? ok(session) : await advance(session, asked.advance_to);
  if (!passed.ok) return passed;
  if (asked.run === undefined) {
    return ok({ session: passed.value, came: null, stoppedAt: null, problems: [] });
  }
  const {
    session: ran,
    came,
    problems,
  } = await runToEnd(passed.value, {
    ...asked.run,
    between: setImmediate,
  });
  return ok({ session: ran, came, stoppedAt: null, problems });
}

/** The flow that is to be tried, as far as it hangs together. */
export async function triedFlow(
  deps: Deps,
  actor: Actor,
  tried: Tried,
): Promise<Result<CompiledFlow>> {
  const { inForce } = deps;
  if ('definition' in tried) return prepare(tried.definition, inForce.pack());
  if ('draft' in tried) {
    const draft = await findDraft(deps, actor, tried.draft);
    return draft.ok ? prepare(JSON.parse(draft.value.content), inForce.pack()) : draft;
  }
  const flow = 'hash' in tried ? await inForce.version(tried.hash) : inForce.flow(tried.id);
  return flow === undefined ? failed(problem('definition_not_found')) : ok(flow);
}
