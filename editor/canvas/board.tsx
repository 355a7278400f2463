/** The surface of the canvas: React Flow, what lies over it, and the keyboard. */
import { Background, ConnectionLineType, MiniMap, ReactFlow, useStore } from '@xyflow/react';
import {
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useImperativeHandle,
  useMemo,
  useRef,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowDocument } from '../document/document.ts';
import { GRID } from '../document/geometry.ts';
import type { Host, Situation } from './action-runs.ts';
import { actionFor, actionOf, isPossible } from './actions.ts';
import { OpenList } from './asking.tsx';
import { BlockNode } from './block-node.tsx';
import { copySteps, cutSteps, pasteSteps } from './clipboard.ts';
import { ContextMenu } from './context-menu.tsx';
import type { Badge, RouteEdge as RouteEdgeType, StepNode as StepNodeType } from './drawing.ts';
import { GuideLines } from './guide-lines.tsx';
import { KeysSheet } from './keys-sheet.tsx';
import type { Marks } from './marks.ts';
import { useDropping } from './palette-drop.ts';
import { groundMenu, openMenuAt, usePointing } from './pointing.ts';
import { useEdit, useView, useViewStore } from './port.ts';
import { Refusal } from './refusal.tsx';
import { RouteEdge } from './route-edge.tsx';
import { SearchBar } from './search-bar.tsx';
import { Spoken } from './spoken.tsx';
import { StepNode } from './step-node.tsx';
import { useCamera } from './use-camera.ts';
import { type Picture, useDrawing } from './use-drawing.ts';
import { useGestures } from './use-gestures.ts';
import { useOffers } from './use-offers.ts';
import { ZoomBar } from './zoom-bar.tsx';

/** Above these a map of the whole costs more than it helps, and only what is seen is drawn. */
const MOST_ON_MAP = 500;
const MOST_WHOLE = 120;
/** A line drawn shorter than this, in pixels, is no line but a press. */
const DRAWN = 4;

const mapSize = { width: 160, height: 112 };

/** What never changes. The keyboard, the order of layers and zooming are ours, not React Flow's. */
const always = {
  nodeTypes: { step: StepNode, block: BlockNode },
  edgeTypes: { route: RouteEdge },
  nodesFocusable: false,
  edgesFocusable: false,
  disableKeyboardA11y: true,
  deleteKeyCode: null,
  selectionKeyCode: 'Shift',
  multiSelectionKeyCode: ['Shift', 'Meta', 'Control'],
  elevateNodesOnSelect: false,
  elevateEdgesOnSelect: false,
  connectOnClick: false,
  connectionRadius: 28,
  connectionDragThreshold: DRAWN,
  connectionLineType: ConnectionLineType.SmoothStep,
  reconnectRadius: 14,
  snapToGrid: true,
  snapGrid: [GRID, GRID] as [number, number],
  minZoom: 0.1,
  maxZoom: 2,
  zoomOnScroll: false,
  zoomOnDoubleClick: false,
};

interface BoardProps {
  document: FlowDocument;
  marks: Marks;
  badges: Readonly<Record<string, Badge>>;
  host: Host;
  wheels: boolean;
  label: string;
}

export function Board({ document, marks, badges, host, wheels, label }: BoardProps) {
  const { t } = useTranslation('canvas');
  const edit = useEdit();
  const frame = useRef<HTMLDivElement>(null);
  const now = useRef<Situation>(undefined);
  const read = useReading(now);
  const seen = { document, marks, badges, host };
  const dropping = useDropping(read);
  const pointing = usePointing(read);
  useOffers(read, edit !== null);
  return (
    <div
      ref={frame}
      className={useClasses(edit !== null)}
      role="application"
      aria-label={label}
      aria-roledescription={t('roleDescription')}
      // The one stop of the keyboard: arrows walk on from here.
      tabIndex={0}
      onKeyDown={(event) => pressed(event, read())}
      onCopy={(event) => void copySteps(event, read())}
      onCut={(event) => cutSteps(event, read())}
      onPaste={(event) => pasteSteps(event, read())}
      {...dropping}
      {...pointing}
    >
      <Surface {...seen} {...{ frame, now, read, wheels }} editable={edit !== null} />
      <ZoomBar read={read} />
      <OpenList document={document} />
      <SearchBar flow={document.flow} />
      <ContextMenu read={read} />
      <Refusal />
      <KeysSheet editable={edit !== null} />
      <Spoken document={document} marks={marks} badges={badges} />
    </div>
  );
}

