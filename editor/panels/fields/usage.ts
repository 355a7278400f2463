import type { Field as OnForm } from '@flowmeter/engine/steps/base.ts';

/** How a fact stands on the form; one row a way, as the two marks of the schema say it. */
export const usages = {
  required: {},
  optional: { optional: true },
  readonly: { readonly: true },
} as const satisfies Record<string, Omit<OnForm, 'fact'>>;

export type Usage = keyof typeof usages;

export function usageOf({ optional, readonly }: OnForm): Usage {
  if (readonly) return 'readonly';
  return optional ? 'optional' : 'required';
}
