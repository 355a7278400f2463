/** One field of what is being edited: of a step, of several steps at once, or of the flow itself. */
import { pointer } from '@flowmeter/engine/definition/pointer.ts';
import type { Edit } from '../document/commands.ts';
import type { Path } from '../document/assign.ts';
import type { FlowDocument } from '../document/document.ts';
import { newBurst, type Run } from './panel.ts';

export interface FieldProps<T = unknown> {
  /** The key of the field in the schema. */
  field: string;
  /** The steps edited together; none: the flow itself. */
  steps: readonly string[];
  /** What each of them has. */
  values: readonly (T | undefined)[];
  /** What they have in common; undefined where they differ. */
  value: T | undefined;
  isMixed: boolean;
  /** Sets the same in all of them, at a path inside the field; undefined takes it away. */
  change: (value: unknown, path?: Path, burst?: string) => void;
  /** Sets in each what is made from what it has. */
  changeEach: (update: (held: T | undefined) => unknown, burst?: string) => void;
  /** JSON Pointer of the field; undefined where several steps are edited. */
  at: string | undefined;
}

/** The field of the steps (or of the flow), with how it is changed. */
export function fieldOf<T>(
  field: string,
  steps: readonly string[],
  document: FlowDocument,
  run: Run,
): FieldProps<T> {
  const values = ownersOf(steps, document).map(
    (owner) => (owner as Record<string, unknown> | undefined)?.[field] as T | undefined,
  );
  const isMixed = values.some((one) => !isSame(one, values[0]));
  const targets: (string | undefined)[] = steps.length === 0 ? [undefined] : [...steps];
  const together = (burst: string | undefined) =>
    burst ?? (targets.length > 1 ? newBurst() : undefined);
  const [only] = steps;
  return {
    field,
    steps,
    values,
    value: isMixed ? undefined : values[0],
    isMixed,
    change(value, path = [], burst) {
      const own = together(burst);
      for (const step of targets) run(editOf(step, [field, ...path], value), own);
    },
    changeEach(update, burst) {
      const own = together(burst);
      targets.forEach((step, index) => run(editOf(step, [field], update(values[index])), own));
    },
    at:
      steps.length > 1 ? undefined : pointer(only === undefined ? [field] : ['steps', only, field]),
  };
}

function ownersOf(steps: readonly string[], { flow }: FlowDocument): (object | undefined)[] {
  return steps.length === 0 ? [flow] : steps.map((id) => flow.steps[id]);
}

function editOf(step: string | undefined, path: Path, value: unknown): Edit {
  if (step === undefined) return { do: 'changeFlow', args: { path, value } };
  return { do: 'changeStep', args: { step, path, value } };
}

/** Definitions are plain JSON: the same when written the same. */
export function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** What a list of values has in common; undefined where they differ. */
export function shared<T>(values: readonly T[]): T | undefined {
  return values.every((one) => isSame(one, values[0])) ? values[0] : undefined;
}
