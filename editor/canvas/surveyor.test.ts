import { produce } from 'immer';
import { expect, it } from 'vitest';
import { sampleDocument } from '../document/testing/sample.ts';
import { createSurveyor } from './surveyor.ts';

const none: ReadonlyMap<string, number> = new Map();
const before = produce(sampleDocument(), () => {});

it('keeps tracks while only the words of steps change', () => {
  const surveyor = createSurveyor();
  const first = surveyor.lay(before, none);
  const renamed = produce(before, (draft) => void (draft.flow.steps['survey']!.name.zh = '查勘'));
  const second = surveyor.lay(renamed, none);
  expect(second.tracks).toBe(first.tracks);
  expect(second.document).toBe(renamed);
});

it.each([
  [
    'a step moves',
    produce(before, (draft) => void (draft.layout.positions['survey']!.x = 400)),
    none,
  ],
  ['a route goes', produce(before, (draft) => void draft.flow.steps['review']!.routes.pop()), none],
  ['a label grows', before, new Map([['important/to_works', 90]])],
])('lays lines anew when %s', (_case, document, widths) => {
  const surveyor = createSurveyor();
  const first = surveyor.lay(before, none);
  expect(surveyor.lay(document, widths).tracks).not.toBe(first.tracks);
});
