/**
 * From the document to what React Flow draws. A node or edge is the same object as before while
 * nothing about it changed, so that only what changed is drawn again.
 */
import { type Edge, MarkerType, type Node, type NodeHandle, Position } from '@xyflow/react';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { kindOf, type Step } from '@flowmeter/engine/steps/registry.ts';
import { type FlowDocument, keyOf, lineOf, waysOf } from '../document/document.ts';
import type { Box, Frame } from '../document/geometry.ts';
import { type Mark, markColours, type Marks } from './marks.ts';
import type { Track } from './tracks.ts';

/** How many problems a step has; or how many open comments, where those are shown. */
export interface Badge {
  errors: number;
  warnings: number;
  comments?: number;
}

export interface StepData extends Record<string, unknown> {
  step: Step;
  frame: Frame | undefined;
  mark: Mark | undefined;
  badge: Badge | undefined;
  /** May another route leave it? */
  outlet: boolean;
  editable: boolean;
}

export interface RouteData extends Record<string, unknown> {
  track: Track;
  words: Localized | null;
  mark: Mark | undefined;
  returns: boolean;
  editable: boolean;
}

export type StepNode = Node<StepData, 'step' | 'block'>;
export type RouteEdge = Edge<RouteData, 'route'>;

export interface Drawn {
  document: FlowDocument;
  boxes: ReadonlyMap<string, Box>;
  tracks: ReadonlyMap<string, Track>;
  words: ReadonlyMap<string, Localized | null>;
  marks: Marks;
  badges: Readonly<Record<string, Badge>>;
  steps: ReadonlySet<string>;
  routes: ReadonlySet<string>;
  editable: boolean;
}

/** Draws again and again; what stays the same between two drawings stays the same object. */
export function createPencil() {
  let before: Drawn | undefined;
  let nodes: StepNode[] = [];
  let edges: RouteEdge[] = [];
  return {
    draw(drawn: Drawn): { nodes: StepNode[]; edges: RouteEdge[] } {
      nodes = listOf(nodes, (known) => nodesOf(drawn, before, known));
      edges = listOf(edges, (known) => edgesOf(drawn, before, known));
      before = drawn;
      return { nodes, edges };
    },
  };
}

type Known<T> = ReadonlyMap<string, T>;

/** The list that was drawn before where the later one has the very same things. */
function listOf<T extends { id: string }>(before: T[], draw: (known: Known<T>) => T[]): T[] {
  const after = draw(new Map(before.map((one) => [one.id, one])));
  const isSame = after.length === before.length && after.every((one, at) => one === before[at]);
  return isSame ? before : after;
}

function nodesOf(drawn: Drawn, before: Drawn | undefined, known: Known<StepNode>): StepNode[] {
  const depths = new Map<string, number>();
  const nodes: StepNode[] = [];
  for (const id of drawn.boxes.keys()) {
    const last = known.get(id);
    const stays = last !== undefined && before !== undefined && isSameStep(before, drawn, id);
    const node = stays ? last : nodeOf(drawn, id, depths);
    if (node) nodes.push(stays ? node : reused(last, node));
  }
  return nodes;
}

function edgesOf(drawn: Drawn, before: Drawn | undefined, known: Known<RouteEdge>): RouteEdge[] {
  const edges: RouteEdge[] = [];
  const draw = (source: string, key: string, target: string) => {
    const last = known.get(key);
    const stays =
      last?.target === target && before !== undefined && isSameLine(before, drawn, source, key);
    const edge = stays ? last : edgeOf(drawn, source, key, target);
    if (edge) edges.push(stays ? edge : reused(last, edge));
  };
  for (const [id, step] of Object.entries(drawn.document.flow.steps)) {
    for (const branch of 'branches' in step ? step.branches : []) {
      draw(id, keyOf({ branch: branch.id }), branch.start);
    }
    for (const route of waysOf(step)) draw(id, keyOf({ step: id, route: route.id }), route.to);
  }
  return edges;
}

/**
 * Is everything that the drawing of a step is made of the very same? How deep a block lies may change
 * with any step.
 */
function isSameStep(one: Drawn, other: Drawn, id: string): boolean {
  const box = one.boxes.get(id);
  return (
    box === other.boxes.get(id) &&
    one.document.flow.steps[id] === other.document.flow.steps[id] &&
    one.marks.steps[id] === other.marks.steps[id] &&
    one.badges[id] === other.badges[id] &&
    one.steps.has(id) === other.steps.has(id) &&
    one.editable === other.editable &&
    (one.document.flow === other.document.flow || (box !== undefined && !('lanes' in box)))
  );
}

function isSameLine(one: Drawn, other: Drawn, source: string, key: string): boolean {
  return (
    one.tracks.get(key) === other.tracks.get(key) &&
    one.words.get(key) === other.words.get(key) &&
    one.document.flow.steps[source] === other.document.flow.steps[source] &&
    one.marks.routes[key] === other.marks.routes[key] &&
    one.routes.has(key) === other.routes.has(key) &&
    one.editable === other.editable
  );
}

