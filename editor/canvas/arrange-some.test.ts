import Elk from 'elkjs/lib/elk.bundled.js';
import { produce } from 'immer';
import { expect, it } from 'vitest';
import { boundsOf, boxesOf, centreOf } from '../document/geometry.ts';
import { settle } from '../document/place.ts';
import { sampleDocument } from '../document/testing/sample.ts';
import { arrangeSome } from './arrange-some.ts';
import { arrangeWith } from './arrange.ts';

const arrange = arrangeWith(new Elk());
const document = produce(sampleDocument(), settle);

it('arranges the steps that are chosen, where they stand, and no others', async () => {
  const untidy = produce(document, ({ layout }) => {
    layout.positions['important'] = { x: 400, y: 40 };
  });
  const chosen = ['survey', 'important', 'review'];
  const positions = await arrangeSome(untidy, chosen, arrange);
  expect(Object.keys(positions).toSorted()).toEqual(chosen.toSorted());
  const before = boundsOf(chosen.map((id) => boxesOf(untidy).get(id)))!;
  const arranged = { ...untidy, layout: { ...untidy.layout, positions } };
  const boxes = boxesOf(arranged);
  const after = boundsOf(chosen.map((id) => boxes.get(id)))!;
  expect(after.y).toBe(before.y);
  expect(Math.abs(centreOf(after).x - centreOf(before).x)).toBeLessThanOrEqual(4);
  expect(boxes.get('important')!.y).toBeGreaterThan(boxes.get('survey')!.y);
  expect(centreOf(boxes.get('important')!).x).toBe(centreOf(boxes.get('survey')!).x);
});

it('takes a block with all that stands in it, and steps of another line for themselves', async () => {
  const positions = await arrangeSome(document, ['works', 'survey'], arrange);
  expect(Object.keys(positions)).toContain('electric_end');
  const inside = await arrangeSome(document, ['build', 'built'], arrange);
  expect(Object.keys(inside).toSorted()).toEqual(['build', 'built']);
  expect(inside['built']!.y).toBeGreaterThan(inside['build']!.y);
});
