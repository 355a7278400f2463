/**
 * How each field of a step and of a flow is edited, and in which section of the panel. The tables are
 * keyed by the fields of the schemas: a step kind has the sections that its own fields ask for.
 */
import type { ComponentType } from 'react';
import { z } from 'zod';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { kindOf, type Step } from '@flowmeter/engine/steps/registry.ts';
import { AuditsField } from './fields/audits.tsx';
import { BranchField } from './fields/branch.tsx';
import { BranchesField } from './fields/branches.tsx';
import { CancelField } from './fields/cancel.tsx';
import { FormField } from './fields/form.tsx';
import { JoinField } from './fields/join.tsx';
import { LimitsField } from './fields/limits.tsx';
import { OutcomesField } from './fields/outcomes.tsx';
import { AllowField, SignField } from './fields/people.tsx';
import {
  AssignField,
  ClockField,
  DescriptionField,
  LegalField,
  NameField,
  OutcomeField,
  PostField,
  PostsField,
  TitleFactField,
  TouchpointField,
} from './fields/plain.tsx';
import { CompensatesField, CompensationField } from './fields/undoing.tsx';
import { WaitField } from './fields/wait-time.tsx';
import { RoutesField } from './routes.tsx';
import { editorOf } from './specified/spec-row.tsx';
import type { FieldProps } from './subject.ts';

/** In the order in which they are shown. */
export const sectionIds = [
  'basics',
  'work',
  'form',
  'limits',
  'audits',
  'branches',
  'outcomes',
  'routes',
] as const;

export type SectionId = (typeof sectionIds)[number];

export interface FieldRow<T> {
  section: SectionId;
  editor: ComponentType<FieldProps<T>>;
  /** Can it be set for several steps at once? */
  isShared?: true;
  /** Does the head of the section say how many there are? */
  isCounted?: true;
}

/** Fields that a kind's own specification says how to edit. */
type SpecifiedField =
  | 'does'
  | 'until'
  | 'message'
  | 'flow'
  | 'version'
  | 'in'
  | 'out'
  | 'over'
  | 'mode'
  | 'item_fact';

/** Every field that some kind of step has and that has an editor of its own; the kind does not change. */
export type StepField = Exclude<
  Step extends infer S ? (S extends Step ? keyof S : never) : never,
  SpecifiedField | 'kind'
>;
type StepValue<K> = Step extends infer S
  ? S extends Step
    ? K extends keyof S
      ? NonNullable<S[K]>
      : never
    : never
  : never;

export const stepFields: { readonly [K in StepField]: FieldRow<StepValue<K>> } = {
  name: { section: 'basics', editor: NameField },
  description: { section: 'basics', editor: DescriptionField },
  outcome: { section: 'basics', editor: OutcomeField, isShared: true },
  posts: { section: 'work', editor: PostsField, isShared: true },
  assign: { section: 'work', editor: AssignField, isShared: true },
  allow: { section: 'work', editor: AllowField, isShared: true },
  sign: { section: 'work', editor: SignField },
  clock: { section: 'work', editor: ClockField, isShared: true },
  for: { section: 'work', editor: WaitField, isShared: true },
  touchpoint: { section: 'work', editor: TouchpointField, isShared: true },
  branch: { section: 'basics', editor: BranchField, isShared: true },
  legal: { section: 'basics', editor: LegalField, isShared: true },
  form: { section: 'form', editor: FormField, isShared: true, isCounted: true },
  limits: { section: 'limits', editor: LimitsField, isShared: true, isCounted: true },
  audits: { section: 'audits', editor: AuditsField, isShared: true },
  compensation: { section: 'basics', editor: CompensationField },
  compensates: { section: 'basics', editor: CompensatesField },
  join: { section: 'branches', editor: JoinField },
  branches: { section: 'branches', editor: BranchesField, isCounted: true },
  routes: { section: 'routes', editor: RoutesField, isCounted: true },
};

/** Every field of a flow besides what says which flow it is, and its steps. */
export type FlowField = Exclude<keyof FlowDefinition, '$schema' | 'kind' | 'id' | 'steps'>;

export const flowFields: {
  readonly [K in FlowField]: FieldRow<NonNullable<FlowDefinition[K]>>;
} = {
  name: { section: 'basics', editor: NameField },
  description: { section: 'basics', editor: DescriptionField },
  owner_post: { section: 'basics', editor: PostField },
  title_fact: { section: 'basics', editor: TitleFactField },
  limits: { section: 'limits', editor: LimitsField, isCounted: true },
  audits: { section: 'audits', editor: AuditsField },
  outcomes: { section: 'outcomes', editor: OutcomesField, isCounted: true },
  cancel: { section: 'outcomes', editor: CancelField },
};

/** A section with the fields it shows, as rows of one of the tables. */
export interface ShownSection {
  id: SectionId;
  fields: readonly (readonly [string, FieldRow<unknown>])[];
}

/** The sections of a step; of several, those of the fields that all have and that can be shared. */
export function sectionsOf(steps: readonly Step[]): ShownSection[] {
  const [only, ...others] = steps;
  const own = only !== undefined && others.length === 0 ? specifiedRows(only) : [];
  const specified = new Set(own.map(([field]) => field));
  const shared = Object.entries(stepFields) as [string, FieldRow<unknown>][];
  const rows = [...own, ...shared.filter(([field]) => !specified.has(field))];
  const owned = steps.map((step) => new Set(fieldsOfKind(step)));
  return inSections(
    rows.filter(
      ([field, row]) =>
        owned.every((fields) => fields.has(field)) && (row.isShared || steps.length === 1),
    ),
  );
}

/** What only the step's kind has, as it says itself. */
function specifiedRows(step: Step): [string, FieldRow<unknown>][] {
  const specs = kindOf(step).fields ?? [];
  return specs.map((spec) => [spec.field, { section: 'work', editor: editorOf(spec) }]);
}

export function sectionsOfFlow(): ShownSection[] {
  return inSections(Object.entries(flowFields) as [string, FieldRow<unknown>][]);
}

/** The fields in the schema of a step's kind. */
export function fieldsOfKind(step: Pick<Step, 'kind'>): string[] {
  const { schema } = kindOf(step);
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

function inSections(rows: readonly (readonly [string, FieldRow<unknown>])[]): ShownSection[] {
  return sectionIds
    .map((id) => ({ id, fields: rows.filter(([, row]) => row.section === id) }))
    .filter(({ fields }) => fields.length > 0);
}
