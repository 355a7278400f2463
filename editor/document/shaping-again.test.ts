import { describe, expect, it } from 'vitest';
import { isAllowed } from '@flowmeter/engine/flow/structure.ts';
import type { Edit } from './commands.ts';
import { lostBy, replacementsFor } from './commands/replace-step.ts';
import { type FlowDocument, waysOf } from './document.ts';
import { bottomOf, boxOf, centreOf } from './geometry.ts';
import { perform } from './history.ts';
import { sampleDocument } from './testing/sample.ts';
import { historyOf } from './undoing.ts';

const inserted: Edit = {
  do: 'insertOnRoute',
  args: { line: { step: 'survey', route: 'to_important' }, kind: 'task' },
};

const set = (step: string, key: string, value: unknown): Edit => ({
  do: 'changeStep',
  args: { step, path: [key], value },
});

describe('one after another', () => {
  it('chains the branches in their order, nested blocks as they are', () => {
    const done = after({ do: 'makeSequential', args: { block: 'works' } });
    expect(leads(done, 'important')).toEqual(['review', 'build']);
    expect(leads(done, 'build')).toContain('inner');
    expect(leads(done, 'inner')).toEqual(['finish']);
    expect(done.flow.steps['build']?.branch).toBeUndefined();
    expect(illegal(done)).toEqual([]);
    expect(boxOf(done, 'inner')!.y).toBeGreaterThan(bottomOf(boxOf(done, 'build')!));
    expect(boxOf(done, 'finish')!.y).toBeGreaterThan(bottomOf(boxOf(done, 'inner')!));
  });

  it('takes a block away that holds nothing', () => {
    const done = after({ do: 'makeSequential', args: { block: 'inner' } });
    expect(done.flow.steps['inner']).toBeUndefined();
    expect(illegal(done)).toEqual([]);
  });

  it('is refused where the block does not wait for all', () => {
    const some = after({
      do: 'changeStep',
      args: { step: 'works', path: ['join'], value: 'first' },
    });
    const edit: Edit = { do: 'makeSequential', args: { block: 'works' } };
    expect(refusal(edit, some)).toEqual(['sequence_waits_for_some']);
    expect(refusal({ do: 'makeSequential', args: { block: 'survey' } })).toEqual(['block_needed']);
  });
});

describe('replacing', () => {
  it('keeps id, name, place in the flow and what both kinds have', () => {
    const done = after(set('survey', 'description', { zh: '说明', en: 'Text' }), {
      do: 'replaceStep',
      args: { step: 'survey', kind: 'wait' },
    });
    expect(done.flow.steps['survey']).toMatchObject({
      kind: 'wait',
      name: { zh: '现场勘查' },
      description: { zh: '说明' },
      for: { value: 1, unit: 'wd' },
      routes: [{ id: 'to_important', to: 'important' }],
    });
    expect(done.flow.steps['survey']).not.toHaveProperty('form');
    expect(leads(done, 'begin')).toEqual(['survey']);
    expect(centreOf(boxOf(done, 'survey')!).x).toBe(centreOf(boxOf(sampleDocument(), 'survey')!).x);
  });

  it('drops what the new kind cannot carry and says so before', () => {
    const document = after(set('review', 'form', [{ fact: 'a' }]));
    const { review } = document.flow.steps;
    expect(lostBy(review!, 'end').map(({ en }) => en)).toContain('routes');
    expect(lostBy(review!, 'decision').map(({ en }) => en)).toContain('results of routes');
    expect(lostBy(review!, 'decision').map(({ en }) => en)).toContain('form');
    expect(
      leads(after({ do: 'replaceStep', args: { step: 'review', kind: 'end' } }), 'review'),
    ).toEqual([]);
  });

  it('gives a step that was never named the usual name of its new kind', () => {
    const done = after(inserted, {
      do: 'replaceStep',
      args: { step: 'task_1', kind: 'decision' },
    });
    expect(done.flow.steps['task_1']?.name).toEqual({ zh: '判断 1', en: 'Decision 1' });
  });

  it('leaves the start and what contains others as they are', () => {
    const { flow } = sampleDocument();
    expect(replacementsFor(flow.steps['begin']!)).toEqual([]);
    expect(replacementsFor(flow.steps['works']!)).toEqual([]);
    expect(refusal({ do: 'replaceStep', args: { step: 'survey', kind: 'start' } })).toEqual([
      'replace_unfit',
    ]);
  });
});

/** The document after edits that must all be accepted. */
function after(...edits: Edit[]): FlowDocument {
  return edits.reduce((document, edit) => {
    const answer = perform(historyOf(document), edit);
    if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
    return answer.value.history.document;
  }, sampleDocument());
}

function refusal(edit: Edit, document = sampleDocument()): string[] {
  const answer = perform(historyOf(document), edit);
  return answer.ok ? [] : answer.problems.map((problem) => problem.code);
}

function leads({ flow }: FlowDocument, step: string): string[] {
  return waysOf(flow.steps[step]!).map((route) => route.to);
}

function illegal({ flow }: FlowDocument): string[] {
  return Object.entries(flow.steps).flatMap(([id, step]) =>
    waysOf(step)
      .filter((route) => !isAllowed(flow, id, route))
      .map((route) => `${id} to ${route.to}`),
  );
}
