/**
 * Forks and joins as blocks that contain their branches. A fork becomes a block where that is provably
 * the same: the first place that all its ways come to is a join (or the end), its branches share nothing
 * before it, and each of them brings exactly one token to it by the same ways, which are all that the
 * join waits for. Forks that share a join, and joins that share a fork, become blocks within blocks. What
 * does not fit is read as a decision and said.
 */
import type { Problem } from '../problem.ts';
import { postDominators, type PostDominators } from './dominators.ts';
import { readAs, type ReadingReason } from './said.ts';
import {
  link,
  waysOf,
  type TokenEdge,
  type TokenGraph,
  type TokenKind,
  type TokenNode,
} from './tokens.ts';

/** A way on, and where it leads to in the end: a step, a block, the end of a branch. */
export interface Way {
  edge: TokenEdge;
  to: string;
}

export interface BlockBranch {
  id: string;
  /** The way into it. */
  edge: TokenEdge;
  start: string;
}

export interface Placed {
  /** Steps, choices, ends and blocks, each with the branch it stands in, as they are met. */
  branchOf: Map<string, string | undefined>;
  ways: Map<string, Way[]>;
  blocks: Map<string, BlockBranch[]>;
}

/** Steps that no document has: where a branch, or the whole, ends. */
export function endOf(branch: string | undefined): string {
  return `${branch ?? ''}#end`;
}

/** Why something cannot be read as blocks: it is then read otherwise, and all is placed anew. */
class Misfit {
  readonly node: TokenNode;
  readonly reason: ReadingReason;
  constructor(node: TokenNode, reason: ReadingReason) {
    this.node = node;
    this.reason = reason;
  }
}

export function placeInBlocks(graph: TokenGraph, problems: Problem[]): Placed {
  for (;;) {
    const placed = new Placing(graph).whole();
    if (!(placed instanceof Misfit)) return placed;
    const { node, reason } = placed;
    graph.nodes.set(node.id, { ...node, kind: node.kind === 'fork' ? 'choice' : 'pass' });
    if (node.of !== undefined) problems.push(readAs(node.of, reason));
  }
}

/** Ways by which a token comes to where a region ends: those of one route, or of a block within it. */
type Arrival = ReadonlySet<string>;

class Placing {
  readonly #graph: TokenGraph;
  readonly #after: PostDominators;
  readonly #placed: Placed = { branchOf: new Map(), ways: new Map(), blocks: new Map() };

  constructor(graph: TokenGraph) {
    this.#graph = graph;
    this.#after = postDominators(graph);
  }

  /** The whole, and then what nothing leads to. */
  whole(): Placed | Misfit {
    const graph = this.#graph;
    const steps = [...graph.nodes.values()].filter(({ kind }) => stands.has(kind));
    const loose = steps.filter(({ id }) => (graph.into.get(id)?.length ?? 0) === 0);
    for (const id of [graph.start, ...[...loose, ...steps].map((one) => one.id)]) {
      if (this.#placed.branchOf.has(id)) continue;
      const entry = { id: `>${id}`, from: '', to: id };
      const made = this.#region([entry], { stop: graph.exit, branch: undefined });
      if (made instanceof Misfit) return made;
    }
    return this.#placed;
  }

  /** Places what lies between these ways and `stop`; how tokens come to it. */
  #region(entries: readonly TokenEdge[], within: Within): Region | Misfit {
    const work: Work = { ...within, arrivals: [], queue: [] };
    const first = this.#leadAll(entries, work);
    if (first instanceof Misfit) return first;
    for (let id = work.queue.shift(); id !== undefined; id = work.queue.shift()) {
      const wrong = this.#visit(nodeAt(this.#graph, id), work);
      if (wrong !== undefined) return wrong;
    }
    return { first, arrivals: work.arrivals };
  }

