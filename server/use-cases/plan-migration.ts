/** A plan to begin with for moving the cases of a version to the one in force. */
import { suggestPlan, type Suggestion } from '@flowmeter/engine/migration/suggest-plan.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import type { Deps } from '../deps.ts';
import { tellMigration, versionsOf, type Versions } from './migration-versions.ts';

export interface Planned extends Suggestion {
  versions: Versions;
  openCases: number;
}

export async function planMigration(
  deps: Deps,
  actor: Actor,
  { flow, from }: { flow: string; from: string },
): Promise<Result<Planned>> {
  const versions = await versionsOf(deps, flow, from);
  if (!versions.ok) return versions;
  const { to } = versions.value;
  if (to.hash === from) return failed(problem('migration_same_version', {}, '/from'));
  const suggestion = suggestPlan(versions.value.from, to);
  const details = { from, to: to.hash };
  const told = await tellMigration(deps, actor, 'planned', { flow, details });
  if (!told.ok) return told;
  const openCases = await deps.store.cases.openCount(from);
  return ok({ ...suggestion, versions: versions.value, openCases });
}
