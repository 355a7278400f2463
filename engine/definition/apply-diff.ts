/**
 * Differences put back onto the old document give the new one exactly. Removals speak of places in the
 * old document, everything else of places in the new one, so both are walked together.
 */
import type { Difference } from './diff.ts';
import { isBag, keysOf } from './diff-structure.ts';
import { pointer } from './pointer.ts';

type Edit = Pick<Difference, 'kind' | 'pointer' | 'before' | 'after'>;

/** `before` is null where the difference says that the whole document is new. */
export function applyDiff(before: unknown, differences: readonly Edit[]): unknown {
  const whole = differences.find((one) => one.pointer === '');
  if (whole !== undefined) return whole.kind === 'removed' ? null : whole.after;
  return rebuild(before, '', '', indexOf(differences));
}

interface Index {
  /** By place in the old document. */
  removed: Set<string>;
  /** By place in the new document. */
  changed: Map<string, unknown>;
  /** By the place, in the new document, of what they came into. */
  arrivals: Map<string, Arrival[]>;
}

/** An element that was added, or that moved here from index `old` of the old list. */
interface Arrival {
  key: string;
  value?: unknown;
  old?: number;
}

function rebuild(node: unknown, from: string, to: string, index: Index): unknown {
  if (index.changed.has(to)) return index.changed.get(to);
  if (Array.isArray(node)) return rebuildList(node, from, to, index);
  return isBag(node) ? rebuildBag(node, from, to, index) : node;
}

function rebuildBag(
  node: Readonly<Record<string, unknown>>,
  from: string,
  to: string,
  index: Index,
): unknown {
  const kept = keysOf(node)
    .filter((key) => !index.removed.has(from + pointer([key])))
    .map((key) => {
      const step = pointer([key]);
      return [key, rebuild(node[key], from + step, to + step, index)] as const;
    });
  const added = (index.arrivals.get(to) ?? []).map(({ key, value }) => [key, value] as const);
  return Object.fromEntries([...kept, ...added]);
}

function rebuildList(list: readonly unknown[], from: string, to: string, index: Index): unknown[] {
  const arrivals = new Map((index.arrivals.get(to) ?? []).map((one) => [one.key, one]));
  const moved = new Set([...arrivals.values()].map((one) => one.old));
  const staying = [...list.keys()]
    .filter((old) => !moved.has(old) && !index.removed.has(`${from}/${old}`))
    .values();
  const length = list.length - countRemoved(list, from, index) + arrivals.size - movedOf(moved);
  return Array.from({ length }, (_, at) => {
    const arrival = arrivals.get(String(at));
    if (arrival !== undefined && arrival.old === undefined) return arrival.value;
    const old = arrival?.old ?? staying.next().value ?? at;
    return rebuild(list[old], `${from}/${old}`, `${to}/${at}`, index);
  });
}

function countRemoved(list: readonly unknown[], from: string, { removed }: Index): number {
  return [...list.keys()].filter((old) => removed.has(`${from}/${old}`)).length;
}

function movedOf(moved: ReadonlySet<number | undefined>): number {
  return moved.size - (moved.has(undefined) ? 1 : 0);
}

function indexOf(differences: readonly Edit[]): Index {
  const index: Index = { removed: new Set(), changed: new Map(), arrivals: new Map() };
  for (const { kind, pointer: place, before, after } of differences) {
    if (kind === 'removed') index.removed.add(place);
    else if (kind === 'changed') index.changed.set(place, after);
    else {
      const { parent, key } = split(place);
      const arrival = kind === 'added' ? { key, value: after } : { key, old: before as number };
      index.arrivals.set(parent, [...(index.arrivals.get(parent) ?? []), arrival]);
    }
  }
  return index;
}

function split(place: string): { parent: string; key: string } {
  const cut = place.lastIndexOf('/');
  const key = place
    .slice(cut + 1)
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');
  return { parent: place.slice(0, cut), key };
}
