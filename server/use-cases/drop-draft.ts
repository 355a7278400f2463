import type { Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import type { Deps } from '../deps.ts';
import { findDraft } from './find-draft.ts';
import { auditOf } from './record-audit.ts';

/** Throws a draft away, with everything in it. */
export async function dropDraft(deps: Deps, actor: Actor, id: string): Promise<Result<void>> {
  const found = await findDraft(deps, actor, id);
  if (!found.ok) return found;
  const { kind, definition_id } = found.value;
  const audit = auditOf(deps, actor, 'draft.dropped', `${kind}/${definition_id}`, { draft: id });
  return deps.store.drafts.remove(id, audit);
}
