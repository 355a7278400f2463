/** Saves a draft as it stands, finished or not; everybody who saves it has taken part in it. */
import type { LayoutDefinition } from '@flowmeter/engine/definition/flow.ts';
import { tooDeep } from '@flowmeter/engine/definition/parse.ts';
import { failed, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import type { DraftRow } from '../store/schema.ts';
import { drawnLayout } from './draft-layout.ts';
import { contributorsOf, findDraft } from './find-draft.ts';

export interface DraftContent {
  content: Record<string, unknown>;
  layout: LayoutDefinition | null;
  /**
   * The version in force that the author has taken note of, where it has moved since the draft began:
   * without it a draft on an old base cannot be proposed.
   */
  base_hash?: string | undefined;
}

export async function saveDraft(
  deps: Deps,
  actor: Actor,
  id: string,
  { content, layout, base_hash, seen }: DraftContent & { seen: number },
): Promise<Result<DraftRow>> {
  const found = await findDraft(deps, actor, id);
  if (!found.ok) return found;
  const draft = found.value;
  const deep = tooDeep(content);
  if (deep !== undefined) return failed(deep);
  const active = deps.inForce.active(draft.kind, draft.definition_id)?.hash;
  if (base_hash !== undefined && base_hash !== active) return failed(problem('change_stale'));
  const drawn = layout && drawnLayout(deps.inForce, draft.definition_id, layout);
  const saved = {
    ...draft,
    base_hash: base_hash ?? draft.base_hash,
    content: JSON.stringify(content),
    layout: drawn && JSON.stringify(drawn),
    revision: seen + 1,
    contributors: JSON.stringify([...new Set([...contributorsOf(draft), actor.id])]),
    updated_at: instantOf(deps.clock),
  };
  return deps.store.drafts.save(saved, seen);
}