function nodeOf(drawn: Drawn, id: string, depths: Map<string, number>): StepNode | undefined {
  const step = drawn.document.flow.steps[id];
  const box = drawn.boxes.get(id);
  if (step === undefined || box === undefined) return undefined;
  const frame = 'lanes' in box ? (box as Frame) : undefined;
  const { outlets } = kindOf(step);
  const size = { width: box.width, height: box.height };
  return {
    id,
    type: frame ? 'block' : 'step',
    position: { x: box.x, y: box.y },
    ...size,
    measured: size,
    handles: handlesOf(box, frame),
    data: {
      step,
      frame,
      mark: drawn.marks.steps[id],
      badge: drawn.badges[id],
      outlet: outlets === 'many' || (outlets === 'one' && step.routes.length === 0),
      editable: drawn.editable,
    },
    selected: drawn.steps.has(id),
    draggable: drawn.editable,
    zIndex: frame ? depthOf(drawn, id, depths) - FRAMES_BELOW : 0,
    ...(frame ? { dragHandle: '.block-title' } : {}),
  };
}

/** Frames lie below the lines. */
const FRAMES_BELOW = 1000;

function depthOf({ document }: Drawn, id: string, depths: Map<string, number>): number {
  const known = depths.get(id);
  if (known !== undefined) return known;
  const { branch } = document.flow.steps[id] ?? {};
  const block =
    branch === undefined
      ? undefined
      : Object.entries(document.flow.steps).find(
          ([, step]) => 'branches' in step && step.branches.some((one) => one.id === branch),
        )?.[0];
  const depth = block === undefined ? 0 : depthOf({ document } as Drawn, block, depths) + 1;
  depths.set(id, depth);
  return depth;
}

function handlesOf(box: Box, frame: Frame | undefined): NodeHandle[] {
  const dot = { width: 1, height: 1 };
  const entries = (frame?.lanes ?? []).map(
    (lane): NodeHandle => ({
      id: keyOf({ branch: lane.branch }),
      type: 'source',
      position: Position.Bottom,
      x: lane.entry.x - box.x,
      y: lane.entry.y - box.y,
      ...dot,
    }),
  );
  return [
    { id: 'in', type: 'target', position: Position.Top, x: box.width / 2, y: 0, ...dot },
    {
      id: 'out',
      type: 'source',
      position: Position.Bottom,
      x: box.width / 2,
      y: box.height,
      ...dot,
    },
    ...entries,
  ];
}

function edgeOf(drawn: Drawn, source: string, key: string, target: string): RouteEdge | undefined {
  const track = drawn.tracks.get(key);
  if (track === undefined || !drawn.boxes.has(source) || !drawn.boxes.has(target)) return undefined;
  const line = lineOf(key);
  const isEntry = 'branch' in line;
  const route = isEntry
    ? undefined
    : waysOf(drawn.document.flow.steps[source] as Step).find((one) => one.id === line.route);
  const selected = drawn.routes.has(key);
  return {
    id: key,
    type: 'route',
    source,
    target,
    sourceHandle: isEntry ? key : 'out',
    targetHandle: 'in',
    selected,
    reconnectable: drawn.editable && selected && !isEntry,
    selectable: !isEntry,
    markerEnd: arrows[arrowOf(drawn.marks.routes[key], selected)],
    zIndex: selected ? 1 : 0,
    // A line is said by its step (“leads to …”); React Flow would name it in English, by ids.
    domAttributes: hidden,
    data: {
      track,
      words: drawn.words.get(key) ?? null,
      mark: drawn.marks.routes[key],
      returns: route?.result === 'return' || route?.result === 'reject',
      editable: drawn.editable,
    },
  };
}

const hidden = { 'aria-hidden': true } as const;

/** Markers by colour; the objects stay the same, React Flow draws one head for each. */
const arrows = {
  plain: arrowIn('--line-strong'),
  selected: arrowIn('--accent'),
  grey: arrowIn('--grey'),
  blue: arrowIn('--blue'),
  amber: arrowIn('--amber'),
  red: arrowIn('--red'),
  green: arrowIn('--green'),
  violet: arrowIn('--violet'),
};

function arrowIn(variable: string) {
  return { type: MarkerType.ArrowClosed, color: `var(${variable})`, width: 16, height: 16 };
}

function arrowOf(mark: Mark | undefined, selected: boolean): keyof typeof arrows {
  if (selected) return 'selected';
  return mark ? markColours[mark.kind] : 'plain';
}

/** The earlier object when the later one says the same. */
function reused<T extends object>(before: T | undefined, after: T): T {
  return before !== undefined && alike(before, after, 7) ? before : after;
}

function alike(one: unknown, other: unknown, depth: number): boolean {
  if (Object.is(one, other)) return true;
  if (depth === 0 || typeof one !== 'object' || typeof other !== 'object') return false;
  if (one === null || other === null) return false;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every((key) =>
    alike(
      (one as Record<string, unknown>)[key],
      (other as Record<string, unknown>)[key],
      key === 'step' ? 0 : depth - 1,
    ),
  );
}