interface SurfaceProps extends Omit<BoardProps, 'label'> {
  frame: RefObject<HTMLDivElement | null>;
  now: RefObject<Situation | undefined>;
  read: () => Situation;
  editable: boolean;
}

/** What moves while steps are dragged: drawn apart from what lies over it, which does not. */
function Surface({ frame, now, read, editable, wheels, ...seen }: SurfaceProps) {
  const { t } = useTranslation('canvas');
  const picture = useDrawing(seen.document, { ...seen, editable });
  useCamera(frame, picture);
  useSituation(now, picture, seen.host);
  const gestures = useGestures(read);
  const pointed = usePointed(read, editable);
  const isNear = useStore((store) => store.transform[2] > 0.5);
  const count = picture.nodes.length;
  return (
    <ReactFlow<StepNodeType, RouteEdgeType>
      nodes={picture.nodes}
      edges={picture.edges}
      {...always}
      {...gestures}
      {...pointed}
      nodesConnectable={editable}
      nodesDraggable={editable}
      panOnScroll={wheels}
      preventScrolling={wheels}
      attributionPosition={editable ? 'bottom-left' : 'bottom-right'}
      onlyRenderVisibleElements={isNear && count > MOST_WHOLE}
    >
      <GuideLines />
      <Background gap={GRID * 3} size={1} className="canvas-ground" />
      {editable && count <= MOST_ON_MAP && (
        <MiniMap pannable zoomable style={mapSize} ariaLabel={t('map')} />
      )}
    </ReactFlow>
  );
}

/** The same functions each time: all that is seen would be drawn anew for others. */
function usePointed(read: () => Situation, editable: boolean) {
  const view = useViewStore();
  return useMemo(
    () => ({
      onPaneContextMenu: groundMenu(read),
      onNodeContextMenu: (event: Pointed, { id }: StepNodeType) => menuAt(event, read(), id),
      onEdgeContextMenu: (event: Pointed, { id }: RouteEdgeType) =>
        menuAt(event, read(), undefined, id),
      onEdgeMouseEnter: (_: unknown, { id }: RouteEdgeType) => view.setState({ hovered: id }),
      onEdgeMouseLeave: () => view.setState({ hovered: undefined }),
      onNodeDoubleClick: (_: unknown, { id }: StepNodeType) =>
        editable && view.setState({ renaming: id }),
    }),
    [read, view, editable],
  );
}

/** Answers how things stand when it is asked, also long after it was drawn. */
function useReading(now: RefObject<Situation | undefined>): () => Situation {
  return useCallback((): Situation => {
    const held = now.current as Situation;
    return { ...held, document: held.edit?.read() ?? held.document };
  }, [now]);
}

function useSituation(now: RefObject<Situation | undefined>, picture: Picture, host: Host): void {
  const edit = useEdit();
  const view = useViewStore();
  useImperativeHandle(now, () => ({ ...picture, edit, view, host }), [picture, edit, view, host]);
}

function useClasses(editable: boolean): string {
  const isFar = useStore((store) => store.transform[2] < 0.48);
  const glides = useView((state) => state.glides);
  const isLinking = useView((state) => state.targets !== undefined);
  const classes = [
    'flow-canvas',
    editable ? 'is-editable' : '',
    isLinking ? 'is-linking' : '',
    isFar ? 'is-far' : '',
    glides ? 'glides' : '',
  ];
  return classes.filter((one) => one !== '').join(' ');
}

/** A key pressed on the canvas; what is typed into a field, or composed, is not for us. */
function pressed(event: KeyboardEvent<HTMLElement>, at: Situation): void {
  if (event.nativeEvent.isComposing || event.defaultPrevented) return;
  const target = event.target as HTMLElement;
  if (target.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]'))
    return;
  if (target.closest('button') && (event.key === 'Enter' || event.key === ' ')) return;
  const found = actionFor(event);
  if (found === undefined || actionOf(found.id).byBrowser || !isPossible(found.id, at)) return;
  event.preventDefault();
  event.stopPropagation();
  actionOf(found.id).run(at, found.key);
}

interface Pointed {
  clientX: number;
  clientY: number;
  preventDefault: () => void;
}

function menuAt(event: Pointed, at: Situation, step?: string, route?: string): void {
  event.preventDefault();
  openMenuAt({ x: event.clientX, y: event.clientY }, at, step, route);
}
