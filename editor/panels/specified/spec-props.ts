/** What every input that a kind's own specification asks for is given. */
import type { FieldSpec } from '@flowmeter/engine/steps/field-spec.ts';
import type { Step } from '@flowmeter/engine/steps/registry.ts';
import type { Path } from '../../document/commands/change-step.ts';

export interface SpecProps {
  spec: FieldSpec;
  /** The step that is edited. */
  step: Step;
  /** What the field stands in, with the fields beside it. */
  owner: Readonly<Record<string, unknown>>;
  value: unknown;
  /** Sets the field, or what stands at a path inside it; undefined takes it away. */
  change: (value: unknown, path?: Path, burst?: string) => void;
  at: string | undefined;
}

export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Those of a group that are there: the one of its rivals that was chosen, and what stands beside. */
export function shownOf(
  specs: readonly FieldSpec[],
  owner: Readonly<Record<string, unknown>>,
): readonly FieldSpec[] {
  const chosen = chosenOf(specs, owner);
  return specs.filter((one) => !one.rival || one === chosen);
}

export function rivalsOf(specs: readonly FieldSpec[]): readonly FieldSpec[] {
  return specs.filter((one) => one.rival);
}

export function chosenOf(
  specs: readonly FieldSpec[],
  owner: Readonly<Record<string, unknown>>,
): FieldSpec | undefined {
  return rivalsOf(specs).find(({ field }) => owner[field] !== undefined);
}
