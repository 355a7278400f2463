/** The definitions of a stored change, beside what they are to replace, among what is in force now. */
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { changedIn, type Changed, type ChangedItem } from '@flowmeter/engine/evidence/items.ts';
import type { Deps } from '../deps.ts';
import type { StoredChange } from '../store/changes.ts';

export async function changedOf(deps: Deps, { change, items }: StoredChange): Promise<Changed> {
  const each = items.map(async ({ content, place }): Promise<ChangedItem> => {
    const hash = change.items[place]?.baseHash ?? null;
    const base = hash === null ? undefined : await deps.store.definitions.byHash(hash);
    return { base: base ?? null, content: JSON.parse(content) as Definition };
  });
  return changedIn(deps.inForce.pack(), await Promise.all(each));
}
