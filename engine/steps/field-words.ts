/** What the specifications of step kinds, and of flows, call their fields and the options of these. */
import { flowFields } from '../definition/flow-fields.ts';
import type { Localized } from '../problem.ts';
import type { FieldSpec } from './field-spec.ts';
import { stepKinds } from './registry.ts';

const all: readonly FieldSpec[] = [
  ...flowFields,
  ...Object.values(stepKinds).flatMap(({ fields }) => fields),
];

const names = new Map(all.map(({ field, name }) => [field, name]));

const options = new Map(all.flatMap(optionsIn));

/** Of a field of a step or of a flow, not of one inside it. */
export function nameOfField(field: string): Localized | undefined {
  return names.get(field);
}

/** Of what was chosen in a field, at whatever depth. */
export function nameOfOption(field: string, value: string): Localized | undefined {
  return options.get(`${field} ${value}`);
}

function optionsIn({ field, input }: FieldSpec): (readonly [string, Localized])[] {
  if (input.as === 'group' || input.as === 'list') return input.of.flatMap(optionsIn);
  if (input.as !== 'choice' && input.as !== 'choices') return [];
  return input.options.map(({ value, name }) => [`${field} ${value}`, name] as const);
}
