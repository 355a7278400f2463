import { parseContent } from '@flowmeter/engine/changes/check-change.ts';
import type { LayoutDefinition } from '@flowmeter/engine/definition/flow.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import type { Deps } from '../deps.ts';
import type { DraftRow } from '../store/schema.ts';
import { contributorsOf, findDraft } from './find-draft.ts';
import { once, type Keep } from './once.ts';
import { proposeChange, refusalOf, type Content, type Words } from './propose-change.ts';

interface Asked {
  ids: readonly string[];
  key: string | undefined;
  words: Words;
}

/** Proposes drafts as one change; they end with that. The id of the change. */
export function proposeDrafts(
  deps: Deps,
  actor: Actor,
  { ids, key, words }: Asked,
): Promise<Result<string>> {
  const asked = { actor: actor.id, key, action: `propose ${ids.join(' ')}`, body: words };
  return once(deps, asked, (keep) => propose(deps, actor, ids, words, keep));
}

async function propose(
  deps: Deps,
  actor: Actor,
  ids: readonly string[],
  words: Words,
  keep: Keep | undefined,
): Promise<Result<string>> {
  const drafts: DraftRow[] = [];
  const items: Content['items'][number][] = [];
  for (const id of ids) {
    const found = await findDraft(deps, actor, id);
    if (!found.ok) return found;
    const item = itemOf(deps, found.value);
    if (!item.ok) return item;
    drafts.push(found.value);
    items.push(item.value);
  }
  const content = {
    items,
    contributors: drafts.flatMap(contributorsOf),
    rollback: false,
    drafts: drafts.map(({ id, revision }) => ({ id, revision })),
    keep,
  };
  return proposeChange(deps, actor, content, words);
}

function itemOf({ inForce }: Deps, draft: DraftRow): Result<Content['items'][number]> {
  const { kind, definition_id, layout } = draft;
  const parsed = parseContent(JSON.parse(draft.content), { kind, id: definition_id });
  if (!parsed.ok) return refusalOf('change_has_errors', parsed.problems) ?? parsed;
  const base = inForce.active(kind, definition_id)?.hash ?? null;
  if (draft.base_hash !== base) return failed(problem('change_stale'));
  const drawn = layout === null ? null : (JSON.parse(layout) as LayoutDefinition);
  return ok({ definition: parsed.value, layout: drawn });
}
