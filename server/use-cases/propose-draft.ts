import { parseContent } from '@flowmeter/engine/changes/check-change.ts';
import type { LayoutDefinition } from '@flowmeter/engine/definition/flow.ts';
import { failed, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import type { Deps } from '../deps.ts';
import { contributorsOf, findDraft } from './find-draft.ts';
import { once, type Keep } from './once.ts';
import { proposeChange, refusalOf, type Words } from './propose-change.ts';

/** Proposes a draft; it ends with that. The id of the change. */
export function proposeDraft(
  deps: Deps,
  actor: Actor,
  { id, key, words }: { id: string; key: string | undefined; words: Words },
): Promise<Result<string>> {
  const asked = { actor: actor.id, key, action: `propose ${id}`, body: words };
  return once(deps, asked, (keep) => propose(deps, actor, id, words, keep));
}

async function propose(
  deps: Deps,
  actor: Actor,
  id: string,
  words: Words,
  keep: Keep | undefined,
): Promise<Result<string>> {
  const found = await findDraft(deps, actor, id);
  if (!found.ok) return found;
  const draft = found.value;
  const { kind, definition_id, revision } = draft;
  const parsed = parseContent(JSON.parse(draft.content), { kind, id: definition_id });
  if (!parsed.ok) return refusalOf('change_has_errors', parsed.problems) ?? parsed;
  const base = deps.inForce.active(kind, definition_id)?.hash ?? null;
  if (draft.base_hash !== base) return failed(problem('change_stale'));
  const content = {
    definition: parsed.value,
    layout: draft.layout === null ? null : (JSON.parse(draft.layout) as LayoutDefinition),
    contributors: contributorsOf(draft),
    rollback: false,
    draft: { id, revision },
    keep,
  };
  return proposeChange(deps, actor, content, words);
}
