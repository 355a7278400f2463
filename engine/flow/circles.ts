/**
 * Circles in a graph: its strongly connected components (R. Tarjan, "Depth-first search and linear graph
 * algorithms", 1972). Without recursion: a long way would exhaust the stack.
 */

export interface Component<T> {
  nodes: readonly T[];
  /** Does some way lead from a node of it back to itself? */
  isCircle: boolean;
}

interface Visiting<T> {
  node: T;
  index: number;
  low: number;
  ways: Iterator<T>;
}

/** Every node is in one component; a component comes after those that it leads to. */
export function componentsOf<T>(
  nodes: Iterable<T>,
  after: (node: T) => Iterable<T>,
): Component<T>[] {
  const components: Component<T>[] = [];
  const known = new Map<T, Visiting<T>>();
  const kept: Visiting<T>[] = [];
  const isKept = new Set<T>();
  const begin = (node: T): Visiting<T> => {
    const one = { node, index: known.size, low: known.size, ways: after(node)[Symbol.iterator]() };
    known.set(node, one);
    kept.push(one);
    isKept.add(node);
    return one;
  };
  for (const first of nodes) {
    if (known.has(first)) continue;
    const path = [begin(first)];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const { value: next, done } = top.ways.next();
      const met = done ? undefined : known.get(next);
      if (done) {
        path.pop();
        const parent = path.at(-1);
        if (parent !== undefined) parent.low = Math.min(parent.low, top.low);
        if (top.low === top.index) components.push(closed(top, kept, isKept, after));
      } else if (met === undefined) path.push(begin(next));
      else if (isKept.has(next)) top.low = Math.min(top.low, met.index);
    }
  }
  return components;
}

function closed<T>(
  root: Visiting<T>,
  kept: Visiting<T>[],
  isKept: Set<T>,
  after: (node: T) => Iterable<T>,
): Component<T> {
  const nodes = kept.splice(kept.lastIndexOf(root)).map(({ node }) => node);
  for (const node of nodes) isKept.delete(node);
  const [only] = nodes;
  const isCircle = nodes.length > 1 || (only !== undefined && [...after(only)].includes(only));
  return { nodes, isCircle };
}
