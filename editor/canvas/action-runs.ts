/** How the actions of the canvas are done. */
import { callingOf } from '@flowmeter/engine/flow/structure.ts';
import { kindOf } from '@flowmeter/engine/steps/registry.ts';
import {
  type FlowDocument,
  keyOf,
  type Line,
  lineOf,
  type Point,
  type RouteRef,
  targetOf,
  waysOf,
} from '../document/document.ts';
import { type Box, bottomOf, centreOf, GRID } from '../document/geometry.ts';
import { type Direction, firstStep, neighbourOf } from './following.ts';
import type { EditPort } from './port.ts';
import type { Track } from './tracks.ts';
import { type Asking, onlyRoute, onlyStep, select, type View } from './view-state.ts';

/** What the screen around the canvas does when it is asked. */
export interface Host {
  properties?: () => void;
  /** Goes to the next problem, or the one before. */
  nextProblem?: (by: 1 | -1) => void;
  /** Arranges some steps among themselves, or all. */
  layout?: (steps?: readonly string[]) => void;
  /** Opens a panel beside or below the canvas, or closes it. */
  togglePanel?: (panel: Panel) => void;
  /** Does it show the flow that a step calls? */
  opensCalled?: true;
  /** Begins to hand the draft to the auditors. */
  propose?: () => void;
}

export type Panel = 'outline' | 'problems' | 'trial';

/** All that an action may look at and move. */
export interface Situation {
  document: FlowDocument;
  boxes: ReadonlyMap<string, Box>;
  tracks: ReadonlyMap<string, Track>;
  edit: EditPort | null;
  view: View;
  host: Host;
}

export function hasSelection({ view }: Situation): boolean {
  const { steps, routes } = view.getState();
  return steps.size + routes.size > 0;
}

export function hasStep({ view, document }: Situation): boolean {
  const step = onlyStep(view.getState());
  return step !== undefined && document.flow.steps[step] !== undefined;
}

/** Can a step come after what is selected, or into it? */
export function mayContinue(at: Situation): boolean {
  return lineAfter(at) !== undefined || mayFork(at);
}

/** May one more route leave the selected step? */
export function mayFork({ view, document }: Situation): boolean {
  const step = document.flow.steps[onlyStep(view.getState()) ?? ''];
  if (step === undefined) return false;
  const { outlets } = kindOf(step);
  return outlets === 'many' || (outlets === 'one' && step.routes.length === 0);
}

/** A step goes into the selected route, or the first route of the selected step, or after it. */
export function continueFrom(at: Situation): void {
  const line = lineAfter(at);
  if (line === undefined) askAt(at, 'append');
  else askOnLine(at, line);
}

/** Opens the list of kinds, or of steps to connect to, below the selected step. */
export function askAt({ view, boxes }: Situation, what: 'append' | 'connect'): void {
  const { camera } = view.getState();
  const from = onlyStep(view.getState());
  const box = from === undefined ? undefined : boxes.get(from);
  if (from === undefined || box === undefined || camera === undefined) return;
  const at = camera.toScreen({ x: centreOf(box).x, y: bottomOf(box) + GRID });
  view.setState({ asking: { what, from, at } });
}

/** Does what an open list was asked for, selects what came of it and lets it be named. */
export function doAsked(
  edit: EditPort,
  view: View,
  edits: Parameters<EditPort['perform']>[0],
  isNew: boolean,
): void {
  const touched = edit.perform(edits);
  const { camera } = view.getState();
  view.setState({ asking: undefined });
  if (touched === undefined) return;
  if (touched.length > 0) select(view, touched);
  const [first] = touched;
  // Where it stands is known when it has been drawn.
  if (first !== undefined) requestAnimationFrame(() => camera?.reach(first));
  if (isNew) view.setState({ renaming: first });
  else camera?.focus();
}

/** Nothing is chosen; the keyboard goes back to the canvas. */
export function closeAsking(view: View): void {
  view.setState({ asking: undefined });
  view.getState().camera?.focus();
}

export function duplicate({ edit, view }: Situation): void {
  const touched = edit?.perform({ do: 'duplicate', args: { steps: [...view.getState().steps] } });
  if (touched) select(view, touched);
}

export function remove({ document, edit, view }: Situation): void {
  const { steps, routes } = view.getState();
  const held = [...steps].filter((id) => document.flow.steps[id] !== undefined);
  const lines = [...routes].map(lineOf).filter((line): line is RouteRef => 'step' in line);
  const done = edit?.perform({ do: 'deleteItems', args: { steps: held, routes: lines } });
  if (done) select(view, []);
}

