import { describe, expect, test } from 'vitest';
import { readBpmn } from '@flowmeter/engine/bpmn/read-bpmn.ts';
import { documentOf as bpmnOf, sketchOf } from '@flowmeter/engine/bpmn/bpmn.fixture.ts';
import type { FlowDocument } from './document.ts';
import { type Box, bottomOf, boxesOf, boxOf, rightOf } from './geometry.ts';
import { importedDocument } from './imported.ts';

const forked =
  'start s; and f; task a; task b; and j; task c; task d; end e; s > f; f > a; f > b; a > j; b > j; j > c; c > d; d > e';

/** A flow whose shapes stand at these middles. */
function imported(text: string, middles: Record<string, [number, number]>): FlowDocument {
  const read = readBpmn(bpmnOf(sketchOf(text)), { posts: [], flows: [], calendar: undefined });
  if (!read.ok) throw new Error('not read');
  const places = Object.fromEntries(
    Object.entries(middles).map(([id, [x, y]]) => [
      id,
      { x: x - 50, y: y - 40, width: 100, height: 80 },
    ]),
  );
  return importedDocument(read.value.flows[0]!.flow, places);
}

function overlaps(one: Box, other: Box): boolean {
  return (
    one.x < rightOf(other) &&
    other.x < rightOf(one) &&
    one.y < bottomOf(other) &&
    other.y < bottomOf(one)
  );
}

/** Pairs of steps of one line of which one covers the other. */
function covered(document: FlowDocument): string[] {
  const boxes = [...boxesOf(document)];
  return boxes.flatMap(([id, box], index) =>
    boxes
      .slice(index + 1)
      .filter(([other]) => document.flow.steps[other]?.branch === document.flow.steps[id]?.branch)
      .filter(([, other]) => overlaps(box, other))
      .map(([other]) => `${id} ${other}`),
  );
}

describe('a drawing from another tool', () => {
  const rightward = imported(forked, {
    s: [100, 200],
    f: [200, 200],
    a: [320, 120],
    b: [320, 280],
    j: [440, 200],
    c: [560, 200],
    d: [560, 300],
    e: [700, 200],
  });

  test('that runs to the right runs downwards here', () => {
    const y = (id: string) => boxOf(rightward, id)!.y;
    expect([y('s') < y('a'), y('a') < y('c'), y('c') < y('e')]).toEqual([true, true, true]);
    expect(boxOf(rightward, 'a')!.x).toBeLessThan(boxOf(rightward, 'b')!.x);
    expect(boxOf(rightward, 'c')!.x).toBeLessThan(boxOf(rightward, 'd')!.x);
  });

  test('is spread until nothing covers anything, frames included', () => {
    expect(covered(rightward)).toEqual([]);
  });

  test('keeps branches in the order in which they were drawn', () => {
    const turned = imported(forked, {
      s: [0, 0],
      a: [900, 100],
      b: [100, 100],
      c: [500, 300],
      d: [500, 420],
      e: [500, 1400],
    });
    expect(turned.flow.steps['f']).toMatchObject({ branches: [{ start: 'b' }, { start: 'a' }] });
  });

  test('without any place is laid out anew', () => {
    const bare = imported(forked, {});
    expect(Object.keys(bare.layout.positions).toSorted()).toEqual(
      Object.keys(bare.flow.steps).toSorted(),
    );
    expect(covered(bare)).toEqual([]);
  });
});
