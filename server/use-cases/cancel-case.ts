/** Cancels a case, with a reason: what is open is withdrawn, what was completed is undone. */
import { serves } from '@flowmeter/engine/case/duties.ts';
import type { CaseState } from '@flowmeter/engine/case/state.ts';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { cancelRefusal } from '@flowmeter/engine/flow/cancel.ts';
import { problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import type { Deps } from '../deps.ts';
import type { InForce } from '../in-force.ts';
import { maySee } from './case-access.ts';
import { commandCase, type CommandAnswer } from './command-case.ts';
import { once } from './once.ts';

export interface Cancelling {
  id: string;
  reason: string;
  /** The version seen, or `any`. */
  expected: number | 'any';
  key: string | undefined;
}

export function cancelCase(
  deps: Deps,
  actor: Actor,
  { id, reason, expected, key }: Cancelling,
): Promise<Result<CommandAnswer>> {
  const asked = { actor: actor.id, key, action: `cancel ${id}`, body: { reason }, isPure: true };
  return once(deps, asked, (keep) =>
    commandCase(deps, {
      caseId: id,
      command: (at) => ({ type: 'cancel', reason, actor: actor.id, at }),
      forbids: (state, { flow }) => {
        if (!maySee(deps.inForce, actor, state, flow)) return problem('case_not_found');
        return isAllowed(deps.inForce, actor, state, flow) ? undefined : problem('not_allowed');
      },
      ...(expected === 'any' ? {} : { expected }),
      ...(keep === undefined ? {} : { keep }),
    }),
  );
}

/** May the person cancel the case as it stands? */
export function mayCancel(
  inForce: InForce,
  actor: Actor,
  state: CaseState,
  flow: FlowDefinition | undefined,
): boolean {
  if (flow === undefined || cancelRefusal(flow, state) !== undefined) return false;
  return isAllowed(inForce, actor, state, flow);
}

/**
 * Supervisors of the case's unit, holders of the flow's owner post who serve the unit from wherever they
 * are, and holders of the posts that the flow names who serve it.
 */
function isAllowed(
  inForce: InForce,
  actor: Actor,
  state: CaseState,
  { owner_post, cancel }: FlowDefinition,
): boolean {
  const org = inForce.organisation();
  if (org === undefined) return false;
  if (actor.roles.includes('supervisor') && actor.sees.has(state.unit)) return true;
  if (actor.posts.includes(owner_post) && serves(org, actor, 'above', state.unit)) return true;
  const named = cancel?.posts?.some((post) => actor.posts.includes(post)) ?? false;
  return named && serves(org, actor, 'case', state.unit);
}
