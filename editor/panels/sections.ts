/** Which fields stand in which section of the panel, as the kinds of the steps say it. Pure. */
import { flowFields } from '@flowmeter/engine/definition/flow-fields.ts';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { SectionField } from '@flowmeter/engine/steps/field-spec.ts';
import { type SectionId, sectionIds } from '@flowmeter/engine/steps/form-sections.ts';
import type { StepKind } from '@flowmeter/engine/steps/kind.ts';
import { kindOf } from '@flowmeter/engine/steps/registry.ts';
import { isSame } from './subject.ts';

/** A section with the fields it shows. */
export interface ShownSection {
  id: SectionId;
  fields: readonly SectionField[];
}

/** The sections of a step; of several, those of the fields that all have and that can be shared. */
export function sectionsOf(kinds: readonly Pick<StepKind, 'fields'>[]): ShownSection[] {
  const [first, ...others] = kinds;
  if (first === undefined) return [];
  return inSections(
    first.fields.filter(
      (one) =>
        others.length === 0 || (one.shared && others.every(({ fields }) => has(fields, one))),
    ),
  );
}

export function sectionsOfFlow(): ShownSection[] {
  return inSections(flowFields);
}

/** The section in which a place of the flow is shown: that of the field which the pointer leads into. */
export function sectionAt(flow: FlowDefinition, pointer: string): SectionId | undefined {
  const [, first, id = '', field] = pointer.split('/');
  if (first !== 'steps') return flowFields.find((one) => one.field === first)?.section;
  const step = flow.steps[id];
  return step && kindOf(step).fields.find((one) => one.field === field)?.section;
}

function has(fields: readonly SectionField[], one: SectionField): boolean {
  return fields.some(({ field, input }) => field === one.field && isSame(input, one.input));
}

function inSections(fields: readonly SectionField[]): ShownSection[] {
  return sectionIds
    .map((id) => ({ id, fields: fields.filter(({ section }) => section === id) }))
    .filter((section) => section.fields.length > 0);
}
