import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { diff } from '@flowmeter/engine/definition/diff.ts';
import type { Step } from '@flowmeter/engine/steps/registry.ts';
import { describe, expect, test } from 'vitest';
import type { Point } from '../document/document.ts';
import { sampleDocument } from '../document/testing/sample.ts';
import { groupsOf, numberedOf } from './change-review-groups.ts';
import { marksOf, marksWithout } from './change-review-marks.ts';
import { onlyPlaced, overlayOf } from './change-review-overlay.ts';
import { differenceAt } from './change-review-place.ts';

const { flow: base, layout } = sampleDocument();

/** A copy of the sample, changed. */
function changed(change: (flow: FlowDefinition) => void): FlowDefinition {
  const flow = structuredClone(base);
  change(flow);
  return flow;
}

function placeOf(step: string): Point {
  return layout.positions[step] as Point;
}

function mapped(places: Record<string, Point>, move: (place: Point) => Point) {
  return Object.fromEntries(Object.entries(places).map(([step, place]) => [step, move(place)]));
}

function aside({ x, y }: Point): Point {
  return { x: x + 8, y };
}

function between(before: Definition | null, content: Definition) {
  return { base: before, content, differences: diff(before, content) };
}

const withoutReview = changed((flow) => {
  delete flow.steps['review'];
  flow.steps['important'] = {
    ...(flow.steps['important'] as Step),
    routes: [{ id: 'to_works', to: 'works' }],
  } as Step;
});

const limit = {
  id: 'slow',
  layer: 'internal',
  value: 2,
  unit: 'd',
  calendar: 'work',
  basis: { kind: 'typical', source: { zh: '内控', en: 'internal' } },
} as const;

const rewired = changed((flow) => {
  const survey = flow.steps['survey'] as Extract<Step, { kind: 'task' }>;
  survey.routes = [{ id: 'to_important', to: 'review' }];
  survey.limits = [limit];
  flow.steps['late'] = { kind: 'end', name: { zh: '晚', en: 'Late' }, routes: [] };
});

describe('marks', () => {
  test('a step that is gone takes its routes along', () => {
    const marks = marksOf({ ...between(base, withoutReview), base, content: withoutReview });
    expect(marks.steps['review']).toMatchObject({ kind: 'removed' });
    expect(marks.routes['review/to_works']).toEqual({ kind: 'removed' });
    expect(marks.routes['important/to_review']).toMatchObject({ kind: 'removed' });
    expect(marks.steps['important']).toBeUndefined();
  });

  test('what changed in a step or a route says how', () => {
    const marks = marksOf({ ...between(base, rewired), base, content: rewired });
    expect(marks.steps['survey']?.kind).toBe('changed');
    expect(marks.steps['survey']?.note?.en).toContain('2');
    expect(marks.routes['survey/to_important']).toMatchObject({ kind: 'changed' });
    expect(marks.steps['late']).toMatchObject({ kind: 'added' });
  });

  test('of a new flow all is added', () => {
    const marks = marksOf({ ...between(null, base), base: null, content: base });
    expect(Object.values(marks.steps).every(({ kind }) => kind === 'added')).toBe(true);
    expect(Object.keys(marks.steps)).toEqual(Object.keys(base.steps));
    expect(marks.routes['begin/to_survey']).toEqual({ kind: 'added' });
  });

  test('the old flow shows nothing that was added, the new one nothing that was removed', () => {
    const marks = marksOf({ ...between(base, withoutReview), base, content: withoutReview });
    expect(marksWithout(marks, 'removed').steps['review']).toBeUndefined();
    expect(marksWithout(marks, 'added').steps['review']).toBeDefined();
  });
});

