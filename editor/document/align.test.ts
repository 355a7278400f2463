import { produce } from 'immer';
import { describe, expect, it } from 'vitest';
import { type Alignment, alignedBy, alignments } from './align.ts';
import { boxesOf, rightOf } from './geometry.ts';
import { perform } from './history.ts';
import { settle } from './place.ts';
import { sampleDocument } from './testing/sample.ts';
import { historyOf, labels, undo } from './undoing.ts';

const boxes = new Map([
  ['wide', { x: 0, y: 0, width: 240, height: 80 }],
  ['low', { x: 104, y: 200, width: 176, height: 40 }],
  ['far', { x: 600, y: 400, width: 240, height: 48 }],
]);

describe('lining up', () => {
  it.each<[Alignment, object]>([
    ['left', { low: { x: -104, y: 0 }, far: { x: -600, y: 0 } }],
    ['centre', { wide: { x: 300, y: 0 }, low: { x: 228, y: 0 }, far: { x: -300, y: 0 } }],
    ['right', { wide: { x: 600, y: 0 }, low: { x: 560, y: 0 } }],
    ['top', { low: { x: 0, y: -200 }, far: { x: 0, y: -400 } }],
    ['middle', { wide: { x: 0, y: 184 }, low: { x: 0, y: 4 }, far: { x: 0, y: -200 } }],
    ['bottom', { wide: { x: 0, y: 368 }, low: { x: 0, y: 208 } }],
    ['across', { low: { x: 228, y: 0 } }],
    ['down', { low: { x: 0, y: 20 } }],
  ])('%s', (how, moves) => {
    expect(Object.fromEntries(alignedBy(boxes, how))).toEqual(moves);
  });

  it('needs two steps, spreading three', () => {
    const two = new Map([...boxes].slice(0, 2));
    const one = new Map([...boxes].slice(0, 1));
    expect(alignments.filter((how) => alignedBy(one, how).size > 0)).toEqual([]);
    expect(alignments.filter((how) => alignedBy(two, how).size > 0)).not.toContain('across');
  });

  it('done again changes nothing', () => {
    for (const how of alignments) {
      const moved = new Map(boxes);
      for (const [id, by] of alignedBy(boxes, how)) {
        const box = boxes.get(id)!;
        moved.set(id, { ...box, x: box.x + by.x, y: box.y + by.y });
      }
      expect([...alignedBy(moved, how)]).toEqual([]);
    }
  });
});

function historyAfter(begun: Parameters<typeof perform>[0], edit: Parameters<typeof perform>[1]) {
  const done = perform(begun, edit);
  return done.ok ? done.value.history : begun;
}

it('a block is lined up with all that stands in it, in one entry that undoes exactly', () => {
  const document = settledSample();
  const before = boxesOf(document);
  const begun = historyOf(document);
  const edit = { do: 'alignSteps', args: { steps: ['works', 'build', 'begin'], how: 'right' } };
  const history = historyAfter(begun, edit as Parameters<typeof perform>[1]);
  const after = boxesOf(history.document);
  expect(rightOf(after.get('begin')!)).toBe(rightOf(after.get('works')!));
  const by = after.get('works')!.x - before.get('works')!.x;
  expect(after.get('build')!.x - before.get('build')!.x).toBe(by);
  expect(labels(history).undo).toEqual({ zh: '右对齐', en: 'Align right' });
  expect(undo(history).document).toEqual(document);
});

/** Lanes keep apart, as they do after every edit. */
function settledSample() {
  return produce(sampleDocument(), settle);
}
