/** Definitions, their versions and drafts as the API says them. */
import type { z } from 'zod';
import type { LayoutDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import type { Actor } from '../app-env.ts';
import type { Deps } from '../deps.ts';
import { namesOf } from '../names.ts';
import type { ActiveDefinition, Version } from '../store/definitions.ts';
import type { DraftRow } from '../store/schema.ts';
import { layoutFor } from '../use-cases/draft-layout.ts';
import type {
  DefinitionRowView,
  DefinitionView,
  DraftView,
  VersionRowView,
} from '../views/governance.ts';

export async function definitionRowViews(
  { store, inForce }: Deps,
  actor: Actor,
  found: readonly ActiveDefinition[],
): Promise<z.infer<typeof DefinitionRowView>[]> {
  const drafts = await store.drafts.ofOwner(actor.id);
  const units = unitsCounted(inForce, actor);
  const rows = found.map(async ({ kind, id, hash, since, definition }) => ({
    kind,
    id,
    name: definition.name,
    hash,
    active_since: since,
    owner: definition.kind === 'flow' ? namesOf(inForce).post(definition.owner_post) : null,
    open_cases:
      kind === 'flow'
        ? await openCases(store, await store.definitions.versions(kind, id), units)
        : 0,
    draft_id: drafts.find((one) => one.kind === kind && one.definition_id === id)?.id ?? null,
  }));
  return Promise.all(rows);
}

/** `layout` is the one that a version was released with, or else the one in force. */
export async function definitionView(
  { store, inForce }: Deps,
  hash: string,
  definition: Definition,
): Promise<z.infer<typeof DefinitionView>> {
  const { kind, id } = definition;
  const versions = kind === 'flow' ? await store.definitions.versions(kind, id) : [];
  const layoutHash = versions.find((one) => one.hash === hash)?.layout_hash ?? null;
  const drawn = layoutHash === null ? undefined : await store.definitions.byHash(layoutHash);
  const layout = drawn?.kind === 'layout' ? drawn : layoutFor(inForce, id);
  return {
    hash,
    definition,
    layout: kind === 'flow' ? (layout ?? null) : null,
    active: inForce.active(kind, id)?.hash === hash,
  };
}

export async function versionRowView(
  { store, inForce }: Deps,
  actor: Actor,
  version: Version,
): Promise<z.infer<typeof VersionRowView>> {
  const { hash, since, until, change_id } = version;
  const names = namesOf(inForce);
  const change = change_id === null ? undefined : (await store.changes.get(change_id))?.change;
  const approval = change?.events.find((event) => event.type === 'approved');
  return {
    hash,
    since,
    until,
    change_id,
    author: change === undefined ? null : names.person(change.author),
    approver: approval === undefined ? null : names.person(approval.by),
    open_cases: await store.cases.openCount(hash, unitsCounted(inForce, actor)),
  };
}

export function draftView(draft: DraftRow): z.infer<typeof DraftView> {
  return {
    id: draft.id,
    kind: draft.kind,
    definition_id: draft.definition_id,
    base_hash: draft.base_hash,
    content: JSON.parse(draft.content) as Record<string, unknown>,
    layout: draft.layout === null ? null : (JSON.parse(draft.layout) as LayoutDefinition),
    revision: draft.revision,
    updated_at: draft.updated_at,
  };
}

/** Cases of other units are not counted; of who sees every unit all are. */
function unitsCounted(inForce: Deps['inForce'], { sees }: Actor): string[] | undefined {
  const seesAll = inForce.organisation()?.units.every(({ id }) => sees.has(id)) ?? false;
  return seesAll ? undefined : [...sees];
}

/** A version that was in force twice counts once. */
async function openCases(
  store: Deps['store'],
  versions: readonly Version[],
  units: readonly string[] | undefined,
): Promise<number> {
  const hashes = new Set(versions.map((one) => one.hash));
  const counts = await Promise.all([...hashes].map((hash) => store.cases.openCount(hash, units)));
  return counts.reduce((sum, count) => sum + count, 0);
}
