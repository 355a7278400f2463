/** A draft exists for its owner alone, and only while it is not proposed. */
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import type { Deps } from '../deps.ts';
import type { DraftRow } from '../store/schema.ts';

export async function findDraft(deps: Deps, actor: Actor, id: string): Promise<Result<DraftRow>> {
  const draft = await deps.store.drafts.get(id);
  const shown = draft !== undefined && draft.owner === actor.id && draft.change_id === null;
  return shown ? ok(draft) : failed(problem('draft_not_found'));
}

export function contributorsOf(draft: DraftRow): string[] {
  return JSON.parse(draft.contributors) as string[];
}
