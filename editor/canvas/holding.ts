/**
 * Lines while steps are dragged: only those at the steps are drawn anew, among all others as they are.
 * What does not change during a gesture is looked up once, when it begins.
 */
import { type FlowDocument, keyOf, waysOf } from '../document/document.ts';
import { type Box, boxOf, membersOf } from '../document/geometry.ts';
import { draggedDocument } from './dragging.ts';
import { nearbyAmong, within } from './nearby.ts';
import { placedSegments } from './stretches.ts';
import type { Laid } from './surveyor.ts';
import { drawAll, endsOf, labelBox, linesOf, type Track } from './tracks.ts';
import type { Drag } from './view-state.ts';

/** Steps as they are held, and the lines at them. */
export interface Held {
  boxes: ReadonlyMap<string, Box>;
  tracks: ReadonlyMap<string, Track>;
}

/** Takes steps in hand; what comes back says how things look wherever they are held. */
export function takeInHand(
  { document, boxes: rest, tracks }: Laid,
  steps: ReadonlySet<string>,
  widths: (key: string) => number,
): (drag: Drag) => Held {
  const lines = linesAt(document, steps);
  const staying = nearbyAmong(new Map([...rest].filter(([id]) => !steps.has(id))));
  const placed = placedSegments();
  const labels: Box[] = [];
  for (const [key, track] of tracks) {
    if (lines.keys.has(key)) continue;
    placed.add(track.points);
    labels.push(...labelBox(track, widths(key)));
  }
  const among = linesOf(document.flow);
  const members = membersOf(document.flow);
  return (drag) => {
    const held = draggedDocument(document, drag);
    const boxes = new Map(rest);
    for (const id of steps) {
      const box = boxOf(held, id, members);
      if (box) boxes.set(id, box);
    }
    const moved = [...steps].flatMap((id): [string, Box][] => {
      const box = boxes.get(id);
      return box ? [[id, box]] : [];
    });
    const takeBack = placed.mark();
    const drawn = drawAll(
      endsOf(held, boxes, lines.sources).filter(({ key }) => lines.keys.has(key)),
      widths,
      {
        lines: among,
        near: (part) => [...staying(part), ...within(moved, part)],
        placed,
        labels: [...labels],
      },
    );
    takeBack();
    return { boxes, tracks: drawn };
  };
}

/** The lines that leave or reach one of the steps, and the steps that they leave. */
function linesAt({ flow }: FlowDocument, steps: ReadonlySet<string>) {
  const keys = new Set<string>();
  const sources = new Set<string>();
  for (const [id, step] of Object.entries(flow.steps)) {
    const leaves = steps.has(id);
    const meet = (key: string, to: string) => {
      if (!leaves && !steps.has(to)) return;
      keys.add(key);
      sources.add(id);
    };
    for (const branch of 'branches' in step ? step.branches : []) {
      meet(keyOf({ branch: branch.id }), branch.start);
    }
    for (const route of waysOf(step)) meet(keyOf({ step: id, route: route.id }), route.to);
  }
  return { keys, sources };
}
