/** A person settles what went wrong at a step: has it tried again, skips it, or leads the case another way. */
import type { z } from 'zod';
import type { RerouteBody, SkipBody } from '@flowmeter/engine/case/auto-commands.ts';
import type { Command } from '@flowmeter/engine/case/commands.ts';
import { parseTaskId } from '@flowmeter/engine/case/state.ts';
import { failed, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import type { Deps } from '../deps.ts';
import { commandCase, type CommandAnswer } from './command-case.ts';
import { once } from './once.ts';
import { auditOf } from './record-audit.ts';

export type IncidentAction =
  | { type: 'retry' }
  | ({ type: 'skip' } & z.infer<typeof SkipBody>)
  | ({ type: 'reroute' } & z.infer<typeof RerouteBody>);

export interface IncidentRequest {
  /** `<case>.<visit>`. */
  id: string;
  action: IncidentAction;
  /** The case's version seen, or `any`. */
  expected: number | 'any';
  key: string | undefined;
}

/** For those who see the case's unit. */
export function settleIncident(
  deps: Deps,
  actor: Actor,
  { id, action, expected, key }: IncidentRequest,
): Promise<Result<CommandAnswer>> {
  const place = parseTaskId(id);
  if (place === undefined) return Promise.resolve(failed(problem('incident_not_found')));
  const { caseId, seq } = place;
  const asked = { actor: actor.id, key, action: `${action.type} ${id}`, body: action };
  return once(deps, { ...asked, isPure: true }, async (keep) => {
    const done = await commandCase(deps, {
      caseId,
      command: (at) => ({ ...action, seq, actor: actor.id, at }) satisfies Command,
      forbids: (state) =>
        actor.sees.has(state.unit) && seq <= state.visits.length
          ? undefined
          : problem('incident_not_found'),
      beside: { audit: [auditOf(deps, actor, `incident.${action.type}`, id, { ...action })] },
      ...(expected === 'any' ? {} : { expected }),
      ...(keep === undefined ? {} : { keep }),
    });
    const hidden = !done.ok && done.problems[0]?.code === 'case_not_found';
    return hidden ? failed(problem('incident_not_found')) : done;
  });
}
