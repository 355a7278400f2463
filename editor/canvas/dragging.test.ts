import { describe, expect, it } from 'vitest';
import type { FlowDocument, Point } from '../document/document.ts';
import { boxesOf, boxOf, centreOf, sizeOf } from '../document/geometry.ts';
import { perform } from '../document/history.ts';
import { historyOf } from '../document/undoing.ts';
import { withPlaces } from '../document/place-missing.ts';
import { sampleDocument } from '../document/testing/sample.ts';
import { dragTo, editsOf } from './dragging.ts';
import { tracksOf } from './tracks.ts';

const document = withPlaces(sampleDocument());

describe('dragging', () => {
  it('moves a step within its line and leaves its routes', () => {
    const { x, y } = document.layout.positions['review']!;
    expect(droppedAt(document, 'review', { x: x + 400, y })).toEqual([
      { do: 'moveSteps', args: { to: { review: { x: x + 400, y } } } },
    ]);
  });

  it('takes what stands inside a block with it', () => {
    const box = boxOf(document, 'works')!;
    const [edit] = droppedAt(document, 'works', { x: box.x + 80, y: box.y });
    expect(Object.keys((edit!.args as { to: object }).to).toSorted()).toEqual(
      ['build', 'built', 'civil_end', 'electric_end', 'grid_end', 'inner', 'works'].toSorted(),
    );
  });

  it('puts a step into the branch, and the line there, that it is dropped on', () => {
    const line = tracksOf(document, boxesOf(document), () => 0).get('build/to_built')!;
    const edits = droppedAt(document, 'review', middleOn(line.label));
    expect(edits.map((edit) => edit.do)).toEqual(['moveIntoBranch', 'putOnRoute']);
    const done = edits.reduce(after, document);
    expect(done.flow.steps['review']).toMatchObject({
      branch: 'customer',
      routes: [{ to: 'built' }, { to: 'survey', result: 'return' }],
    });
    expect(done.flow.steps['build']?.routes[0]).toMatchObject({ to: 'review' });
  });

  it('moves a step out of its branch when it is dropped outside', () => {
    const [edit] = droppedAt(document, 'build', { x: 2000, y: 0 });
    expect(edit).toMatchObject({
      do: 'moveIntoBranch',
      args: { steps: ['build'], branch: undefined },
    });
  });

  it('never takes the start into a branch', () => {
    const lane = centreOf(boxOf(document, 'build')!);
    expect(droppedAt(document, 'begin', lane).map((edit) => edit.do)).toEqual(['moveSteps']);
  });
});

function droppedAt(flow: FlowDocument, step: string, at: Point) {
  const boxes = boxesOf(flow);
  const tracks = tracksOf(flow, boxes, () => 0);
  return editsOf(flow, dragTo(flow, boxes, tracks, new Map([[step, at]])));
}

/** Where a task has to stand so that its middle is at a point. */
function middleOn(point: Point): Point {
  const { width, height } = sizeOf({ kind: 'task' });
  return { x: point.x - width / 2, y: point.y - height / 2 };
}

function after(held: FlowDocument, edit: ReturnType<typeof editsOf>[number]): FlowDocument {
  const answer = perform(historyOf(held), edit);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  return answer.value.history.document;
}
