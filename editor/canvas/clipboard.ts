/** Steps on the system's clipboard, as JSON: also between flows and windows. */
import type { ClipboardEvent } from 'react';
import { Step } from '@flowmeter/engine/steps/registry.ts';
import { type Clip, clipOf } from '../document/commands/paste.ts';
import { branchAt, boundsOf, sizeOf } from '../document/geometry.ts';
import type { Situation } from './action-runs.ts';
import { select } from './view-state.ts';

export function copySteps(event: ClipboardEvent<HTMLElement>, { document, view }: Situation): void {
  const { steps } = view.getState();
  if (isField(event.target) || steps.size === 0) return;
  event.clipboardData.setData('text/plain', JSON.stringify(clipOf(document, [...steps]), null, 2));
  event.preventDefault();
}

/** Steps come to the middle of what is seen, into the branch that is there. */
export function pasteSteps(event: ClipboardEvent<HTMLElement>, at: Situation): void {
  if (isField(event.target) || at.edit === null) return;
  const clip = clipIn(event.clipboardData.getData('text/plain'));
  const { camera } = at.view.getState();
  if (clip === undefined || camera === undefined) return;
  event.preventDefault();
  const size = event.currentTarget;
  const middle = camera.toFlow({ x: size.clientWidth / 2, y: size.clientHeight / 2 });
  const boxes = Object.entries(clip.positions).map(([id, point]) => {
    const step = clip.steps[id];
    return step && { ...point, ...sizeOf(step) };
  });
  const around = boundsOf(boxes) ?? { ...middle, width: 0, height: 0 };
  const by = {
    x: Math.round(middle.x - around.x - around.width / 2),
    y: Math.round(middle.y - around.y - around.height / 2),
  };
  const branch = branchAt(at.document, middle, new Set());
  const touched = at.edit.perform({
    do: 'paste',
    args: { clip, by, ...(branch === undefined ? {} : { branch }) },
  });
  if (touched) select(at.view, touched);
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
