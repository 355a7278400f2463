/** A kind of step dragged from the palette onto the canvas, or onto a line. */
import type { DragEvent } from 'react';
import { useEffect, useMemo } from 'react';
import { kindOf, stepKinds, type StepKindName } from '@flowmeter/engine/steps/registry.ts';
import { lineOf, type Point } from '../document/document.ts';
import { branchAt, sizeOf } from '../document/geometry.ts';
import { doAsked, type Situation } from './action-runs.ts';
import { lineFor } from './dragging.ts';
import { useViewStore } from './port.ts';
import type { ViewState } from './view-state.ts';

/** What the palette puts on the drag: the type says the kind, since the data cannot be read on the way. */
export const PALETTE = 'application/x-flowmeter-kind';

export function useDropping(read: () => Situation) {
  const view = useViewStore();
  useEffect(
    () =>
      view.subscribe(({ carried }, before) => {
        if (carried !== before.carried) carry(read(), carried);
      }),
    [view, read],
  );
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
  hold(at, { x: event.clientX, y: event.clientY });
}

function drop(event: DragEvent<HTMLElement>, at: Situation): void {
  const kind = event.dataTransfer.getData(PALETTE) as StepKindName;
  at.view.setState({ drag: undefined });
  if (at.edit === null || !Object.hasOwn(stepKinds, kind)) return;
  event.preventDefault();
  put(at, kind, { x: event.clientX, y: event.clientY });
}

/** What a finger brings does the same. */
function carry(at: Situation, carried: ViewState['carried']): void {
  if (carried !== undefined && !carried.dropped) {
    hold(at, carried.at);
    return;
  }
  at.view.setState({ drag: undefined, carried: undefined });
  if (carried !== undefined) put(at, carried.kind, carried.at);
}

/** Shows the line or the lane that would take a kind held over a place of the window. */
function hold({ document, tracks, view }: Situation, client: Point): void {
  const { camera, drag } = view.getState();
  if (camera === undefined) return;
  const point = camera.toFlow(camera.toCanvas(client));
  const branch = branchAt(document, point, new Set());
  const onto = lineFor(document, tracks, point, branch);
  const into = onto === undefined && branch !== undefined ? { branch } : null;
  if (drag?.onto === onto && drag?.into?.branch === into?.branch) return;
  view.setState({ drag: { positions: new Map(), into, onto } });
}

/** A step of a kind into the line at a place of the window, or where no line is, onto the ground there. */
function put({ document, edit, tracks, view }: Situation, kind: StepKindName, client: Point): void {
  const { camera } = view.getState();
  if (edit === null || camera === undefined) return;
  const point = camera.toFlow(camera.toCanvas(client));
  const { outlets } = kindOf({ kind });
  const branch = branchAt(document, point, new Set());
  const onto = outlets === 'none' ? undefined : lineFor(document, tracks, point, branch);
  if (onto !== undefined) {
    doAsked(edit, view, { do: 'insertOnRoute', args: { line: lineOf(onto), kind } }, true);
    return;
  }
  const { width, height } = sizeOf({ kind });
  const to = { x: point.x - width / 2, y: point.y - height / 2 };
  const inBranch = branch === undefined ? {} : { branch };
  doAsked(edit, view, { do: 'addStep', args: { kind, at: to, ...inBranch } }, true);
}
