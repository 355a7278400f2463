import { expect, it } from 'vitest';
import type { FlowDocument } from './document.ts';
import { bottomOf, boxesOf, boxOf, rightOf, type Box } from './geometry.ts';
import { withPlaces } from './place-missing.ts';
import { sampleDocument } from './testing/sample.ts';

it('places every step of a document without a layout, none over another of its line', () => {
  const bare = withoutLayout();
  const placed = withPlaces(bare);
  const boxes = [...boxesOf(placed)];
  expect(boxes.map(([id]) => id)).toEqual(Object.keys(bare.flow.steps));
  const clashes = boxes.flatMap(([id, box], at) =>
    boxes
      .slice(at + 1)
      .filter(([other]) => placed.flow.steps[id]?.branch === placed.flow.steps[other]?.branch)
      .filter(([, its]) => meet(box, its))
      .map(([other]) => `${id} ${other}`),
  );
  expect(clashes).toEqual([]);
  expect(boxOf(placed, 'survey')!.y).toBeGreaterThan(bottomOf(boxOf(placed, 'begin')!));
});

it('keeps the places that are known', () => {
  const known = withPlaces(sampleDocument());
  expect(withPlaces(known)).toBe(known);
  const { review: _, ...others } = withPlaces(withoutLayout()).layout.positions;
  const layout = { ...known.layout, positions: others };
  expect(withPlaces({ ...known, layout }).layout.positions).toMatchObject(others);
});

function withoutLayout(): FlowDocument {
  const bare = sampleDocument();
  bare.layout.positions = {};
  return bare;
}

function meet(a: Box, b: Box): boolean {
  return a.x < rightOf(b) && b.x < rightOf(a) && a.y < bottomOf(b) && b.y < bottomOf(a);
}