  #visit(node: TokenNode, work: Work): Misfit | undefined {
    let out = waysOf(this.#graph, node.id);
    if (node.kind === 'end' || node.kind === 'final') {
      // The token of an end comes to where the region is over by itself.
      const [way] = out;
      const found = way && this.#follow(way, work.stop);
      if (found instanceof Misfit) return found;
      work.arrivals.push(new Set(found ? [found.edge.id] : []));
      return undefined;
    }
    if (node.kind === 'fork') {
      const block = this.#blockOf(node, work.stop);
      if (block instanceof Misfit) return block;
      if (block.after === undefined) {
        work.arrivals.push(block.arrivals);
        this.#placed.ways.set(node.id, [{ edge: block.last, to: endOf(work.branch) }]);
        return undefined;
      }
      out = [block.after];
    }
    const ways = this.#leadAll(out, work);
    if (ways instanceof Misfit) return ways;
    this.#placed.ways.set(node.id, ways);
    return undefined;
  }

  #leadAll(edges: readonly TokenEdge[], work: Work): Way[] | Misfit {
    const ways: Way[] = [];
    for (const edge of edges) {
      const way = this.#lead(edge, work);
      if (way instanceof Misfit) return way;
      ways.push(way);
    }
    return ways;
  }

  /** Where a way leads to; a step that is met first is placed, and waits to be gone on from. */
  #lead(edge: TokenEdge, { stop, branch, arrivals, queue }: Work): Way | Misfit {
    const found = this.#follow(edge, stop);
    if (found instanceof Misfit) return found;
    const { node } = found;
    if (node.id === stop || node.id === this.#graph.exit) {
      arrivals.push(new Set([found.edge.id]));
      return { edge, to: endOf(branch) };
    }
    const { branchOf } = this.#placed;
    const line = node.kind === 'final' ? undefined : branch;
    if (!branchOf.has(node.id)) {
      branchOf.set(node.id, line);
      queue.push(node.id);
    } else if (branchOf.get(node.id) !== line) {
      return new Misfit(this.#forkAround(branchOf.get(node.id), line), 'leaves');
    }
    return { edge, to: node.id };
  }

  /** Follows a way through what only lies on it. */
  #follow(edge: TokenEdge, stop: string): { edge: TokenEdge; node: TokenNode } | Misfit {
    let last = edge;
    const seen = new Set<string>();
    for (;;) {
      const node = nodeAt(this.#graph, last.to);
      if (node.id === stop || node.id === this.#graph.exit) return { edge: last, node };
      const waits = node.kind === 'join' && (this.#graph.into.get(node.id)?.length ?? 0) > 1;
      if (waits) return new Misfit(node, 'unpaired_join');
      const [next] = waysOf(this.#graph, node.id);
      const lies = node.kind === 'pass' || node.kind === 'gather' || node.kind === 'join';
      if (!lies || next === undefined || seen.has(node.id)) return { edge: last, node };
      seen.add(node.id);
      last = next;
    }
  }

  /** The fork of the deeper of two branches. */
  #forkAround(one = '', other = ''): TokenNode {
    const deeper = one.length > other.length ? one : other;
    return nodeAt(this.#graph, deeper.slice(0, deeper.lastIndexOf('/')));
  }

  /** A fork with its branches; where the block goes on, or that it ends where its region does. */
  #blockOf(fork: TokenNode, stop: string): Block | Misfit {
    const graph = this.#graph;
    const targets = waysOf(graph, fork.id).map(({ to }) => to);
    const join = nodeAt(graph, this.#after.common(targets) ?? fork.id);
    if (join.kind !== 'join' && join.kind !== 'gather') return new Misfit(fork, 'unpaired_fork');
    const grouped = grouping(graph, fork, join.id, this.#after);
    if (grouped instanceof Misfit) return grouped;
    const arrivals = this.#branches(fork, join, grouped);
    if (arrivals instanceof Misfit) return arrivals;
    const last = { id: `${fork.id}>`, from: fork.id, to: join.id };
    if (join.id === stop || join.id === graph.exit) return { arrivals, last, after: undefined };
    const waited = graph.into.get(join.id)?.length ?? 0;
    if (join.kind === 'join' && waited !== arrivals.size) return new Misfit(fork, 'uneven');
    const [next] = waysOf(graph, join.id);
    return { arrivals, last, after: next && { ...next, from: fork.id } };
  }

  /** The ways by which the branches come to the join, each branch by its own. */
  #branches(fork: TokenNode, join: TokenNode, entries: readonly TokenEdge[]): Set<string> | Misfit {
    const all = new Set<string>();
    const branches: BlockBranch[] = [];
    for (const [index, edge] of entries.entries()) {
      const id = `${fork.id}/${index + 1}`;
      const inner = this.#region([edge], { stop: join.id, branch: id });
      if (inner instanceof Misfit) return inner;
      const [arrival = new Set<string>()] = inner.arrivals;
      const even = isEven(inner.arrivals) && all.isDisjointFrom(arrival);
      if (join.kind === 'join' && !even) return new Misfit(fork, 'uneven');
      for (const one of arrival) all.add(one);
      branches.push({ id, edge, start: inner.first[0]?.to ?? endOf(id) });
    }
    this.#placed.blocks.set(fork.id, branches);
    return all;
  }
}

/** What becomes a step, wherever it stands. */
const stands: ReadonlySet<TokenKind> = new Set(['step', 'choice', 'end', 'final']);

/** The part of a process that is being placed: one line, until its stop. */
interface Within {
  stop: string;
  branch: string | undefined;
}

interface Work extends Within {
  arrivals: Arrival[];
  queue: string[];
}

interface Region {
  first: Way[];
  arrivals: Arrival[];
}

interface Block {
  arrivals: Arrival;
  /** The way out of the block, where it ends with its region. */
  last: TokenEdge;
  after: TokenEdge | undefined;
}

/** Every way through a region brings the same tokens to its end, and at least one. */
function isEven(arrivals: readonly Arrival[]): boolean {
  const [first] = arrivals;
  if (first === undefined || first.size === 0) return false;
  return arrivals.every((one) => one.size === first.size && [...one].every((id) => first.has(id)));
}

/**
 * The ways into the branches of a fork. Ways that meet before the join are forked once more, within one
 * branch: a fork of their own is put before them.
 */
function grouping(
  graph: TokenGraph,
  fork: TokenNode,
  join: string,
  after: PostDominators,
): TokenEdge[] | Misfit {
  const entries = waysOf(graph, fork.id);
  const groups: { edges: TokenEdge[]; reach: Set<string> }[] = [];
  for (const edge of entries) {
    let group = { edges: [edge], reach: reachOf(graph, edge, join) };
    for (const other of groups.slice()) {
      if (![...other.reach].some((id) => group.reach.has(id))) continue;
      groups.splice(groups.indexOf(other), 1);
      const edges = [...other.edges, ...group.edges];
      group = { edges, reach: other.reach.union(group.reach) };
    }
    groups.push(group);
  }
  const made: TokenEdge[] = [];
  for (const [index, { edges }] of groups.entries()) {
    const [only] = edges;
    if (only === undefined) continue;
    if (edges.length === 1) {
      made.push(only);
      continue;
    }
    const meets = after.common(edges.map(({ to }) => to));
    if (groups.length === 1 || meets === undefined || meets === join) {
      return new Misfit(fork, 'crossing');
    }
    made.push(forkWithin(graph, fork, edges, index));
  }
  return made;
}

function forkWithin(
  graph: TokenGraph,
  fork: TokenNode,
  edges: TokenEdge[],
  index: number,
): TokenEdge {
  const id = `${fork.id}#${index + 1}`;
  if (!graph.nodes.has(id)) {
    graph.nodes.set(id, { id, kind: 'fork', of: fork.of });
    for (const edge of edges) {
      const moved = { ...edge, from: id };
      graph.out.set(id, [...waysOf(graph, id), moved]);
    }
    link(graph, { id: `>${id}`, from: '', to: id });
  }
  return { id: `>${id}`, from: fork.id, to: id };
}

/** What a way leads to before the join; steps that end everything around them belong to nobody. */
function reachOf(graph: TokenGraph, edge: TokenEdge, join: string): Set<string> {
  const seen = new Set<string>();
  const queue = [edge.to];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (id === join || seen.has(id) || nodeAt(graph, id).kind === 'final') continue;
    if (id === graph.exit) continue;
    seen.add(id);
    queue.push(...waysOf(graph, id).map(({ to }) => to));
  }
  return seen;
}

function nodeAt(graph: TokenGraph, id: string): TokenNode {
  return graph.nodes.get(id) ?? { id, kind: 'pass' };
}
