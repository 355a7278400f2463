import { ok, type Localized } from '@flowmeter/engine/problem.ts';
import { alignedBy, type Alignment } from '../align.ts';
import { defineCommand } from '../command.ts';
import { type FlowDocument, insideOf } from '../document.ts';
import { type Box, boxOf } from '../geometry.ts';
import { settle, shift } from '../place.ts';

const words: Record<Alignment, Localized> = {
  left: { zh: '左对齐', en: 'Align left' },
  centre: { zh: '水平居中对齐', en: 'Align centres' },
  right: { zh: '右对齐', en: 'Align right' },
  top: { zh: '顶端对齐', en: 'Align tops' },
  middle: { zh: '垂直居中对齐', en: 'Align middles' },
  bottom: { zh: '底端对齐', en: 'Align bottoms' },
  across: { zh: '横向等距分布', en: 'Distribute across' },
  down: { zh: '纵向等距分布', en: 'Distribute down' },
};

/** Steps lined up with each other or spread evenly; what stands inside a block goes with it. */
export const alignSteps = defineCommand<{ steps: string[]; how: Alignment }>({
  label: ({ how }) => words[how],
  run(draft, { steps, how }) {
    for (const [id, by] of alignedBy(boxesOfThose(draft, steps), how)) shift(draft, [id], by);
    settle(draft);
    return ok(steps);
  },
});

/** The boxes of those that stand in no block among them. */
function boxesOfThose(document: FlowDocument, steps: readonly string[]): Map<string, Box> {
  const inner = new Set(steps.flatMap((id) => insideOf(document.flow, id)));
  const boxes = new Map<string, Box>();
  for (const id of steps) {
    const box = inner.has(id) ? undefined : boxOf(document, id);
    if (box) boxes.set(id, box);
  }
  return boxes;
}
