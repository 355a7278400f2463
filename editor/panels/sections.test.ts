import { describe, expect, it } from 'vitest';
import { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { Limit } from '@flowmeter/engine/definition/limit.ts';
import { Route } from '@flowmeter/engine/definition/route.ts';
import { Field } from '@flowmeter/engine/steps/base.ts';
import { type Step, stepKinds, type StepKindName } from '@flowmeter/engine/steps/registry.ts';
import { limitRows, mayStandOn } from './fields/limit-rows.tsx';
import { type Usage, usageOf, usages } from './fields/form.tsx';
import { routeRows } from './route-rows.tsx';
import { fieldsOfKind, flowFields, sectionsOf, sectionsOfFlow, stepFields } from './sections.ts';

const kinds = Object.keys(stepKinds) as StepKindName[];
const stepOf = (kind: StepKindName) => ({ kind }) as Step;
const shownIn = (sections: ReturnType<typeof sectionsOf>) =>
  sections.flatMap(({ fields }) => fields.map(([field]) => field));

describe('every property can be edited', () => {
  it.each(kinds)('of a step of kind %s', (kind) => {
    const all = fieldsOfKind({ kind }).filter((field) => field !== 'kind');
    expect(all.length).toBeGreaterThan(2);
    expect(shownIn(sectionsOf([stepOf(kind)])).toSorted()).toEqual(all.toSorted());
  });

  it('of a flow', () => {
    const fixed = new Set(['$schema', 'kind', 'id', 'steps']);
    const all = Object.keys(FlowDefinition.shape).filter((field) => !fixed.has(field));
    expect(shownIn(sectionsOfFlow()).toSorted()).toEqual(all.toSorted());
    expect(Object.keys(flowFields).toSorted()).toEqual(all.toSorted());
  });

  it.each([
    ['a limit', limitRows, Limit],
    ['a route', routeRows, Route],
  ])('of %s', (_name, rows, schema) => {
    expect(Object.keys(rows).toSorted()).toEqual(Object.keys(schema.shape).toSorted());
  });

  it('no row stands for a field that no kind has', () => {
    const known = new Set(kinds.flatMap((kind) => fieldsOfKind({ kind })));
    expect(Object.keys(stepFields).filter((field) => !known.has(field))).toEqual([]);
  });
});

describe('several steps together', () => {
  it('share what all their kinds have', () => {
    expect(shownIn(sectionsOf([stepOf('task'), stepOf('task')]))).toEqual(
      expect.arrayContaining(['assign', 'clock', 'limits', 'audits', 'legal', 'branch']),
    );
    expect(shownIn(sectionsOf([stepOf('task'), stepOf('end')])).toSorted()).toEqual([
      'branch',
      'legal',
    ]);
  });

  it('never a name, nor routes', () => {
    const shown = shownIn(sectionsOf([stepOf('decision'), stepOf('decision')]));
    expect(shown).not.toContain('name');
    expect(shown).not.toContain('routes');
  });
});

describe('a fact on a form', () => {
  it.each(Object.keys(usages) as Usage[])('is %s as it was set', (usage) => {
    const field = Field.parse({ fact: 'capacity', ...usages[usage] });
    expect(usageOf(field)).toBe(usage);
  });
});

describe('a limit', () => {
  it.each([
    ['statutory', 'typical', false],
    ['promise', 'typical', false],
    ['internal', 'typical', true],
    ['internal', 'law', true],
    ['statutory', 'law', true],
    ['promise', 'recalled', true],
  ] as const)('of layer %s on %s', (layer, kind, may) => {
    expect(mayStandOn(layer, kind)).toBe(may);
  });
});
