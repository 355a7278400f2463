/** The two versions of a flow between which cases are moved: a released one, and the one in force. */
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import type { MigrationPlan } from '@flowmeter/engine/migration/plan.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';

export interface Versions {
  from: CompiledFlow;
  to: CompiledFlow;
}

/** `flow` is the flow's id, `from` the hash of a version of it. */
export async function versionsOf(
  { inForce }: Deps,
  flow: string,
  from: string,
): Promise<Result<Versions>> {
  const to = inForce.flow(flow);
  if (to === undefined) return failed(problem('not_active', { id: flow }));
  const source = await inForce.version(from);
  if (source === undefined || source.flow.id !== flow) {
    return failed(problem('definition_not_found', {}, '/from'));
  }
  return ok({ from: source, to });
}

/** Those of a plan; refuses one whose target is not in force: nothing else has been approved to run. */
export async function versionsIn(
  deps: Deps,
  flow: string,
  plan: MigrationPlan,
): Promise<Result<Versions>> {
  const found = await versionsOf(deps, flow, plan.from);
  if (!found.ok) return found;
  if (plan.to === found.value.to.hash) return found;
  return failed(problem('migration_not_in_force', {}, '/to'));
}

/** Who looks into moving cases is told to the audit log, like who moves them. */
export function tellMigration(
  deps: Deps,
  actor: Actor,
  action: 'planned' | 'checked' | 'tried',
  { flow, details }: { flow: string; details: Record<string, unknown> },
): Promise<Result<unknown>> {
  return deps.recordAudit(deps, {
    at: instantOf(deps.clock),
    actor: actor.id,
    ...actor.asked,
    action: `migration.${action}`,
    object: `flow/${flow}`,
    allowed: true,
    details,
  });
}
