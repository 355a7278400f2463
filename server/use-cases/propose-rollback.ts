import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { failed, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import type { Deps } from '../deps.ts';
import type { StoredChange } from '../store/changes.ts';
import { verifiedContent } from '../store/coverage.ts';
import { once, type Keep } from './once.ts';
import { proposeChange, type Words } from './propose-change.ts';

export interface Rollback extends Words {
  kind: string;
  id: string;
  /** A version that was in force before. */
  hash: string;
}

/**
 * Proposes that an earlier version be in force again: a change like any other. Who made that version
 * takes part in this change too, and does not approve it. The id of the change.
 */
export function proposeRollback(
  deps: Deps,
  actor: Actor,
  rollback: Rollback,
  key: string | undefined,
): Promise<Result<string>> {
  const asked = { actor: actor.id, key, action: 'propose_rollback', body: rollback };
  return once(deps, asked, (keep) => propose(deps, actor, rollback, keep));
}

async function propose(
  deps: Deps,
  actor: Actor,
  { kind, id, hash, ...words }: Rollback,
  keep: Keep | undefined,
): Promise<Result<string>> {
  const { definitions, changes } = deps.store;
  const version = (await definitions.versions(kind, id)).find((one) => one.hash === hash);
  if (version === undefined) return failed(problem('definition_not_found'));
  const made = version.change_id === null ? undefined : await changes.get(version.change_id);
  const definition = (await definitions.byHash(hash)) ?? contentIn(made, hash);
  if (definition === undefined) return failed(problem('definition_not_found'));
  const drawn =
    version.layout_hash === null ? undefined : await definitions.byHash(version.layout_hash);
  const content = {
    items: [{ definition, layout: drawn?.kind === 'layout' ? drawn : null }],
    contributors: made?.change.contributors ?? [],
    rollback: true,
    drafts: [],
    keep,
  };
  return proposeChange(deps, actor, content, words);
}

/** Where what was released is altered, the change that brought it still has what was approved. */
function contentIn(made: StoredChange | undefined, hash: string): Definition | undefined {
  const item = made?.items.find(({ content_hash }) => content_hash === hash);
  return item && verifiedContent({ hash, content: item.content });
}
