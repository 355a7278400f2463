/** The part of the flow that is seen. */
import { type ReactFlowInstance, useReactFlow, useStore, type Viewport } from '@xyflow/react';
import { type RefObject, useEffect, useEffectEvent, useRef } from 'react';
import { type Box, bottomOf, boundsOf, centreOf, rightOf } from '../document/geometry.ts';
import { firstStep } from './following.ts';
import { useViewStore } from './port.ts';
import { LABEL_MOST } from './route-words.ts';
import type { Picture } from './use-drawing.ts';
import type { Camera, View } from './view-state.ts';

/** The names of steps can be read from this zoom on: a flow is never opened smaller. */
const READABLE = 0.8;
const MARGIN = 40;
const LEAST = 0.1;
/** How long a step flashes, and a move of the camera takes, in ms. */
const FLASH = 1200;
const MOVE = 200;

export function useCamera(frame: RefObject<HTMLDivElement | null>, picture: Picture): void {
  const flow = useReactFlow();
  const view = useViewStore();
  const width = useStore((store) => store.width);
  const height = useStore((store) => store.height);
  const isSet = useRef(false);
  const pictureNow = useEffectEvent(() => picture);
  const hasSize = width > 0 && height > 0;

  const begin = useEffectEvent((across: number, down: number) => {
    const extent = extentOf(picture);
    if (isSet.current || across === 0 || down === 0 || extent === undefined) return;
    isSet.current = true;
    const start = picture.boxes.get(firstStep(picture.document) ?? '') ?? extent;
    void flow.setViewport(firstViewport(extent, start, across, down));
  });
  useEffect(() => begin(width, height), [width, height]);

  // After the first look has been taken: what is asked to be shown at once must not be lost by it.
  useEffect(() => {
    if (!hasSize) return undefined;
    const camera: Camera = {
      ...movesOf(flow),
      ...placesOn(flow, frame),
      fit() {
        const extent = extentOf(pictureNow());
        const size = frame.current;
        if (extent === undefined || size === null) return;
        const whole = wholeViewport(extent, size.clientWidth, size.clientHeight);
        void flow.setViewport(whole, { duration: moveTime() });
      },
      show(step, inMiddle = false) {
        const box = pictureNow().boxes.get(step);
        if (box === undefined) return;
        const isHere = !inMiddle && isSeen(box, flow.getViewport(), frame.current);
        if (!isHere) centreOn(flow, box);
        flash(view, step);
      },
      reach(step) {
        const box = pictureNow().boxes.get(step);
        if (box && !isSeen(box, flow.getViewport(), frame.current)) centreOn(flow, box);
      },
      focus: () => frame.current?.focus({ preventScroll: true }),
    };
    view.setState({ camera });
    return () => view.setState({ camera: undefined });
  }, [flow, view, frame, hasSize]);
}

type Moved = Pick<
  ReactFlowInstance,
  'zoomIn' | 'zoomOut' | 'setViewport' | 'setCenter' | 'getViewport'
>;

function movesOf(flow: Moved): Pick<Camera, 'zoomIn' | 'zoomOut' | 'place'> {
  return {
    zoomIn: () => void flow.zoomIn({ duration: moveTime() }),
    zoomOut: () => void flow.zoomOut({ duration: moveTime() }),
    place: (seen) => void flow.setViewport(seen),
  };
}

function placesOn(
  flow: Moved,
  frame: RefObject<HTMLDivElement | null>,
): Pick<Camera, 'middle' | 'toScreen' | 'toFlow' | 'toCanvas'> {
  return {
    middle() {
      const { x, y, zoom } = flow.getViewport();
      const { clientWidth = 0, clientHeight = 0 } = frame.current ?? {};
      return { x: (clientWidth / 2 - x) / zoom, y: (clientHeight / 2 - y) / zoom };
    },
    toScreen(point) {
      const { x, y, zoom } = flow.getViewport();
      return { x: point.x * zoom + x, y: point.y * zoom + y };
    },
    toFlow(point) {
      const { x, y, zoom } = flow.getViewport();
      return { x: (point.x - x) / zoom, y: (point.y - y) / zoom };
    },
    toCanvas(client) {
      const box = frame.current?.getBoundingClientRect();
      return { x: client.x - (box?.x ?? 0), y: client.y - (box?.y ?? 0) };
    },
  };
}

function isSeen(box: Box, { x, y, zoom }: Viewport, size: HTMLElement | null): boolean {
  return (
    size !== null &&
    box.x * zoom + x > 0 &&
    box.y * zoom + y > 0 &&
    rightOf(box) * zoom + x < size.clientWidth &&
    bottomOf(box) * zoom + y < size.clientHeight
  );
}

/** The upper part of a large block is what is looked for. */
const HEAD = 200;

function centreOn(flow: Moved, box: Box): void {
  const middle = centreOf({ ...box, height: Math.min(box.height, HEAD) });
  const zoom = Math.max(flow.getViewport().zoom, READABLE);
  void flow.setCenter(middle.x, middle.y, { zoom, duration: moveTime() });
}

function flash(view: View, step: string): void {
  view.setState({ flash: step });
  setTimeout(() => {
    if (view.getState().flash === step) view.setState({ flash: undefined });
  }, FLASH);
}

/**
 * The flow as wide as it fits, at most at its full size. Where it is larger than what can be read: its
 * upper left, or its beginning where that would lie outside.
 */
export function firstViewport(extent: Box, start: Box, width: number, height: number) {
  const zoom = Math.min(1, Math.max(READABLE, (width - 2 * MARGIN) / extent.width));
  const fitsHigh = extent.height * zoom + 2 * MARGIN <= height;
  const fitsWide = extent.width * zoom + 2 * MARGIN <= width + 1;
  const left = MARGIN - extent.x * zoom;
  const beginsInside = rightOf(start) * zoom + left + MARGIN <= width;
  const middle = centreOf(fitsWide ? extent : start);
  return {
    zoom,
    x: beginsInside && !fitsWide ? left : width / 2 - middle.x * zoom,
    y: fitsHigh ? height / 2 - centreOf(extent).y * zoom : MARGIN - extent.y * zoom,
  };
}

/** All of the flow, however small. */
function wholeViewport(extent: Box, width: number, height: number) {
  const across = (width - 2 * MARGIN) / extent.width;
  const down = (height - 2 * MARGIN) / extent.height;
  const zoom = Math.max(LEAST, Math.min(1, across, down));
  const middle = centreOf(extent);
  return { zoom, x: width / 2 - middle.x * zoom, y: height / 2 - middle.y * zoom };
}

/** The bounds of steps, lines and their labels. */
function extentOf({ boxes, tracks }: Picture): Box | undefined {
  const lines = [...tracks.values()].flatMap(({ points, label }) => [
    ...points.map((point) => ({ ...point, width: 0, height: 0 })),
    { x: label.x - LABEL_MOST / 2, y: label.y, width: LABEL_MOST, height: 0 },
  ]);
  return boundsOf([...boxes.values(), ...lines]);
}

function moveTime(): number {
  return globalThis.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : MOVE;
}
