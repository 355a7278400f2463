/** The drawing of a written process: a shape for every element, a line for every way. */
import { element, type Element } from '../exchange/write-xml.ts';
import type { Bounds } from './model.ts';
import type { WrittenEdge, WrittenNode } from './written.ts';

const GATEWAY = 50;
const EVENT = 36;
const UNPLACED: Bounds = { x: 0, y: 0, width: 100, height: 80 };

export function diagramOf(
  pool: string,
  nodes: readonly WrittenNode[],
  edges: readonly WrittenEdge[],
  boxes: Readonly<Record<string, Bounds>>,
): Element {
  const shapes = new Map(nodes.map((node) => [node.id, shapeOf(node, boxes)]));
  return element('bpmndi:BPMNDiagram', { id: `${pool}_diagram` }, [
    element('bpmndi:BPMNPlane', { id: `${pool}_plane`, bpmnElement: pool }, [
      ...nodes.map(({ id, type }) => {
        const gateway = type === 'exclusiveGateway' ? { isMarkerVisible: 'true' } : {};
        const attributes = { id: `${id}_shape`, bpmnElement: id, ...gateway };
        return element('bpmndi:BPMNShape', attributes, [boundsOf(shapes.get(id) ?? UNPLACED)]);
      }),
      ...edges.map(({ id, from, to }) =>
        element('bpmndi:BPMNEdge', { id: `${id}_edge`, bpmnElement: id }, line(shapes, from, to)),
      ),
    ]),
  ]);
}

function boundsOf({ x, y, width, height }: Bounds): Element {
  const sides = { x, y, width, height };
  const said = Object.entries(sides).map(([side, value]) => [side, String(Math.round(value))]);
  return element('dc:Bounds', Object.fromEntries(said) as Record<string, string>);
}

/** Events and gateways have sizes of their own, about the middle of the step's box. */
function shapeOf({ type, drawn }: WrittenNode, boxes: Readonly<Record<string, Bounds>>): Bounds {
  const box = boxes[drawn.step] ?? UNPLACED;
  const { x, y, width, height } = box;
  const middle = x + width / 2;
  switch (drawn.as) {
    case 'fork':
      return square(middle, y + 8 + GATEWAY / 2, GATEWAY);
    case 'into':
      return square(x + 8 + EVENT / 2, y + 8 + GATEWAY / 2, EVENT);
    case 'join':
      return square(middle, y + height + 4 + GATEWAY / 2, GATEWAY);
    case 'ways':
      return square(middle, y + height + 4 + EVENT / 2, EVENT);
    case 'merge':
      return square(x + width + EVENT, y + height / 2, EVENT);
    case 'step':
      if (type.endsWith('Event')) return square(middle, y + height / 2, EVENT);
      return type.endsWith('Gateway') ? square(middle, y + height / 2, GATEWAY) : box;
    default:
      return drawn.as satisfies never;
  }
}

function square(x: number, y: number, size: number): Bounds {
  return { x: x - size / 2, y: y - size / 2, width: size, height: size };
}

/** From the lower edge of one to the upper edge of the other, with right angles; straight to one beside it. */
function line(shapes: ReadonlyMap<string, Bounds>, from: string, to: string): Element[] {
  const one = shapes.get(from) ?? UNPLACED;
  const other = shapes.get(to) ?? UNPLACED;
  const start = { x: one.x + one.width / 2, y: one.y + one.height };
  const end = { x: other.x + other.width / 2, y: other.y };
  if (isBeside(one, other)) {
    const y = one.y + one.height / 2;
    return waypoints([
      { x: one.x + one.width, y },
      { x: other.x, y },
    ]);
  }
  const half = (start.y + end.y) / 2;
  const bends =
    start.x === end.x
      ? []
      : [
          { x: start.x, y: half },
          { x: end.x, y: half },
        ];
  return waypoints([start, ...bends, end]);
}

/** Does the other stand to the right, at the same height? */
function isBeside(one: Bounds, other: Bounds): boolean {
  const level = one.y + one.height / 2 === other.y + other.height / 2;
  return level && one.x + one.width <= other.x;
}

function waypoints(points: readonly { x: number; y: number }[]): Element[] {
  return points.map(({ x, y }) =>
    element('di:waypoint', { x: String(Math.round(x)), y: String(Math.round(y)) }),
  );
}