describe('the overlay', () => {
  test('still has what was taken out, where it stood', () => {
    const drawn = { base, content: withoutReview, layout, base_layout: layout };
    const { flow, layout: places } = overlayOf({ ...between(base, withoutReview), ...drawn });
    expect(flow.steps['review']).toEqual(base.steps['review']);
    expect(places.positions['review']).toEqual(layout.positions['review']);
    expect(flow.steps['important']?.routes.map(({ id }) => id)).toEqual(['to_works', 'to_review']);
  });

  test('a step that is gone moves along with the one before it', () => {
    const moved = structuredClone(layout);
    moved.positions = mapped(moved.positions, ({ x, y }) => ({ x: x + 800, y }));
    const drawn = { base, content: withoutReview, layout: moved, base_layout: layout };
    const { layout: places } = overlayOf({ ...between(base, withoutReview), ...drawn });
    expect(places.positions['review']).toEqual(moved.positions['review']);
  });

  test('one that would lie under another is left to be placed', () => {
    const filled = structuredClone(layout);
    filled.positions['works'] = { x: 0, y: 5000 };
    filled.positions = { ...filled.positions, finish: placeOf('review') };
    const drawn = { base, content: withoutReview, layout: filled, base_layout: layout };
    const { layout: places } = overlayOf({ ...between(base, withoutReview), ...drawn });
    expect(places.positions['review']).toBeUndefined();
  });

  test('a route that leads elsewhere is drawn both ways', () => {
    const drawn = { base, content: rewired, layout, base_layout: layout };
    const { flow, marks } = overlayOf({ ...between(base, rewired), ...drawn });
    expect(flow.steps['survey']?.routes.map(({ id, to }) => [id, to])).toEqual([
      ['to_important', 'review'],
      ['to_important~', 'important'],
    ]);
    expect(marks.routes['survey/to_important~']).toEqual({ kind: 'removed' });
  });

  test('a branch that is gone is still in its block', () => {
    const narrower = changed((flow) => {
      const works = flow.steps['works'] as Extract<Step, { kind: 'parallel' }>;
      works.branches = works.branches.filter(({ id }) => id !== 'customer');
      delete flow.steps['build'];
      delete flow.steps['built'];
    });
    const drawn = { base, content: narrower, layout, base_layout: layout };
    const { flow } = overlayOf({ ...between(base, narrower), ...drawn });
    const works = flow.steps['works'] as Extract<Step, { kind: 'parallel' }>;
    expect(works.branches.map(({ id }) => id)).toEqual(['grid', 'customer']);
  });
});

describe('groups', () => {
  test('stand in the order of the flow and are numbered through', () => {
    const groups = groupsOf(between(base, rewired));
    expect(groups.map(({ key }) => key)).toEqual(['survey', 'late']);
    expect(numberedOf(groups).map(({ n }) => n)).toEqual([1, 2, 3]);
    expect(groups[0]).toMatchObject({ stepKind: 'task', name: { en: 'Site survey' } });
  });

  test('what concerns the whole flow comes first, what is gone last', () => {
    const content = changed((flow) => {
      flow.owner_post = 'other';
      delete flow.steps['finish'];
    });
    expect(groupsOf(between(base, content)).map(({ key }) => key)).toEqual(['', 'finish']);
  });

  test('of other definitions are by the thing they speak of', () => {
    const before = {
      kind: 'organisation',
      id: 'org',
      name: { zh: '组织', en: 'Organisation' },
      units: [{ id: 'a', name: { zh: '甲', en: 'A' } }],
      posts: [{ id: 'desk', name: { zh: '前台', en: 'Desk' } }],
      conflicts: [],
      people: [],
    } satisfies Definition;
    const content = {
      ...before,
      name: { zh: '新组织', en: 'New organisation' },
      posts: [...before.posts, { id: 'field', name: { zh: '外勤', en: 'Field' } }],
    };
    const groups = groupsOf(between(before, content));
    expect(groups.map(({ name }) => name)).toEqual([null, { zh: '外勤', en: 'Field' }]);
  });
});

describe('a place in the address', () => {
  const content = rewired;
  const all = numberedOf(groupsOf({ ...between(base, content), base, content }));

  test.each([
    ['the difference itself', '/steps/late', 'late'],
    ['a step: the first difference in it', '/steps/survey', 'survey'],
    ['what is inside of something new', '/steps/late/name/zh', 'late'],
    ['a step that does not differ', '/steps/works', undefined],
    ['nothing', undefined, undefined],
  ])('is %s', (_, pointer, step) => {
    expect(differenceAt(all, pointer)?.step).toBe(step);
  });
});

test('steps that only stand elsewhere are counted apart, and are no difference', () => {
  const drawn = { ...layout, positions: mapped(layout.positions, aside) };
  const still = { ...between(base, base), base, content: base, base_layout: layout };
  expect(still.differences).toEqual([]);
  expect(onlyPlaced({ ...still, layout })).toEqual([]);
  expect(onlyPlaced({ ...still, layout: drawn })).toEqual(Object.keys(base.steps));
  const also = { ...between(base, rewired), base, content: rewired, base_layout: layout };
  const moved = onlyPlaced({ ...also, layout: drawn });
  expect(moved).not.toContain('survey');
  expect(moved).not.toContain('late');
  expect(moved).toContain('works');
});
