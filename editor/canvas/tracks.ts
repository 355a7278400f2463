/**
 * The tracks of all lines: each takes the cheapest of its candidate ways, where crossing a step costs
 * most, then running over another line, then turns and length.
 */
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { blockByBranch } from '@flowmeter/engine/flow/structure.ts';
import { type FlowDocument, keyOf, type Line, type Point, waysOf } from '../document/document.ts';
import { type Box, bottomOf, type Frame, rightOf } from '../document/geometry.ts';
import { labelSpot } from './label-spot.ts';
import { type Nearby, nearbyAmong } from './nearby.ts';
import { type Placed, placedSegments } from './stretches.ts';
import { channelAmong, type Way, waysBetween } from './ways.ts';

export interface Track {
  points: Way;
  /** The middle of the label, or of the "+" where there is none. */
  label: Point;
}

export interface Ends {
  key: string;
  line: Line;
  source: string;
  target: string;
  from: Box;
  to: Box;
}

/**
 * What crossing a step, sharing a stretch with another line, a turn, and leaving a step where another
 * line arrives (or the other way round) cost, in pixels of way.
 */
const cost = { hit: 4000, shared: 300, turn: 40, port: 500 };

/** The radius of the dot that a branch begins with. */
const DOT = 5;

/** How far beside the straight way an obstacle still matters. */
const REACH = 480;

/** The tracks of a document's lines by key. `widths` says how wide the label of a line is (0: none). */
export function tracksOf(
  document: FlowDocument,
  boxes: ReadonlyMap<string, Box>,
  widths: (key: string) => number,
): Map<string, Track> {
  const near = nearbyAmong(boxes);
  const present = { lines: linesOf(document.flow), near, placed: placedSegments(), labels: [] };
  return drawAll(endsOf(document, boxes), widths, present);
}

/** Draws lines one after the other; each is there when the next is drawn. */
export function drawAll(
  lines: readonly Ends[],
  widths: (key: string) => number,
  present: Present,
): Map<string, Track> {
  const tracks = new Map<string, Track>();
  for (const ends of lines) {
    const width = widths(ends.key);
    const track = drawn(ends, width, present);
    present.placed.add(track.points);
    present.labels.push(...labelBox(track, width));
    tracks.set(ends.key, track);
  }
  return tracks;
}

/** Where the label of a line stands; nothing where there is none. */
export function labelBox({ label }: Track, width: number): Box[] {
  return width > 0 ? [{ x: label.x - width / 2, y: label.y - 11, width, height: 22 }] : [];
}

/** What is there already when a line is drawn. */
export interface Present {
  lines: Lines;
  near: Nearby;
  placed: Placed;
  labels: Box[];
}

function drawn(ends: Ends, width: number, { lines, near, placed, labels }: Present): Track {
  const obstacles = obstaclesOf(lines, near, ends);
  const points = cheapest(ends, obstacles, placed);
  const taken = [...obstacles, shrunk(ends.from), shrunk(ends.to), ...labels];
  return { points, label: labelSpot(points, width, taken) };
}

/** Which steps stand in which line, and what is around them; worked out once for all tracks. */
export interface Lines {
  /** The branches around a step, innermost first; the main line is ''. */
  around: (step: string) => { branches: ReadonlySet<string>; blocks: ReadonlySet<string> };
  branch: (step: string) => string;
}

export function linesOf(flow: FlowDefinition): Lines {
  const blocks = blockByBranch(flow);
  const known = new Map<string, ReturnType<Lines['around']>>();
  const branch = (step: string) => flow.steps[step]?.branch ?? '';
  return {
    branch,
    around(step) {
      const own = branch(step);
      const found = known.get(own);
      if (found) return found;
      const branches = new Set<string>();
      const around = new Set<string>();
      for (let at = own; !branches.has(at); ) {
        branches.add(at);
        const block = blocks.get(at);
        if (block === undefined) break;
        around.add(block);
        at = branch(block);
      }
      branches.add('');
      const made = { branches, blocks: around };
      known.set(own, made);
      return made;
    },
  };
}

