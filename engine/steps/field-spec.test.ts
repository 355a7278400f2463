import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { flowFields } from '../definition/flow-fields.ts';
import { FlowDefinition } from '../definition/flow.ts';
import type { FieldSpec } from './field-spec.ts';
import { stepKinds, type StepKindName } from './registry.ts';
import { unentered } from './unentered.fixture.ts';

const kinds = Object.keys(stepKinds) as StepKindName[];

/** What is not entered by a form: a step is made of a kind, and a flow keeps its id and its steps. */
const fixed = {
  step: ['kind'],
  flow: ['$schema', '$export', 'kind', 'id', 'steps'],
};

describe('every property is entered by a field, and every field enters one', () => {
  it.each(kinds)('of a step of kind %s', (kind) => {
    const { schema, fields } = stepKinds[kind];
    expect(unentered(schema, fields)).toEqual(fixed.step);
  });

  it('of a flow', () => {
    expect(unentered(FlowDefinition, flowFields).toSorted()).toEqual(fixed.flow.toSorted());
  });

  it.each([
    ['nothing', z.strictObject({}), [], []],
    ['a property that is missing', z.strictObject({ a: z.string() }), [], ['a']],
    ['a field too many', z.strictObject({}), [typed('a')], ['a']],
    ['inside', z.strictObject({ a: z.strictObject({ b: z.string() }) }), [grouped('a')], ['a/b']],
    [
      'in one of several forms',
      z.strictObject({
        a: z.union([z.strictObject({ b: z.string() }), z.strictObject({ c: z.string() })]),
      }),
      [grouped('a', [typed('b')])],
      ['a/c'],
    ],
  ])('else it is found: %s', (_name, schema, fields, found) => {
    expect(unentered(schema, fields)).toEqual(found);
  });
});

describe('a specification', () => {
  const everyField = [...Object.values(stepKinds).flatMap(({ fields }) => fields), ...flowFields];

  it('has words in both languages', () => {
    const words = everyField.flatMap(wordsIn);
    expect(words.length).toBeGreaterThan(200);
    expect(words.filter((text) => text.trim() === '')).toEqual([]);
  });

  it.each(kinds)('of kind %s is plain data', (kind) => {
    const { fields } = stepKinds[kind];
    expect(JSON.parse(JSON.stringify(fields))).toEqual(fields);
  });

  it.each(kinds)('of kind %s names each field once', (kind) => {
    const names = stepKinds[kind].fields.map(({ field }) => field);
    expect(names).toEqual([...new Set(names)]);
  });

  it('lets a field depend on one beside it', () => {
    const groups = [...Object.values(stepKinds).map(({ fields }) => fields), flowFields].flatMap(
      (fields) => [fields, ...fields.flatMap(groupsIn)],
    );
    const wrong = groups.flatMap(alone);
    expect(wrong).toEqual([]);
  });
});

function typed(field: string): FieldSpec {
  return { field, name: { zh: field, en: field }, input: { as: 'id' } };
}

function grouped(field: string, of: FieldSpec[] = []): FieldSpec {
  return { field, name: { zh: field, en: field }, input: { as: 'group', of } };
}

/** Every text that stands beside one in another language, wherever it is in the data. */
function wordsIn(data: unknown): string[] {
  if (typeof data !== 'object' || data === null) return [];
  if ('zh' in data) return [String(data.zh), 'en' in data ? String(data.en) : ''];
  return Object.values(data).flatMap(wordsIn);
}

/** Those that depend on a field which is not beside them. */
function alone(specs: readonly FieldSpec[]): FieldSpec[] {
  const beside = new Set(specs.map(({ field }) => field));
  return specs.filter(({ only }) => only !== undefined && !beside.has(only.field));
}

function groupsIn({ input }: FieldSpec): (readonly FieldSpec[])[] {
  if (input.as !== 'group' && input.as !== 'list') return [];
  return [input.of, ...input.of.flatMap(groupsIn)];
}
