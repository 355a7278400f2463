import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Deps } from '../deps.ts';
import type { StoredChange } from '../store/changes.ts';

/** What was proposed is no secret among those whom the policy lets read changes. */
export async function findChange(deps: Deps, id: string): Promise<Result<StoredChange>> {
  const found = await deps.store.changes.get(id);
  return found === undefined ? failed(problem('change_not_found')) : ok(found);
}
