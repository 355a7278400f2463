/** Where something stands in another version of its document, told by who it is and not by its index. */
import { isBag, matchElements, type Path } from '../definition/diff-structure.ts';

/** Undefined when the other version has it no more, or when there was nothing at that place. */
export function follow(before: unknown, after: unknown, path: Path): Path | undefined {
  const found: string[] = [];
  let [old, now] = [before, after];
  for (const [at, key] of path.entries()) {
    const next = stepDown(old, now, key, found);
    if (next === undefined) return undefined;
    found.push(next);
    old = childOf(old, path[at] ?? '');
    now = childOf(now, next);
  }
  return found;
}

/** The key under which the same child stands in the other version. */
function stepDown(old: unknown, now: unknown, key: string, to: Path): string | undefined {
  if (Array.isArray(old) && Array.isArray(now)) {
    if (!/^\d+$/.test(key) || Number(key) >= old.length) return undefined;
    const index = matchElements(old, now, to).indexOf(Number(key));
    return index === -1 ? undefined : String(index);
  }
  const both = [old, now].every((one) => isBag(one) && Object.hasOwn(one, key));
  return both ? key : undefined;
}

function childOf(node: unknown, key: string): unknown {
  if (Array.isArray(node)) return node[Number(key)];
  return isBag(node) ? node[key] : undefined;
}
