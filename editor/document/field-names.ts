/** What the fields of flows, steps and routes are called in the history. */
import { flowFields } from '@flowmeter/engine/definition/flow-fields.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import type { SectionField } from '@flowmeter/engine/steps/field-spec.ts';
import { kindOf, type Step } from '@flowmeter/engine/steps/registry.ts';

/** As the kind of the step calls it; a key that has no name stands for itself. */
export function stepFieldName(step: Step | undefined, key: string): Localized {
  return nameIn(step === undefined ? [] : kindOf(step).fields, key);
}

export function flowFieldName(key: string): Localized {
  return nameIn(flowFields, key);
}

function nameIn(fields: readonly SectionField[], key: string): Localized {
  return fields.find(({ field }) => field === key)?.name ?? { zh: key, en: key };
}
