import Elk from 'elkjs/lib/elk.bundled.js';
import { expect, it } from 'vitest';
import { type Box, bottomOf, boxesOf, centreOf, rightOf } from '../document/geometry.ts';
import { sampleDocument } from '../document/testing/sample.ts';
import { arrangeWith } from './arrange.ts';

const arrange = arrangeWith(new Elk());

it('puts every step below what leads to it, nothing over anything else of its line', async () => {
  const { flow, layout } = sampleDocument();
  const positions = await arrange({ flow, layout });
  const arranged = { flow, layout: { ...layout, positions } };
  const boxes = boxesOf(arranged);
  expect([...boxes.keys()].toSorted()).toEqual(Object.keys(flow.steps).toSorted());
  for (const [above, below] of [
    ['begin', 'survey'],
    ['survey', 'important'],
    ['important', 'review'],
    ['review', 'works'],
    ['build', 'built'],
    ['works', 'finish'],
  ] as const) {
    expect(boxes.get(below)!.y).toBeGreaterThan(bottomOf(boxes.get(above)!));
  }
  expect(clashes(arranged.flow.steps, boxes)).toEqual([]);
});

it('keeps a chain of steps on one axis and branches side by side in their order', async () => {
  const { flow, layout } = sampleDocument();
  const boxes = boxesOf({
    flow,
    layout: { ...layout, positions: await arrange({ flow, layout }) },
  });
  expect(centreOf(boxes.get('begin')!).x).toBe(centreOf(boxes.get('survey')!).x);
  expect(rightOf(boxes.get('build')!)).toBeLessThan(boxes.get('inner')!.x);
});

function clashes(
  steps: Record<string, { branch?: string | undefined }>,
  boxes: ReadonlyMap<string, Box>,
) {
  const list = [...boxes];
  return list.flatMap(([id, box], at) =>
    list
      .slice(at + 1)
      .filter(([other]) => steps[id]?.branch === steps[other]?.branch)
      .filter(([, its]) => meet(box, its))
      .map(([other]) => `${id} over ${other}`),
  );
}

function meet(a: Box, b: Box): boolean {
  return a.x < rightOf(b) && b.x < rightOf(a) && a.y < bottomOf(b) && b.y < bottomOf(a);
}
