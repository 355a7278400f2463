/** Where in a change a comment belongs: in the change it was made on, and in those that came after it. */
import type { Path } from '@flowmeter/engine/definition/diff-structure.ts';
import { nodeAt } from '@flowmeter/engine/definition/diff-place.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import { pointer } from '@flowmeter/engine/definition/pointer.ts';
import { placeIn, segmentsOf, type NamedPlace } from '@flowmeter/engine/definition/place-name.ts';
import { follow } from '@flowmeter/engine/merge/follow.ts';
import type { Deps } from '../deps.ts';
import type { StoredChange } from '../store/changes.ts';

export interface Anchor {
  kind: string;
  id: string;
  /** JSON Pointer. */
  at: string;
}

/** What a change proposes for a definition, and what was there before (null where there was nothing). */
export interface Bodies {
  content: unknown;
  base: unknown;
}

export interface AnchorNow extends NamedPlace {
  at: string;
  /** What was spoken of is not there any more; the name is what it was called. */
  detached: boolean;
}

/** Undefined when the change is not about that definition. */
export async function bodiesOf(
  { store }: Pick<Deps, 'store'>,
  { change, items }: StoredChange,
  { kind, id }: Pick<Anchor, 'kind' | 'id'>,
): Promise<Bodies | undefined> {
  const place = items.findIndex((item) => item.kind === kind && item.definition_id === id);
  const item = items[place];
  if (item === undefined) return undefined;
  const baseHash = change.items[place]?.baseHash ?? null;
  const base = baseHash === null ? undefined : await store.definitions.byHash(baseHash);
  return { content: JSON.parse(item.content) as unknown, base: base ?? null };
}

export function isThere({ content, base }: Bodies, at: string): boolean {
  const path = segmentsOf(at);
  if (path === undefined) return false;
  return nodeAt(content, path) !== undefined || nodeAt(base, path) !== undefined;
}

/** `then` is what the comment was made on; `now` undefined where the change has no such definition. */
export function anchorNow(
  at: string,
  then: Bodies,
  now: Bodies | undefined,
  pack: Pack,
): AnchorNow {
  const path = segmentsOf(at) ?? [];
  const isInContent = nodeAt(then.content, path) !== undefined;
  const made = isInContent ? then.content : then.base;
  const found = now && placeNow(made, path, now);
  if (found !== undefined) {
    const named = placeIn(found.body, found.path, pack);
    if (named !== undefined) return { ...named, at: pointer(found.path), detached: false };
  }
  const name = placeIn(made, path, pack)?.name ?? { zh: at, en: at };
  return { name, step: null, route: null, at, detached: true };
}

function placeNow(made: unknown, path: Path, { content, base }: Bodies) {
  for (const body of [content, base]) {
    const followed = made === body ? path : follow(made, body, path);
    if (followed !== undefined && nodeAt(body, followed) !== undefined)
      return { body, path: followed };
  }
  return undefined;
}