/** Moves the selected steps by one square of the grid; a row of such moves is one entry. */
export function nudge({ document, edit, view }: Situation, key = ''): void {
  const by = steps[directionIn(key)];
  const to: Record<string, Point> = {};
  for (const id of view.getState().steps) {
    const at = document.layout.positions[id];
    if (at) to[id] = { x: at.x + by.x, y: at.y + by.y };
  }
  if (Object.keys(to).length > 0) edit?.perform({ do: 'moveSteps', args: { to } }, 'nudge');
}

export function walk({ document, boxes, view }: Situation, key = ''): void {
  const state = view.getState();
  const line = onlyRoute(state);
  const from = line === undefined ? [...state.steps].at(-1) : sourceOf(lineOf(line));
  const isThere = from !== undefined && document.flow.steps[from] !== undefined;
  const next = isThere ? neighbourOf(document, boxes, from, directionIn(key)) : firstStep(document);
  if (next === undefined) return;
  select(view, [next]);
  state.camera?.show(next);
}

/** The next step that way is selected as well; one that is selected already is let go of behind it. */
export function extend({ document, boxes, view }: Situation, key = ''): void {
  const { steps: held, camera } = view.getState();
  const from = [...held].at(-1);
  if (from === undefined || document.flow.steps[from] === undefined) return;
  const next = neighbourOf(document, boxes, from, directionIn(key));
  if (next === undefined) return;
  const others = [...held].filter((id) => id !== next && (id !== from || !held.has(next)));
  select(view, [...others, next]);
  camera?.reach(next);
}

/** From a step to its first route, from a route to the next one of the same step. */
export function nextRoute({ document, view }: Situation): void {
  const state = view.getState();
  const held = onlyRoute(state);
  const step = held === undefined ? onlyStep(state) : sourceOf(lineOf(held));
  const ways = step === undefined ? undefined : document.flow.steps[step];
  if (step === undefined || ways === undefined || ways.routes.length === 0) return;
  const keys = waysOf(ways).map((route) => keyOf({ step, route: route.id }));
  const next = keys[(keys.indexOf(held ?? '') + 1) % keys.length];
  if (next !== undefined) select(view, [], [next]);
}

/** Is a step selected whose called flow can be shown? */
export function mayOpen({ document, view, host }: Situation): boolean {
  const step = document.flow.steps[onlyStep(view.getState()) ?? ''];
  return host.opensCalled === true && step !== undefined && callingOf(step) !== undefined;
}

/** Closes what is open, else goes from a route to its step, else selects nothing. */
export function escape({ view }: Situation): void {
  const state = view.getState();
  if (state.asking || state.menu) {
    view.setState({ asking: undefined, menu: undefined });
    state.camera?.focus();
    return;
  }
  const route = onlyRoute(state);
  const step = route === undefined ? undefined : sourceOf(lineOf(route));
  select(view, step === undefined ? [] : [step]);
}

export function openMenu({ view, boxes }: Situation): void {
  const { steps: chosen, camera } = view.getState();
  const [step] = chosen;
  const box = step === undefined ? undefined : boxes.get(step);
  if (box && camera) view.setState({ menu: camera.toScreen(centreOf(box)) });
}

const steps: Record<Direction, Point> = {
  up: { x: 0, y: -GRID },
  down: { x: 0, y: GRID },
  left: { x: -GRID, y: 0 },
  right: { x: GRID, y: 0 },
};

function directionIn(key: string): Direction {
  const found = /Arrow(Up|Down|Left|Right)/.exec(key)?.[1]?.toLowerCase();
  return (found ?? 'down') as Direction;
}

function sourceOf(line: Line): string | undefined {
  return 'step' in line ? line.step : undefined;
}

/** The route that a new step goes into: the selected one, or the only one of the selected step. */
function lineAfter({ document, view }: Situation): Line | undefined {
  const state = view.getState();
  const key = onlyRoute(state);
  if (key !== undefined && targetOf(document.flow, lineOf(key)) !== undefined) return lineOf(key);
  const id = onlyStep(state);
  const step = id === undefined ? undefined : document.flow.steps[id];
  const [only, more] = step ? waysOf(step) : [];
  return id !== undefined && only && !more ? { step: id, route: only.id } : undefined;
}

function askOnLine({ view, tracks }: Situation, line: Line): void {
  const { camera } = view.getState();
  const track = tracks.get(keyOf(line));
  if (track === undefined || camera === undefined) return;
  const asking: Asking = { what: 'insert', line, at: camera.toScreen(track.label) };
  view.setState({ asking });
}
