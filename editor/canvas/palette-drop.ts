/** A kind of step dragged from the palette onto the canvas, or onto a line. */
import type { DragEvent } from 'react';
import { useMemo } from 'react';
import { kindOf, stepKinds, type StepKindName } from '@flowmeter/engine/steps/registry.ts';
import { lineOf } from '../document/document.ts';
import { branchAt, sizeOf } from '../document/geometry.ts';
import { doAsked, type Situation } from './action-runs.ts';
import { lineFor } from './dragging.ts';

/** What the palette puts on the drag: the type says the kind, since the data cannot be read on the way. */
export const PALETTE = 'application/x-flowmeter-kind';

export function useDropping(read: () => Situation) {
  return useMemo(
    () => ({
      onDragOver: (event: DragEvent<HTMLElement>) => over(event, read()),
      onDragLeave: () => read().view.setState({ drag: undefined }),
      onDrop: (event: DragEvent<HTMLElement>) => drop(event, read()),
    }),
    [read],
  );
}

function over(event: DragEvent<HTMLElement>, at: Situation): void {
  if (at.edit === null || !event.dataTransfer.types.includes(PALETTE)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
  const { camera, drag } = at.view.getState();
  if (camera === undefined) return;
  const point = camera.toFlow(camera.toCanvas({ x: event.clientX, y: event.clientY }));
  const branch = branchAt(at.document, point, new Set());
  const onto = lineFor(at.document, at.tracks, point, branch);
  const into = onto === undefined && branch !== undefined ? { branch } : null;
  if (drag?.onto === onto && drag?.into?.branch === into?.branch) return;
  at.view.setState({ drag: { positions: new Map(), into, onto } });
}

function drop(event: DragEvent<HTMLElement>, at: Situation): void {
  const kind = event.dataTransfer.getData(PALETTE) as StepKindName;
  const { camera } = at.view.getState();
  at.view.setState({ drag: undefined });
  if (at.edit === null || camera === undefined || !Object.hasOwn(stepKinds, kind)) return;
  event.preventDefault();
  const point = camera.toFlow(camera.toCanvas({ x: event.clientX, y: event.clientY }));
  const { outlets } = kindOf({ kind });
  const branch = branchAt(at.document, point, new Set());
  const onto = outlets === 'none' ? undefined : lineFor(at.document, at.tracks, point, branch);
  if (onto !== undefined) {
    doAsked(at.edit, at.view, { do: 'insertOnRoute', args: { line: lineOf(onto), kind } }, true);
    return;
  }
  const { width, height } = sizeOf({ kind });
  const to = { x: point.x - width / 2, y: point.y - height / 2 };
  doAsked(
    at.edit,
    at.view,
    { do: 'addStep', args: { kind, at: to, ...(branch === undefined ? {} : { branch }) } },
    true,
  );
}
