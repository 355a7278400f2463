/** Mouse gestures of the canvas as React Flow tells them: select, drag, draw a line, bend one. */
import type {
  Connection,
  EdgeChange,
  FinalConnectionState,
  HandleType,
  NodeChange,
} from '@xyflow/react';
import { useMemo } from 'react';
import { lineOf, type Point, type RouteRef } from '../document/document.ts';
import { sizeOf } from '../document/geometry.ts';
import { targetsFrom } from '../document/lines.ts';
import type { Situation } from './action-runs.ts';
import { dragTo, editsOf } from './dragging.ts';
import type { RouteEdge, StepNode } from './drawing.ts';
import { guided } from './guides.ts';
import { type Seen, select, type ViewState } from './view-state.ts';

/** `read` answers the situation as it is when the gesture happens. */
export function useGestures(read: () => Situation) {
  return useMemo(() => {
    const bent: { route?: RouteRef } = {};
    return {
      onNodesChange: (changes: NodeChange<StepNode>[]) => nodesChanged(read(), changes),
      onEdgesChange: (changes: EdgeChange<RouteEdge>[]) => edgesChanged(read(), changes),
      onNodeDragStop: () => dropped(read()),
      onSelectionDragStop: () => dropped(read()),
      onMove: (event: MouseEvent | TouchEvent | null, seen: Seen) => moved(read(), event, seen),
      // A single turn of the wheel begins and ends, and is nothing in between.
      onMoveEnd: (event: MouseEvent | TouchEvent | null, seen: Seen) => moved(read(), event, seen),
      onNodeClick: (event: Pressed, { id }: StepNode) => chosenAlone(read(), event, id),
      onPaneClick: () => select(read().view, []),
      onConnectStart: (_: MouseEvent | TouchEvent, from: { nodeId: string | null }) =>
        drawingBegan(read(), from.nodeId, bent.route),
      onConnect: ({ source, target }: Connection) => {
        read().edit?.perform({ do: 'connect', args: { from: source, to: target } });
      },
      onConnectEnd: (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
        drawingEnded(read(), bent.route === undefined, state, event);
      },
      isValidConnection: ({ source, target }: Connection | RouteEdge) => {
        const { targets } = read().view.getState();
        if (targets === undefined) return source !== target;
        return targets.has(target)
          ? targets.get(target) === undefined
          : targets.has(source) && targets.get(source) === undefined;
      },
      onReconnectStart: (_: unknown, edge: RouteEdge) => {
        const line = lineOf(edge.id);
        if ('step' in line) bent.route = line;
        const at = read();
        if ('step' in line)
          at.view.setState({ targets: targetsFrom(at.document.flow, line.step, line) });
      },
      onReconnect: (edge: RouteEdge, { source, target }: Connection) =>
        bend(read(), edge, source, target),
      onReconnectEnd: (_event: unknown, _edge: RouteEdge, _end: HandleType) => {
        delete bent.route;
        read().view.setState({ targets: undefined });
      },
    };
  }, [read]);
}

type Pressed = Pick<MouseEvent, 'shiftKey' | 'ctrlKey' | 'metaKey'>;

/** One of several that is pressed without more is then the only one. */
function chosenAlone(
  { view }: Situation,
  { shiftKey, ctrlKey, metaKey }: Pressed,
  id: string,
): void {
  const { steps, routes } = view.getState();
  const adds = shiftKey || ctrlKey || metaKey;
  if (!adds && steps.has(id) && steps.size + routes.size > 1) select(view, [id]);
}

/** Without an event it was not moved by hand. */
function moved(at: Situation, event: MouseEvent | TouchEvent | null, seen: Seen): void {
  if (event !== null) at.view.setState({ moved: seen });
}

function nodesChanged(at: Situation, changes: NodeChange<StepNode>[]): void {
  const held = new Map<string, Point>();
  const steps = new Set(at.view.getState().steps);
  let isSelected = false;
  for (const change of changes) {
    if (change.type === 'position' && change.dragging && change.position) {
      held.set(change.id, change.position);
    }
    if (change.type === 'select') {
      isSelected = true;
      if (change.selected) steps.add(change.id);
      else steps.delete(change.id);
    }
  }
  const changed: Partial<ViewState> = {};
  if (isSelected) changed.steps = steps;
  if (held.size > 0 && at.edit)
    changed.drag = guided(at.document, at.boxes, dragTo(at.document, at.boxes, at.tracks, held));
  if (isSelected || held.size > 0) at.view.setState(changed);
}

function edgesChanged({ view }: Situation, changes: EdgeChange<RouteEdge>[]): void {
  const routes = new Set(view.getState().routes);
  const chosen = changes.filter((change) => change.type === 'select');
  for (const change of chosen) {
    if (change.selected) routes.add(change.id);
    else routes.delete(change.id);
  }
  if (chosen.length > 0) view.setState({ routes });
}

/** Counts drops, so that the edits of one become one entry of the history. */
let drops = 0;

function dropped({ document, edit, view }: Situation): void {
  const { drag } = view.getState();
  if (drag === undefined) return;
  view.setState({ drag: undefined });
  drops += 1;
  for (const one of editsOf(document, drag)) {
    if (edit?.perform(one, `drop-${drops}`) === undefined) return;
  }
}

function drawingBegan({ document, view }: Situation, from: string | null, bent?: RouteRef): void {
  if (from === null || bent) return;
  select(view, [from]);
  view.setState({ targets: targetsFrom(document.flow, from) });
}

/** A line that ends on nothing asks which step should stand there. */
function drawingEnded(
  { view, document }: Situation,
  isNew: boolean,
  state: FinalConnectionState,
  event: MouseEvent | TouchEvent,
): void {
  view.setState({ targets: undefined });
  const from = state.fromNode?.id;
  const { camera } = view.getState();
  const step = from === undefined ? undefined : document.flow.steps[from];
  if (!isNew || from === undefined || camera === undefined || step === undefined) return;
  if (state.toNode !== null && state.toNode.id !== from) return;
  const at = camera.toCanvas(pointOf(event));
  const to = camera.toFlow(at);
  const { width } = sizeOf({ kind: 'task' });
  view.setState({ asking: { what: 'append', from, at, to: { x: to.x - width / 2, y: to.y } } });
}

function bend({ edit }: Situation, edge: RouteEdge, source: string, target: string): void {
  const line = lineOf(edge.id);
  if (!('step' in line)) return;
  if (target !== edge.target) edit?.perform({ do: 'reconnect', args: { ...line, to: target } });
  else if (source !== edge.source)
    edit?.perform({ do: 'reconnectFrom', args: { ...line, from: source } });
}

function pointOf(event: MouseEvent | TouchEvent): Point {
  const at = 'changedTouches' in event ? event.changedTouches[0] : event;
  return { x: at?.clientX ?? 0, y: at?.clientY ?? 0 };
}