/** Lines that can be drawn, of all steps or some; entries of branches first, then routes, short ones first. */
export function endsOf(
  { flow }: FlowDocument,
  boxes: ReadonlyMap<string, Box>,
  sources: Iterable<string> = Object.keys(flow.steps),
): Ends[] {
  const entries: Ends[] = [];
  const routes: Ends[] = [];
  for (const source of sources) {
    const step = flow.steps[source];
    const from = boxes.get(source);
    if (from === undefined || step === undefined) continue;
    for (const lane of 'lanes' in from ? (from as Frame).lanes : []) {
      const branch =
        'branches' in step ? step.branches.find((one) => one.id === lane.branch) : undefined;
      const to = branch && boxes.get(branch.start);
      if (branch === undefined || to === undefined) continue;
      const line = { branch: branch.id };
      const dot = { x: lane.entry.x, y: lane.entry.y + DOT, width: 0, height: 0 };
      entries.push({ key: keyOf(line), line, source, target: branch.start, from: dot, to });
    }
    for (const route of waysOf(step)) {
      const to = boxes.get(route.to);
      const line = { step: source, route: route.id };
      if (to) routes.push({ key: keyOf(line), line, source, target: route.to, from, to });
    }
  }
  return [...entries, ...routes.toSorted((a, b) => spanOf(a) - spanOf(b))];
}

/** Of a pair that leads there and back, the way back is drawn first: it has less choice. */
function spanOf({ from, to }: Ends): number {
  const isBack = to.y < from.y;
  return Math.abs(to.y - from.y) + Math.abs(to.x - from.x) - (isBack ? 1 : 0);
}

/** Boxes that a line must not cross: what stands in the lines it passes, not the blocks around it. */
function obstaclesOf(lines: Lines, near: Nearby, ends: Ends): Box[] {
  const inner = 'branch' in ends.line ? ends.target : ends.source;
  const { branches, blocks } = lines.around(inner);
  const found: Box[] = [];
  for (const [id, box] of near(reachOf(ends))) {
    if (id === ends.source || id === ends.target || blocks.has(id)) continue;
    if (branches.has(lines.branch(id))) found.push(box);
  }
  return found;
}

/** The part of the plane in which a line may run. */
function reachOf({ from, to }: Ends): Box {
  const x = Math.min(from.x, to.x) - REACH;
  const y = Math.min(from.y, to.y) - REACH;
  const right = Math.max(rightOf(from), rightOf(to)) + REACH;
  const bottom = Math.max(bottomOf(from), bottomOf(to)) + REACH;
  return { x, y, width: right - x, height: bottom - y };
}

function cheapest(ends: Ends, obstacles: Box[], placed: Placed): Way {
  const channel = channelAmong([...obstacles, ...placed.uprights(reachOf(ends))]);
  const own = [shrunk(ends.from), shrunk(ends.to)];
  let best: { way: Way; cost: number } | undefined;
  for (const raw of waysBetween(ends.from, ends.to, channel)) {
    const way = straightened(raw);
    const price = priceOf(way, obstacles, own, placed);
    if (best === undefined || price < best.cost) best = { way, cost: price };
  }
  return best?.way ?? [];
}

function priceOf(way: Way, obstacles: Box[], own: Box[], placed: Placed): number {
  let price = cost.turn * (way.length - 2);
  for (let at = 1; at < way.length; at += 1) {
    const [a, b] = [way[at - 1], way[at]] as [Point, Point];
    price += Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
    for (const box of obstacles) if (crosses(a, b, box)) price += cost.hit;
    for (const box of own) if (crosses(a, b, box)) price += cost.hit;
    const isLast = at === way.length - 1;
    if (!isLast) price += cost.shared * placed.sharedWith(a, b);
  }
  return price + cost.port * placed.clashes(way);
}

function crosses(a: Point, b: Point, box: Box): boolean {
  const margin = 6;
  return (
    Math.max(a.x, b.x) > box.x - margin &&
    Math.min(a.x, b.x) < rightOf(box) + margin &&
    Math.max(a.y, b.y) > box.y - margin &&
    Math.min(a.y, b.y) < bottomOf(box) + margin
  );
}

/** A line's own steps, less the rim where it leaves or arrives. */
function shrunk(box: Box): Box {
  const rim = 8;
  return {
    x: box.x + rim,
    y: box.y + rim,
    width: Math.max(0, box.width - 2 * rim),
    height: Math.max(0, box.height - 2 * rim),
  };
}

/** Without points that repeat or do not turn. */
function straightened(way: Way): Way {
  const kept: Way = [];
  for (const point of way) {
    const last = kept.at(-1);
    const before = kept.at(-2);
    if (last !== undefined && last.x === point.x && last.y === point.y) continue;
    if (before !== undefined && last !== undefined && isStraight(before, last, point)) kept.pop();
    kept.push(point);
  }
  return kept;
}

function isStraight(a: Point, b: Point, c: Point): boolean {
  return (a.x === b.x && b.x === c.x) || (a.y === b.y && b.y === c.y);
}
