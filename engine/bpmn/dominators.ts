/** Which node every way to the end of a graph comes to next: immediate post-dominators. */
import { waysOf, type TokenGraph } from './tokens.ts';

export interface PostDominators {
  /** The next node that all ways from a node share; undefined where none leads to the end. */
  next(id: string): string | undefined;
  /** The first node that all ways from all of these share. */
  common(ids: readonly string[]): string | undefined;
}

/** Cooper, Harvey and Kennedy's iteration over the reversed graph. */
export function postDominators(graph: TokenGraph): PostDominators {
  const order = backwards(graph);
  const rank = new Map(order.map((id, index) => [id, index]));
  const next = new Map<string, string>([[graph.exit, graph.exit]]);

  /** The nearest node that both come to. */
  function meet(one: string, other: string): string {
    let [a, b] = [one, other];
    while (a !== b) {
      if ((rank.get(a) ?? 0) > (rank.get(b) ?? 0)) a = next.get(a) ?? graph.exit;
      else b = next.get(b) ?? graph.exit;
    }
    return a;
  }

  let changed = true;
  while (changed) {
    changed = false;
    for (const id of order) {
      if (id === graph.exit) continue;
      const known = waysOf(graph, id)
        .map(({ to }) => to)
        .filter((to) => next.has(to));
      const met = known.reduce<string | undefined>(
        (so, to) => (so === undefined ? to : meet(so, to)),
        undefined,
      );
      if (met !== undefined && next.get(id) !== met) {
        next.set(id, met);
        changed = true;
      }
    }
  }
  return {
    next: (id) => (id === graph.exit ? undefined : next.get(id)),
    common(ids) {
      const known = ids.filter((id) => next.has(id));
      return known.reduce<string | undefined>(
        (so, id) => (so === undefined ? id : meet(so, id)),
        undefined,
      );
    },
  };
}

/** From the end, each node before those that lead to it (reverse postorder of the reversed graph). */
function backwards(graph: TokenGraph): string[] {
  const seen = new Set<string>([graph.exit]);
  const order: string[] = [];
  const stack: { id: string; at: number }[] = [{ id: graph.exit, at: 0 }];
  while (stack.length > 0) {
    const top = stack.at(-1);
    if (top === undefined) break;
    const before = graph.into.get(top.id)?.[top.at++];
    if (before === undefined) {
      order.push(top.id);
      stack.pop();
    } else if (!seen.has(before.from)) {
      seen.add(before.from);
      stack.push({ id: before.from, at: 0 });
    }
  }
  return order.toReversed();
}
