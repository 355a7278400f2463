/**
 * Brings a draft onto the version in force: merges what the draft changed with what changed in force since
 * it began. Where both changed the same thing, the caller chooses; until everything is chosen the draft
 * stays as it is. Whoever took part in the draft stays a contributor.
 */
import type { LayoutDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { type Choices, mergeDefinitions } from '@flowmeter/engine/merge/merge.ts';
import { mergeLayouts } from '@flowmeter/engine/merge/merge-layouts.ts';
import { failed, ok, problem, type Problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import type { DraftRow } from '../store/schema.ts';
import { drawnLayout, layoutFor } from './draft-layout.ts';
import { contributorsOf, findDraft } from './find-draft.ts';
import { auditOf } from './record-audit.ts';

export interface Rebasing {
  /** The version in force that the choices were made on. */
  onto: string;
  choices: Choices;
  /** The revision of the draft that they were made on. */
  seen: number;
}

export async function rebaseDraft(
  deps: Deps,
  actor: Actor,
  id: string,
  { onto, choices, seen }: Rebasing,
): Promise<Result<DraftRow>> {
  const found = await findDraft(deps, actor, id);
  if (!found.ok) return found;
  const draft = found.value;
  if (draft.revision !== seen) {
    return failed(problem('version_conflict', { version: draft.revision }));
  }
  const active = deps.inForce.active(draft.kind, draft.definition_id);
  if (active === undefined || active.hash !== onto) return failed(problem('change_stale'));
  if (draft.base_hash === onto) return ok(draft);
  const base = await baseOf(deps, draft);
  if (!base.ok) return base;
  const documents = {
    base: base.value,
    mine: JSON.parse(draft.content) as unknown,
    theirs: active.definition,
  };
  const { merged, conflicts, renamed } = mergeDefinitions(documents, choices, deps.inForce.pack());
  const undecided = conflicts.filter(({ choice }) => choice === null);
  if (undecided.length > 0) {
    const each = undecided.map(({ name, at }) => problem('merge_conflict', { name }, at));
    const count = problem('merge_undecided', { count: undecided.length });
    return { ok: false, problems: [count, ...each] satisfies Problem[] };
  }
  const saved: DraftRow = {
    ...draft,
    base_hash: onto,
    content: JSON.stringify(merged),
    layout: layoutOf(deps, draft, renamed),
    revision: seen + 1,
    contributors: JSON.stringify([...new Set([...contributorsOf(draft), actor.id])]),
    updated_at: instantOf(deps.clock),
  };
  const details = { draft: draft.id, base_hash: draft.base_hash, onto, choices };
  const object = `${draft.kind}/${draft.definition_id}`;
  return deps.store.drafts.save(
    saved,
    seen,
    auditOf(deps, actor, 'draft.rebased', object, details),
  );
}

/** Null where there was no version when the draft began. */
async function baseOf(deps: Deps, { base_hash }: DraftRow): Promise<Result<Definition | null>> {
  if (base_hash === null) return ok(null);
  const base = await deps.store.definitions.byHash(base_hash);
  return base === undefined ? failed(problem('merge_base_missing')) : ok(base);
}

/** Steps stand where the draft put them, and those that came with the version in force where it has them. */
function layoutOf(
  { inForce }: Deps,
  { definition_id, layout }: DraftRow,
  renamed: ReadonlyMap<string, string>,
): string | null {
  if (layout === null) return null;
  const mine = JSON.parse(layout) as LayoutDefinition;
  const layouts = { base: undefined, mine, theirs: layoutFor(inForce, definition_id) };
  const positions = mergeLayouts(layouts, renamed);
  return JSON.stringify(drawnLayout(inForce, definition_id, { positions }));
}
