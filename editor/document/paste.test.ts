import { describe, expect, it } from 'vitest';
import type { Step } from '@flowmeter/engine/steps/registry.ts';
import { clipOf, waysOutOf } from './commands/paste.ts';
import { type FlowDocument, waysOf } from './document.ts';
import { perform } from './history.ts';
import { sampleDocument } from './testing/sample.ts';
import { historyOf } from './undoing.ts';

/** The steps as they are after a paste, by what they were called before. */
function pasted(document: FlowDocument, steps: string[]): { after: FlowDocument; made: Step[] } {
  const clip = clipOf(document, steps);
  const done = perform(historyOf(document), { do: 'paste', args: { clip, by: { x: 0, y: 0 } } });
  const after = done.ok ? done.value.history.document : document;
  const before = new Set(Object.keys(document.flow.steps));
  const made = Object.entries(after.flow.steps).filter(([id]) => !before.has(id));
  return { after, made: made.map(([, step]) => step) };
}

describe('steps that are pasted', () => {
  it('speak of each other by their new ids, of others as before', () => {
    const document = sampleDocument();
    Object.assign(document.flow.steps['review']!, {
      assign: { post: 'grid', unit: 'case', by: 'previous', step: 'survey' },
    });
    const both = pasted(document, ['survey', 'review']).made;
    expect(both[1]).toMatchObject({ assign: { step: 'survey_1', post: 'grid' } });
    const alone = pasted(document, ['review']).made;
    expect(alone[0]).toMatchObject({ assign: { step: 'survey' } });
  });

  it('keep the routes among them, by their ids, and leave the others', () => {
    const document = sampleDocument();
    const { made } = pasted(document, ['survey', 'important', 'review']);
    const ways = made.flatMap((step) => waysOf(step).map(({ id, to }) => `${id} ${to}`));
    expect(ways).toEqual(['to_important important_1', 'to_review review_1', 'to_survey survey_1']);
    expect(waysOutOf(clipOf(document, ['survey', 'important', 'review']))).toBe(2);
  });
});
