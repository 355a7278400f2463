/** Begins a draft: from the version in force, from an earlier one, from a proposal, or from nothing. */
import type { LayoutDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { DefinitionKind } from '@flowmeter/engine/definition/kinds.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import type { ChangeItemRow } from '../store/change-schema.ts';
import type { StoredChange } from '../store/changes.ts';
import type { DraftRow } from '../store/schema.ts';
import { layoutFor } from './draft-layout.ts';
import { auditOf } from './record-audit.ts';

export interface DraftStart {
  kind: DefinitionKind;
  id: string;
  /** The content to begin with, where that is not the version in force. */
  from_hash?: string | undefined;
}

/** An owner has one draft of a definition: it is gone on with, unless other content is asked for. */
export async function startDraft(
  deps: Deps,
  actor: Actor,
  { kind, id, from_hash }: DraftStart,
): Promise<Result<DraftRow>> {
  const active = deps.inForce.active(kind, id);
  const base = active?.hash ?? null;
  const mine = await deps.store.drafts.ofOwner(actor.id);
  const other = from_hash !== undefined && from_hash !== base;
  const known = mine.find((one) => one.kind === kind && one.definition_id === id);
  if (known !== undefined && !other) return ok(known);
  const origin: Origin | undefined = other
    ? await originOf(deps, kind, id, from_hash)
    : { content: active?.definition ?? { kind, id }, contributors: [], base };
  if (origin === undefined) return failed(problem('definition_not_found'));
  const layout = kind === 'flow' ? (origin.layout ?? layoutFor(deps.inForce, id)) : undefined;
  const draft: DraftRow = {
    id: deps.ids(),
    owner: actor.id,
    kind,
    definition_id: id,
    base_hash: origin.base === undefined ? base : origin.base,
    content: JSON.stringify(origin.content),
    layout: layout === undefined ? null : JSON.stringify(layout),
    revision: 1,
    contributors: JSON.stringify([...new Set([...origin.contributors, actor.id])]),
    updated_at: instantOf(deps.clock),
    change_id: null,
  };
  const details = { draft: draft.id, base_hash: draft.base_hash, from_hash: from_hash ?? base };
  const audit = auditOf(deps, actor, 'draft.started', `${kind}/${id}`, details);
  return deps.store.drafts.create(draft, audit, origin.change);
}

interface Origin {
  content: object;
  contributors: string[];
  /** The version it builds on, where that is not the one in force: it is merged with that one then. */
  base?: string | null | undefined;
  layout?: LayoutDefinition | undefined;
  /** The change that proposed it. */
  change?: string;
}

/**
 * A released version was approved and is nobody's any more. What was only proposed is still the work of
 * those who made it: they stay contributors; and it still builds on the version that it was made for.
 */
async function originOf(
  deps: Deps,
  kind: string,
  id: string,
  hash: string,
): Promise<Origin | undefined> {
  const released = await deps.store.definitions.byHash(hash);
  if (released?.kind === kind && released.id === id) return { content: released, contributors: [] };
  const proposed = await deps.store.changes.withContent(hash);
  const fits = (one: ChangeItemRow) =>
    one.kind === kind && one.definition_id === id && one.content_hash === hash;
  const fitting = proposed.filter(({ items }) => items.some(fits));
  const last = fitting.at(-1);
  const item = last?.items.find(fits);
  if (last === undefined || item === undefined) return undefined;
  return {
    content: JSON.parse(item.content) as object,
    contributors: fitting.flatMap(({ change }) => change.contributors),
    // Where nothing is run there is nothing to merge it with.
    base: deps.inForce.active(kind, id) && baseOf(last, item),
    layout: item.layout === null ? undefined : (JSON.parse(item.layout) as LayoutDefinition),
    change: last.change.id,
  };
}

function baseOf({ change, items }: StoredChange, item: ChangeItemRow): string | null {
  return change.items[items.indexOf(item)]?.baseHash ?? null;
}
