import { describe, expect, it } from 'vitest';
import type { Point } from '../document/document.ts';
import { type Box, bottomOf, boxesOf, rightOf } from '../document/geometry.ts';
import { withPlaces } from '../document/place-missing.ts';
import { sampleDocument } from '../document/testing/sample.ts';
import { takeInHand } from './holding.ts';
import { tracksOf } from './tracks.ts';
import type { Drag } from './view-state.ts';
import type { Way } from './ways.ts';

const document = withPlaces({
  ...sampleDocument(),
  layout: { ...sampleDocument().layout, positions: {} },
});
const boxes = boxesOf(document);
const tracks = tracksOf(document, boxes, () => 80);

describe('tracks', () => {
  it('are drawn for every route and every way into a branch', () => {
    expect([...tracks.keys()].toSorted()).toEqual(
      [
        '>civil',
        '>customer',
        '>electric',
        '>grid',
        'begin/to_survey',
        'build/to_built',
        'build/to_survey',
        'important/to_review',
        'important/to_works',
        'inner/to_grid_end',
        'review/to_survey',
        'review/to_works',
        'survey/to_important',
        'works/to_finish',
      ].toSorted(),
    );
  });

  it('turn at right angles only', () => {
    for (const [key, { points }] of tracks) expect([key, slanted(points)]).toEqual([key, 0]);
  });

  it('cross no step of their own line', () => {
    const crossed = [...tracks].flatMap(([key, { points }]) =>
      [...boxes]
        .filter(([, box]) => !('lanes' in box))
        .filter(([id]) => !key.startsWith(`${id}/`))
        .filter(([, box]) => passes(points, box))
        .map(([id]) => `${key} ${id}`),
    );
    expect(crossed).toEqual([]);
  });

  it('are those at what is dragged, while it is dragged', () => {
    const hold = takeInHand({ document, boxes, tracks }, new Set(['review']), () => 80);
    const at = document.layout.positions['review']!;
    const box = boxes.get('review')!;
    const held = hold(dragged({ x: at.x + 400, y: at.y }));
    expect([...held.tracks.keys()].toSorted()).toEqual([
      'important/to_review',
      'review/to_survey',
      'review/to_works',
    ]);
    expect(held.boxes.get('review')).toEqual({ ...box, x: box.x + 400 });
    expect(held.boxes.get('survey')).toBe(boxes.get('survey'));
  });

  it('are where they were when what was dragged is brought back', () => {
    const hold = takeInHand({ document, boxes, tracks }, new Set(['review']), () => 80);
    const at = document.layout.positions['review']!;
    const first = hold(dragged(at)).tracks;
    hold(dragged({ x: at.x + 96, y: at.y - 800 }));
    expect(hold(dragged(at)).tracks).toEqual(first);
  });
});

function dragged(to: Point): Drag {
  return { positions: new Map([['review', to]]), into: null, onto: undefined };
}

function slanted(points: Way): number {
  return points.slice(1).filter((b, at) => b.x !== points[at]!.x && b.y !== points[at]!.y).length;
}

/** Does a way run through the inside of a box? */
function passes(points: Way, box: Box): boolean {
  return points.slice(1).some((b, at) => {
    const a = points[at]!;
    return (
      Math.max(a.x, b.x) > box.x + 1 &&
      Math.min(a.x, b.x) < rightOf(box) - 1 &&
      Math.max(a.y, b.y) > box.y + 1 &&
      Math.min(a.y, b.y) < bottomOf(box) - 1
    );
  });
}
