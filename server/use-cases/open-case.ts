/** Opens a case of the flow version in force. */
import type { FactValues } from '@flowmeter/engine/definition/facts.ts';
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import type { Person } from '@flowmeter/engine/definition/organisation.ts';
import { startStepOf } from '@flowmeter/engine/flow/structure.ts';
import { failed, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { notRun } from '../refusals.ts';
import {
  outsideOf,
  prepareCommand,
  storePrepared,
  type CommandAnswer,
  type Prepared,
} from './command-case.ts';
import { once } from './once.ts';

export interface Opening {
  flow: string;
  /** The actor's own unit unless given; it must be one that they see. */
  unit?: string | undefined;
  data: FactValues;
}

export function openCase(
  deps: Deps,
  actor: Actor,
  opening: Opening,
  key: string | undefined,
): Promise<Result<CommandAnswer>> {
  const asked = { actor: actor.id, key, action: 'open_case', body: opening, isPure: true };
  return once(deps, asked, async (keep) => {
    const flow = deps.inForce.flow(opening.flow);
    if (flow === undefined) return failed(notRun(deps.inForce, opening.flow));
    if (!mayOpen(flow, actor)) return failed(problem('not_allowed'));
    const unit = opening.unit ?? actor.unit;
    if (!actor.sees.has(unit))
      return failed(problem('unknown_reference', unitWords(unit), '/unit'));
    const prepared = await prepareOpening(deps, flow, {
      actor: actor.id,
      unit,
      data: opening.data,
    });
    if (!prepared.ok) return prepared;
    return storePrepared(deps, prepared.value, keep === undefined ? {} : { keep });
  });
}

/** Does the person hold a post that may open cases of this flow? */
export function mayOpen({ flow }: CompiledFlow, person: Person): boolean {
  return startStepOf(flow)?.posts.some((post) => person.posts.includes(post)) ?? false;
}

/** A new case that is not stored yet. `actor` is a person or `system`. */
export function prepareOpening(
  deps: Deps,
  flow: CompiledFlow,
  { actor, unit, data }: { actor: string; unit: string; data: FactValues },
): Promise<Result<Prepared>> {
  const at = instantOf(deps.clock);
  const opening = { type: 'open', at, actor, caseId: deps.ids(), unit, data } as const;
  return prepareCommand(flow, null, opening, outsideOf(deps));
}

function unitWords(id: string) {
  return { what: { zh: '单位', en: 'unit' }, id };
}
