/**
 * Works out where everything stands and runs. What was worked out stays while only words change that
 * take no other room: typing a name lays no line anew.
 */
import type { FlowDocument } from '../document/document.ts';
import { type Box, boxesOf } from '../document/geometry.ts';
import { type Track, tracksOf } from './tracks.ts';

export interface Laid {
  document: FlowDocument;
  boxes: ReadonlyMap<string, Box>;
  tracks: ReadonlyMap<string, Track>;
}

export function createSurveyor() {
  let before: (Laid & { widths: ReadonlyMap<string, number> }) | undefined;
  return {
    /** `widths` are those of the labels of lines, by key. */
    lay(document: FlowDocument, widths: ReadonlyMap<string, number>): Laid {
      const isSame =
        before !== undefined &&
        sameGround(before.document, document) &&
        sameWidths(before.widths, widths);
      if (before !== undefined && isSame) return { ...before, document };
      const boxes = boxesOf(document);
      const tracks = tracksOf(document, boxes, (key) => widths.get(key) ?? 0);
      before = { document, boxes, tracks, widths };
      return before;
    },
  };
}

/** Do the same steps stand at the same places with the same routes? */
function sameGround(one: FlowDocument, other: FlowDocument): boolean {
  if (one === other) return true;
  if (one.layout.positions !== other.layout.positions) return false;
  const ids = Object.keys(one.flow.steps);
  if (ids.length !== Object.keys(other.flow.steps).length) return false;
  return ids.every((id) => {
    const a = one.flow.steps[id];
    const b = other.flow.steps[id];
    if (a === b) return true;
    return a?.routes === b?.routes && a?.branch === b?.branch && branchesIn(a) === branchesIn(b);
  });
}

function branchesIn(step: object | undefined): unknown {
  return step !== undefined && 'branches' in step ? step.branches : undefined;
}

function sameWidths(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): boolean {
  if (one.size !== other.size) return false;
  for (const [key, width] of one) if (other.get(key) !== width) return false;
  return true;
}
