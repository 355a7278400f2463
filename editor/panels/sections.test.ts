import { describe, expect, it } from 'vitest';
import { Limit } from '@flowmeter/engine/definition/limit.ts';
import { Route } from '@flowmeter/engine/definition/route.ts';
import { Field } from '@flowmeter/engine/steps/base.ts';
import { headFields, routesField } from '@flowmeter/engine/steps/base-fields.ts';
import type { SectionField } from '@flowmeter/engine/steps/field-spec.ts';
import { formSections, sectionIds } from '@flowmeter/engine/steps/form-sections.ts';
import { stepKinds, type StepKindName } from '@flowmeter/engine/steps/registry.ts';
import { sampleDocument } from '../document/testing/sample.ts';
import { limitRows, mayStandOn } from './fields/limit-rows.tsx';
import { type Usage, usageOf, usages } from './fields/usage.ts';
import { routeRows } from './route-rows.tsx';
import { sectionIsOpen } from './section-state.ts';
import { sectionAt, sectionsOf, sectionsOfFlow } from './sections.ts';

const kinds = Object.keys(stepKinds) as StepKindName[];
const shownIn = (sections: ReturnType<typeof sectionsOf>) =>
  sections.flatMap(({ fields }) => fields.map(({ field }) => field));

describe('the fields of a kind', () => {
  it.each(kinds)('are all shown: %s', (kind) => {
    const all = stepKinds[kind].fields.map(({ field }) => field);
    expect(shownIn(sectionsOf([stepKinds[kind]])).toSorted()).toEqual(all.toSorted());
  });

  it('stand in the sections that they name, in order, and no section is empty', () => {
    const { task } = stepKinds;
    const sections = sectionsOf([task]);
    expect(sections.map(({ id }) => id)).toEqual([
      'basics',
      'work',
      'form',
      'limits',
      'audits',
      'routes',
    ]);
    expect(
      sections.flatMap(({ id, fields }) => fields.map(({ section }) => section === id)),
    ).toEqual(task.fields.map(() => true));
  });

  it('need nothing here: a kind that is new is shown as it says itself', () => {
    const colour: SectionField = {
      field: 'colour',
      name: { zh: '颜色', en: 'colour' },
      section: 'form',
      input: { as: 'id' },
    };
    const fields = [...headFields, colour, routesField];
    expect(sectionsOf([{ fields }])).toEqual([
      { id: 'basics', fields: headFields },
      { id: 'form', fields: [colour] },
      { id: 'routes', fields: [routesField] },
    ]);
  });

  it.each([
    ['a limit', limitRows, Limit],
    ['a route', routeRows, Route],
  ])('bring all parts of %s', (_name, rows, schema) => {
    expect(Object.keys(rows).toSorted()).toEqual(Object.keys(schema.shape).toSorted());
  });
});

describe('several steps together', () => {
  const { task, end, decision, parallel, repeat, wait } = stepKinds;

  it('share what all their kinds have', () => {
    expect(shownIn(sectionsOf([task, task]))).toEqual(
      expect.arrayContaining(['assign', 'clock', 'limits', 'audits', 'legal', 'branch']),
    );
    expect(shownIn(sectionsOf([task, end])).toSorted()).toEqual(['branch', 'legal']);
    expect(shownIn(sectionsOf([wait, wait]))).toContain('for');
  });

  it('never a name, nor routes, nor what each kind means otherwise', () => {
    expect(shownIn(sectionsOf([decision, decision]))).not.toContain('name');
    expect(shownIn(sectionsOf([decision, decision]))).not.toContain('routes');
    expect(shownIn(sectionsOf([parallel, repeat]))).not.toContain('join');
  });
});

describe('a place of the flow', () => {
  const { flow } = sampleDocument();

  it.each([
    ['/steps/survey/assign/post', 'work'],
    ['/steps/survey/limits/0/calendar', 'limits'],
    ['/steps/survey/routes/1/when/all/0', 'routes'],
    ['/owner_post', 'basics'],
    ['/cancel/until/0', 'outcomes'],
    ['/steps/survey', undefined],
    ['/steps/nobody/form', undefined],
    ['/id', undefined],
  ])('%s is in section %s', (pointer, section) => {
    expect(sectionAt(flow, pointer)).toBe(section);
  });

  it('every field of every step has its section', () => {
    const places = Object.entries(flow.steps).flatMap(([id, { kind }]) =>
      stepKinds[kind].fields.map(
        ({ field, section }) => [`/steps/${id}/${field}`, section] as const,
      ),
    );
    expect(places.map(([at]) => sectionAt(flow, at))).toEqual(places.map(([, one]) => one));
  });
});

describe('a section', () => {
  it.each(sectionIds)('%s is open unless its specification or somebody closed it', (id) => {
    expect(sectionIsOpen({}, id)).toBe(formSections[id].folded !== true);
    expect([sectionIsOpen({ [id]: false }, id), sectionIsOpen({ [id]: true }, id)]).toEqual([
      false,
      true,
    ]);
  });

  it('of the flow holds each field once', () => {
    const shown = shownIn(sectionsOfFlow());
    expect(shown).toEqual([...new Set(shown)]);
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
