/** Steps on the system's clipboard, as JSON: also between flows and windows. */
import type { ClipboardEvent } from 'react';
import { kindOf, Step } from '@flowmeter/engine/steps/registry.ts';
import { type Clip, clipOf, waysOutOf } from '../document/commands/paste.ts';
import {
  type Box,
  bottomOf,
  boundsOf,
  branchAt,
  GAP_ASIDE,
  rightOf,
  sizeOf,
  snapped,
} from '../document/geometry.ts';
import { remove, type Situation } from './action-runs.ts';
import { select } from './view-state.ts';

export function copySteps(event: ClipboardEvent<HTMLElement>, at: Situation): boolean {
  if (isField(event.target) || !mayCopy(at)) return false;
  event.clipboardData.setData('text/plain', clipText(at));
  event.preventDefault();
  return true;
}

export function cutSteps(event: ClipboardEvent<HTMLElement>, at: Situation): void {
  if (at.edit !== null && copySteps(event, at)) remove(at);
}

export function pasteSteps(event: ClipboardEvent<HTMLElement>, at: Situation): void {
  if (isField(event.target) || at.edit === null) return;
  if (pasteText(event.clipboardData.getData('text/plain'), at)) event.preventDefault();
}

export function mayCopy({ document, view }: Situation): boolean {
  const held = [...view.getState().steps].map((id) => document.flow.steps[id]);
  return held.some((step) => step !== undefined && kindOf(step).arrival !== 'pass');
}

/** From a menu, where no event brings the clipboard: the browser may ask, or refuse. */
export function copyAsked(at: Situation): void {
  void asked(at, () => navigator.clipboard.writeText(clipText(at)));
}

export function cutAsked(at: Situation): void {
  void asked(at, async () => {
    await navigator.clipboard.writeText(clipText(at));
    remove(at);
  });
}

export function pasteAsked(at: Situation): void {
  void asked(at, async () => {
    const text = await navigator.clipboard.readText();
    if (!pasteText(text, at)) at.view.setState({ refused: { why: 'nothingToPaste' } });
  });
}

async function asked({ view }: Situation, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch {
    view.setState({ refused: { why: 'clipboard' } });
  }
}

function clipText({ document, view }: Situation): string {
  return JSON.stringify(clipOf(document, [...view.getState().steps]), null, 2);
}

/** Steps come to the middle of what is seen, into the branch that is there. */
function pasteText(text: string, { document, boxes: there, edit, view }: Situation): boolean {
  const clip = clipIn(text);
  const { camera } = view.getState();
  if (clip === undefined || camera === undefined || edit === null) return false;
  const middle = camera.middle();
  const boxes = Object.entries(clip.positions).map(([id, point]) => {
    const step = clip.steps[id];
    return step && { ...point, ...sizeOf(step) };
  });
  const around = boundsOf(boxes) ?? { ...middle, width: 0, height: 0 };
  const branch = branchAt(document, middle, new Set());
  const wish = { ...around, x: middle.x - around.width / 2, y: middle.y - around.height / 2 };
  const place = branch === undefined ? freeBeside(wish, [...there.values()]) : wish;
  const by = snapped({ x: place.x - around.x, y: place.y - around.y });
  const before = new Set(Object.keys(document.flow.steps));
  const args = { clip, by, ...(branch === undefined ? {} : { branch }) };
  const touched = edit.perform({ do: 'paste', args });
  if (touched === undefined) return true;
  select(view, touched);
  const [first] = touched;
  if (first !== undefined) requestAnimationFrame(() => camera.reach(first));
  const steps = Object.keys(edit.read().flow.steps).filter((id) => !before.has(id));
  view.setState({ pasted: { steps, left: waysOutOf(clip) } });
  return true;
}

/** The place wished for, or the first to the right of it where nothing else stands. */
function freeBeside(wish: Box, others: readonly Box[]): Box {
  const hit = others.find(
    (one) =>
      one.x < rightOf(wish) &&
      rightOf(one) > wish.x &&
      one.y < bottomOf(wish) &&
      bottomOf(one) > wish.y,
  );
  return hit === undefined ? wish : freeBeside({ ...wish, x: rightOf(hit) + GAP_ASIDE }, others);
}

/** The steps in a text; undefined when it holds none that are whole. */
export function clipIn(text: string): Clip | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof json !== 'object' || json === null || !('flowmeter' in json)) return undefined;
  const { steps, positions } = json as { steps?: unknown; positions?: unknown };
  if (typeof steps !== 'object' || steps === null) return undefined;
  const clip: Clip = { flowmeter: 'steps', steps: {}, positions: {} };
  for (const [id, step] of Object.entries(steps)) {
    const parsed = Step.safeParse(step);
    if (!parsed.success) return undefined;
    clip.steps[id] = parsed.data;
    clip.positions[id] = pointIn((positions as Record<string, unknown> | undefined)?.[id]);
  }
  return Object.keys(clip.steps).length > 0 ? clip : undefined;
}

function pointIn(value: unknown): { x: number; y: number } {
  const { x, y } = (value ?? {}) as { x?: unknown; y?: unknown };
  return { x: Number.isFinite(x) ? Number(x) : 0, y: Number.isFinite(y) ? Number(y) : 0 };
}

function isField(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea') !== null;
}
