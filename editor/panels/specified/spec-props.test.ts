import { describe, expect, it } from 'vitest';
import { assignField, signField } from '@flowmeter/engine/steps/handling-fields.ts';
import type { FieldSpec } from '@flowmeter/engine/steps/field-spec.ts';
import type { Path } from '../../document/assign.ts';
import type { FieldProps } from '../subject.ts';
import { inside, partOf, presentOf, settled, sharedOf } from './spec-props.ts';

const partsOf = ({ input }: FieldSpec) => (input.as === 'group' ? input.of : []);
const assign = partsOf(assignField);
const sign = partsOf(signField);
const named = (specs: readonly FieldSpec[]) => specs.map(({ field }) => field);

describe('a group begins, and settles when something is said', () => {
  it.each([
    ['a post', assign, { post: 'clerk' }, { post: 'clerk', unit: 'case' }],
    [
      'a unit is not asked any more',
      assign,
      { post: 'clerk', unit: 'above', by: 'roster', of: 'east' },
      { post: 'clerk', unit: 'above', by: 'roster' },
    ],
    ['a way of signing', sign, { mode: 'all' }, { mode: 'all', signers: 2 }],
    [
      'a vote needs a share',
      sign,
      { mode: 'vote', signers: ['head'] },
      { mode: 'vote', signers: ['head'], threshold: '1/2' },
    ],
    [
      'no vote any more',
      sign,
      { mode: 'any', signers: ['head'], threshold: '2/3', weights: { head: 2 } },
      { mode: 'any', signers: ['head'] },
    ],
    [
      'a vote as it was said',
      sign,
      { mode: 'vote', signers: ['head'], threshold: '2/3', on_reject: 'at_end' },
      { mode: 'vote', signers: ['head'], threshold: '2/3', on_reject: 'at_end' },
    ],
    [
      'nothing said is not there',
      assign,
      { post: 'a', unit: 'case', by: undefined },
      { post: 'a', unit: 'case' },
    ],
  ])('%s', (_name, specs, said, left) => {
    expect(settled(specs, said)).toEqual(left);
  });
});

describe('fields of a group', () => {
  it.each([
    [{}, ['post', 'unit', 'by']],
    [{ by: 'unit' }, ['post', 'unit', 'by', 'of']],
    [{ by: 'previous' }, ['post', 'unit', 'by', 'step']],
  ])('of %j that are there', (owner, there) => {
    expect(named(presentOf(assign, owner))).toEqual(there);
  });

  const rivals: FieldSpec[] = ['a', 'b', 'more'].map((field) => ({
    field,
    name: { zh: field, en: field },
    input: { as: 'id' },
    ...(field === 'more' ? { only: { field: 'a' } } : { rival: true }),
  }));

  it.each([
    [{}, []],
    [{ a: '' }, ['a', 'more']],
    [{ b: '' }, ['b']],
  ])('of rivals %j that are there', (owner, there) => {
    expect(named(presentOf(rivals, owner))).toEqual(there);
  });

  it.each([
    ['the same', [{ a: '' }, { a: '' }], ['a', 'more']],
    ['different ones', [{ a: '' }, { b: '' }], []],
  ])('of several steps that have %s', (_name, owners, there) => {
    expect(named(sharedOf(rivals, owners))).toEqual(there);
  });
});

/** The field of some steps, and what was asked to be changed. */
function recorded(values: unknown[]) {
  const asked: [unknown, Path][] = [];
  const field: FieldProps = {
    field: 'assign',
    steps: values.map((_, index) => `s${index}`),
    values,
    value: values[0],
    isMixed: false,
    change: (value, path = []) => asked.push([value, path]),
    changeEach: (update) => values.forEach((held) => asked.push([update(held), []])),
    at: '/steps/s0/assign',
  };
  return { field, asked };
}

describe('a part of a field', () => {
  it('has its own place, and is changed there', () => {
    const { field, asked } = recorded([{ post: 'clerk', unit: 'case' }]);
    const part = inside(field, 'unit');
    part.change('above');
    expect(part).toMatchObject({ value: 'case', isMixed: false, at: '/steps/s0/assign/unit' });
    expect(asked).toEqual([['above', ['unit']]]);
  });

  it('of steps that differ is mixed', () => {
    const { field } = recorded([{ post: 'clerk' }, { post: 'head' }, undefined]);
    expect(inside(field, 'post')).toMatchObject({ value: undefined, isMixed: true });
    expect(inside(field, 'by')).toMatchObject({ value: undefined, isMixed: false });
  });

  it('that others depend on settles each step by itself', () => {
    const { field, asked } = recorded([
      { post: 'clerk', unit: 'case', by: 'unit', of: 'east' },
      { post: 'head', unit: 'above' },
    ]);
    const by = assign.find((one) => one.field === 'by')!;
    partOf(field, assign, by).change('workload');
    expect(asked.map(([value]) => value)).toEqual([
      { post: 'clerk', unit: 'case', by: 'workload' },
      { post: 'head', unit: 'above', by: 'workload' },
    ]);
  });
});
