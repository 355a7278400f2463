/** What is wrong with a plan, whichever case is moved by it. */
import { checkPlan } from '@flowmeter/engine/migration/check-plan.ts';
import { hashOfPlan, type MigrationPlan } from '@flowmeter/engine/migration/plan.ts';
import { ok, type Problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import type { Deps } from '../deps.ts';
import { tellMigration, versionsIn } from './migration-versions.ts';

export async function checkMigration(
  deps: Deps,
  actor: Actor,
  { flow, plan }: { flow: string; plan: MigrationPlan },
): Promise<Result<Problem[]>> {
  const versions = await versionsIn(deps, flow, plan);
  if (!versions.ok) return versions;
  const problems = checkPlan(plan, versions.value.from, versions.value.to);
  const details = { plan: hashOfPlan(plan), problems: problems.length };
  const told = await tellMigration(deps, actor, 'checked', { flow, details });
  return told.ok ? ok(problems) : told;
}
