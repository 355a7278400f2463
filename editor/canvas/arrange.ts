/**
 * Auto-layout: ELK's layered arrangement, branch by branch from the inside out. A block counts as one
 * step of its line, its branches stand side by side in their order. Runs in a worker, only when asked.
 */
import type { ELK, ElkNode } from 'elkjs/lib/elk-api.js';
import { type FlowDocument, type Point, waysOf } from '../document/document.ts';
import {
  CONTENT_TOP,
  GAP,
  GAP_ASIDE,
  GRID,
  LANE_SIDE,
  laneWidth,
  type Size,
  sizeOf,
  snapped,
} from '../document/geometry.ts';
import { stepsInOrder } from '../document/order.ts';

export type Arrange = (document: FlowDocument) => Promise<Record<string, Point>>;

const BELOW = 24;

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.spacing.nodeNode': String(GAP_ASIDE + 40),
  'elk.spacing.edgeNode': '32',
  'elk.layered.spacing.nodeNodeBetweenLayers': String(GAP),
  'elk.layered.spacing.edgeNodeBetweenLayers': '24',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.crossingMinimization.forceNodeModelOrder': 'false',
  'elk.layered.cycleBreaking.strategy': 'DEPTH_FIRST',
};

/** A line laid out: where its steps stand from its upper left corner, and how large it is. */
interface Laid extends Size {
  places: Map<string, Point>;
}

/** The arranger on top of an ELK; see arranger.ts for the one with a worker. */
export function arrangeWith(elk: Pick<ELK, 'layout'>): Arrange {
  return async (document) => {
    const main = await layLine(elk, document, undefined);
    return Object.fromEntries([...main.places].map(([id, at]) => [id, snapped(at)]));
  };
}

async function layLine(
  elk: Pick<ELK, 'layout'>,
  document: FlowDocument,
  branch: string | undefined,
): Promise<Laid> {
  const inner = new Map<string, Laid>();
  const children: ElkNode[] = [];
  for (const id of stepsInOrder(document.flow, branch)) {
    const step = document.flow.steps[id];
    if (step === undefined) continue;
    const block = 'branches' in step ? await layBlock(elk, document, id) : undefined;
    if (block) inner.set(id, block);
    const { width, height } = block ?? sizeOf(step);
    children.push(nodeOf(id, width, height));
  }
  const edges = edgesOf(document, branch, new Set(children.map((one) => one.id)));
  const laid = await elk.layout({ id: 'line', layoutOptions: options, children, edges });
  return collect(laid, inner);
}

/** Lines leave and arrive in the middle, so that a chain of steps stands on one axis. */
function nodeOf(id: string, width: number, height: number): ElkNode {
  const ports = [
    { id: `${id}.in`, x: width / 2, y: 0, width: 0, height: 0 },
    { id: `${id}.out`, x: width / 2, y: height, width: 0, height: 0 },
  ];
  return { id, width, height, ports, layoutOptions: { 'elk.portConstraints': 'FIXED_POS' } };
}

/** The branches of a block side by side below its title. */
async function layBlock(
  elk: Pick<ELK, 'layout'>,
  document: FlowDocument,
  block: string,
): Promise<Laid> {
  const step = document.flow.steps[block];
  const places = new Map<string, Point>([[block, { x: 0, y: 0 }]]);
  let width = 0;
  let height = 0;
  for (const { id } of step !== undefined && 'branches' in step ? step.branches : []) {
    const line = await layLine(elk, document, id);
    const lane = Math.ceil(laneWidth(line.width) / GRID) * GRID;
    const left = Math.max(LANE_SIDE, (lane - line.width) / 2);
    for (const [one, at] of line.places) {
      places.set(one, { x: width + left + at.x, y: CONTENT_TOP + at.y });
    }
    width += lane;
    height = Math.max(height, line.height);
  }
  return { places, width, height: CONTENT_TOP + height + BELOW };
}

function collect(laid: ElkNode, inner: ReadonlyMap<string, Laid>): Laid {
  const places = new Map<string, Point>();
  const nodes = laid.children ?? [];
  const left = Math.min(...nodes.map((node) => node.x ?? 0));
  const top = Math.min(...nodes.map((node) => node.y ?? 0));
  for (const node of nodes) {
    const at = snapped({ x: (node.x ?? 0) - left, y: (node.y ?? 0) - top });
    const block = inner.get(node.id);
    if (block === undefined) places.set(node.id, at);
    else for (const [id, its] of block.places) places.set(id, { x: at.x + its.x, y: at.y + its.y });
  }
  const right = Math.max(...nodes.map((node) => (node.x ?? 0) + (node.width ?? 0)));
  const bottom = Math.max(...nodes.map((node) => (node.y ?? 0) + (node.height ?? 0)));
  return { places, width: right - left, height: bottom - top };
}

/** Routes of a line that lead forward. Returns are left out: they go round at the sides. */
function edgesOf(document: FlowDocument, branch: string | undefined, members: ReadonlySet<string>) {
  const order = stepsInOrder(document.flow, branch);
  const forward = forwardRoutes(document, order);
  return forward
    .filter(({ from, to }) => members.has(from) && members.has(to))
    .map(({ from, to, first }, at) => ({
      id: `${at}`,
      sources: [`${from}.out`],
      targets: [`${to}.in`],
      layoutOptions: { 'elk.layered.priority.straightness': first ? '10' : '1' },
    }));
}

/** Routes that do not lead back to a step on the way to them (depth first, in the order of routes). */
function forwardRoutes({ flow }: FlowDocument, order: readonly string[]) {
  const onTheWay = new Set<string>();
  const done = new Set<string>();
  const found: { from: string; to: string; first: boolean }[] = [];
  const visit = (id: string): void => {
    const step = flow.steps[id];
    if (step === undefined || done.has(id)) return;
    done.add(id);
    onTheWay.add(id);
    const ways = waysOf(step);
    ways.forEach(({ to, result }, at) => {
      const isBack = onTheWay.has(to) || to === id;
      const twin = found.some((one) => one.from === id && one.to === to);
      if (!isBack && !twin) found.push({ from: id, to, first: at === 0 && result === undefined });
      visit(to);
    });
    onTheWay.delete(id);
  };
  for (const id of order) visit(id);
  return found;
}
