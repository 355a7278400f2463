/** What every input that a specification asks for is given, and which fields of a group are there. */
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Limit } from '@flowmeter/engine/definition/limit.ts';
import type { Route } from '@flowmeter/engine/definition/route.ts';
import type { Stage } from '@flowmeter/engine/definition/ruleset.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import type { Branch } from '@flowmeter/engine/flow/structure.ts';
import type { Field } from '@flowmeter/engine/steps/base.ts';
import type { FieldInput, FieldSpec } from '@flowmeter/engine/steps/field-spec.ts';
import type { Tied } from '../inputs/field.tsx';
import { type FieldProps, shared } from '../subject.ts';

/** What a field of each sort holds. */
interface Held {
  name: Localized;
  words: Localized;
  mark: true;
  choice: string;
  choices: string[];
  fact: string;
  named: string;
  names: string[];
  id: string;
  share: string;
  period: object;
  join: string | { at_least: number };
  version: string;
  value: string | number | boolean | object;
  form: Field[];
  map: Record<string, string>;
  signers: string[] | number;
  weights: Record<string, number>;
  limits: Limit[];
  audits: Partial<Record<Stage, string[]>>;
  branch: string;
  branches: Branch[];
  outcome: string;
  outcomes: FlowDefinition['outcomes'];
  routes: Route[];
  group: object;
  list: unknown[];
}

export type Sort = FieldInput['as'];
export type Owner = Readonly<Record<string, unknown>>;

export interface SpecProps<A extends Sort = Sort> extends FieldProps<Held[A]> {
  spec: FieldSpec;
  /** What the specification says of this sort of input. */
  input: Extract<FieldInput, { as: A }>;
  /** What the field stands in, with the fields beside it: one for each step that is edited. */
  owners: readonly Owner[];
  /** Ties the control to its name, where the name stands above it. */
  tied?: Tied | undefined;
}

export function recordOf(value: unknown): Owner {
  return typeof value === 'object' && value !== null ? (value as Owner) : {};
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** What stands at a key, or a place, inside a field: a field of its own. */
export function inside(parent: FieldProps, key: string | number): FieldProps {
  const values = parent.values.map((one) => recordOf(one)[key]);
  const value = shared(values);
  return {
    ...parent,
    field: String(key),
    values,
    value,
    isMixed: value === undefined && values.some((one) => one !== undefined),
    change: (next, path = [], burst) => parent.change(next, [key, ...path], burst),
    changeEach: (update, burst) =>
      parent.changeEach((held) => {
        const owner = recordOf(held);
        return { ...owner, [key]: update(owner[key]) };
      }, burst),
    at: parent.at && `${parent.at}/${key}`,
  };
}

/** Those of a group that are there: the one of its rivals that was chosen, and what stands beside. */
export function presentOf(specs: readonly FieldSpec[], owner: Owner): readonly FieldSpec[] {
  const chosen = chosenOf(specs, owner);
  return specs.filter((one) => (!one.rival || one === chosen) && applies(one, owner));
}

/** Those of them that are there in all that are edited together. */
export function sharedOf<S extends FieldSpec>(
  specs: readonly S[],
  owners: readonly Owner[],
): readonly S[] {
  return specs.filter((spec) => owners.every((one) => presentOf(specs, one).includes(spec)));
}

export function rivalsOf(specs: readonly FieldSpec[]): readonly FieldSpec[] {
  return specs.filter((one) => one.rival);
}

export function chosenOf(specs: readonly FieldSpec[], owner: Owner): FieldSpec | undefined {
  return rivalsOf(specs).find(({ field }) => owner[field] !== undefined);
}

/** Does what the field depends on say that it is there? */
function applies({ only }: FieldSpec, owner: Owner): boolean {
  if (only === undefined) return true;
  const said = owner[only.field];
  return only.is === undefined ? said !== undefined : only.is.includes(String(said));
}

/** A group in which something was said: what no longer applies is gone, what it needs begins. */
export function settled(specs: readonly FieldSpec[], owner: Owner): Owner {
  const gone = new Set(specs.filter((one) => !applies(one, owner)).map(({ field }) => field));
  const said = Object.entries(owner).filter(([key, one]) => one !== undefined && !gone.has(key));
  const begun = specs
    .filter((one) => !gone.has(one.field) && !one.rival && !one.optional)
    .filter(({ blank }) => blank !== undefined)
    .map(({ field, blank }) => [field, structuredClone(blank)] as const);
  return { ...Object.fromEntries(begun), ...Object.fromEntries(said) };
}

/** One field of a group; where others depend on what it says, they are settled with it. */
export function partOf(
  parent: FieldProps,
  specs: readonly FieldSpec[],
  { field }: FieldSpec,
): FieldProps {
  if (field === '') return parent;
  const own = inside(parent, field);
  const decides = specs.some(({ only }) => only?.field === field && only.is !== undefined);
  if (!decides) return own;
  return {
    ...own,
    change: (value, _path, burst) =>
      parent.changeEach((held) => settled(specs, { ...recordOf(held), [field]: value }), burst),
  };
}
