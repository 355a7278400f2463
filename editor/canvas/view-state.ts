/**
 * What is only seen: selection, dragging, drawing a line, an open list. It is no part of the document
 * and never undone; a gesture becomes one edit when it ends.
 */
import type { Problem } from '@flowmeter/engine/problem.ts';
import type { StepKindName } from '@flowmeter/engine/steps/registry.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Line, Point } from '../document/document.ts';
import type { Track } from './tracks.ts';

/** A place on the screen, from the upper left corner of the canvas. */
export type ScreenPoint = Point;

/** What waits for a choice: a kind of step to insert, a step to connect to, how two become one. */
export type Asking =
  | { what: 'append'; from: string; at: ScreenPoint; to?: Point }
  | { what: 'insert'; line: Line; at: ScreenPoint }
  | { what: 'add'; at: ScreenPoint; to: Point }
  | { what: 'connect'; from: string; at: ScreenPoint }
  | { what: 'replace'; step: string; at: ScreenPoint }
  | { what: 'merge'; first: string; second: string };

export interface Drag {
  /** Where the dragged steps stand now. */
  positions: ReadonlyMap<string, Point>;
  /** The branch they would go into when dropped; null: they stay in their line. */
  into: { branch: string | undefined } | null;
  /** The line they would be put into when dropped. */
  onto: string | undefined;
  /** The lines they share with others as they are held. */
  guides?: readonly Guide[];
}

/** A line in the flow: upright where it has no width, level where it has no height. */
export interface Guide extends Point {
  width: number;
  height: number;
}

/** Steps that came from the clipboard, and how many of their routes could not come along. */
export interface Pasted {
  steps: readonly string[];
  left: number;
}

/** Which part of the flow is seen: where its origin lies on the canvas, and how large it is. */
export interface Seen extends ScreenPoint {
  zoom: number;
}

/** What can be done with the part of the flow that is seen; there once the canvas is drawn. */
export interface Camera {
  zoomIn: () => void;
  zoomOut: () => void;
  fit: () => void;
  /** Brings a step into sight (into the middle, where that is asked), and lets it flash. */
  show: (step: string, inMiddle?: boolean) => void;
  /** Only brings it into sight. */
  reach: (step: string) => void;
  /** Shows the same part as another canvas. */
  place: (seen: Seen) => void;
  /** The place in the flow in the middle of what is seen. */
  middle: () => Point;
  /** From a place in the flow to one on the canvas, and back. */
  toScreen: (point: Point) => ScreenPoint;
  toFlow: (point: ScreenPoint) => Point;
  /** From a place in the window to one on the canvas. */
  toCanvas: (client: Point) => ScreenPoint;
  /** Gives the canvas the keyboard. */
  focus: () => void;
}

export interface ViewState {
  camera: Camera | undefined;
  /** What was seen when the canvas was last moved by hand. */
  moved: Seen | undefined;
  steps: ReadonlySet<string>;
  routes: ReadonlySet<string>;
  /** The line under the pointer. */
  hovered: string | undefined;
  drag: Drag | undefined;
  /** The lines at what is dragged, as they run meanwhile. */
  held: ReadonlyMap<string, Track> | undefined;
  /** A kind that a finger carries from the palette: where it is in the window, and whether it was let go. */
  carried: { kind: StepKindName; at: Point; dropped: boolean } | undefined;
  /** While a line is drawn: every step with why it may not end there, or undefined where it may. */
  targets: ReadonlyMap<string, Problem | undefined> | undefined;
  renaming: string | undefined;
  asking: Asking | undefined;
  menu: ScreenPoint | undefined;
  keysAreShown: boolean;
  isSearching: boolean;
  /** Steps at which a case that is tried out stops. */
  stops: ReadonlySet<string>;
  /** The step whose called flow is open over the canvas. */
  opened: string | undefined;
  /** What was pasted last, until it was looked at. */
  pasted: Pasted | undefined;
  /** Why something could not be done, to be told; a new object each time. */
  refused: { why: 'clipboard' | 'nothingToPaste' } | undefined;
  /** Do steps glide to their places, after an arrangement? */
  glides: boolean;
  /** The step that was jumped to, for a moment. */
  flash: string | undefined;
}

export type View = StoreApi<ViewState>;

const nothing: ReadonlySet<string> = new Set();

export function createView(): View {
  return createStore<ViewState>()(() => ({
    camera: undefined,
    moved: undefined,
    steps: nothing,
    routes: nothing,
    hovered: undefined,
    drag: undefined,
    carried: undefined,
    held: undefined,
    targets: undefined,
    renaming: undefined,
    asking: undefined,
    menu: undefined,
    keysAreShown: false,
    isSearching: false,
    stops: nothing,
    opened: undefined,
    pasted: undefined,
    refused: undefined,
    glides: false,
    flash: undefined,
  }));
}

/** Selects steps and routes (by key), and nothing else. */
export function select(view: View, steps: Iterable<string>, routes: Iterable<string> = []): void {
  view.setState({ steps: new Set(steps), routes: new Set(routes) });
}

/** The one selected step; undefined when it is none or several. */
export function onlyStep({
  steps,
  routes,
}: Pick<ViewState, 'steps' | 'routes'>): string | undefined {
  const [only, more] = steps;
  return more === undefined && routes.size === 0 ? only : undefined;
}

/** The one selected route, by key. */
export function onlyRoute({
  steps,
  routes,
}: Pick<ViewState, 'steps' | 'routes'>): string | undefined {
  const [only, more] = routes;
  return more === undefined && steps.size === 0 ? only : undefined;
}
