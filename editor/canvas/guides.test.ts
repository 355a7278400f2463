import { describe, expect, it } from 'vitest';
import { boxesOf, GRID } from '../document/geometry.ts';
import { sampleDocument } from '../document/testing/sample.ts';
import { guided } from './guides.ts';
import type { Drag } from './view-state.ts';

const document = sampleDocument();
const boxes = boxesOf(document);

function dragged(id: string, x: number, y: number): Drag {
  return guided(document, boxes, {
    positions: new Map([[id, { x, y }]]),
    into: null,
    onto: undefined,
  });
}

const survey = boxes.get('survey')!;

describe('a step that is dragged', () => {
  it('stands on the line of another that is within 8 pixels', () => {
    const drag = dragged('finish', GRID, survey.y + 5000);
    expect(drag.positions.get('finish')).toEqual({ x: 0, y: survey.y + 5000 });
    expect(drag.guides?.map(({ x }) => x)).toContain(0);
  });

  it('stands where it is held when nothing is so near', () => {
    const drag = dragged('finish', 1200, 5000);
    expect(drag.positions.get('finish')).toEqual({ x: 1200, y: 5000 });
    expect(drag.guides).toBeUndefined();
  });

  it('shows a line that reaches all that stand on it', () => {
    const drag = dragged('finish', 2000, survey.y + 3);
    const level = drag.guides?.find(({ height }) => height === 0);
    expect(drag.positions.get('finish')).toEqual({ x: 2000, y: survey.y });
    expect(level).toEqual({ x: 0, y: survey.y, width: 2176, height: 0 });
  });
});
