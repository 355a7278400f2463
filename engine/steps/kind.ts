/** What a step kind is. One file a kind says all of this; `registry.ts` lists the files. */
import type { z } from 'zod';
import type { Localized } from '../problem.ts';
import type { SectionField } from './field-spec.ts';

/**
 * What happens when a case arrives at a step:
 * - `pass`: nothing rests here, the first route is taken at once;
 * - `task`: a person has to do something; they choose the route;
 * - `decide`: the first route whose condition holds is taken;
 * - `timer`: the case rests until a time, then takes its only route;
 * - `contain`: branches begin side by side; when all have ended its only route is taken;
 * - `act`: the engine does something and goes on, or, having asked the outside, when that answers;
 * - `call`: cases of another flow are opened; when enough have ended its first route is taken;
 * - `end`: the branch, or the case, is over.
 */
export type Arrival = 'pass' | 'task' | 'decide' | 'timer' | 'contain' | 'act' | 'call' | 'end';

export interface StepKind<S extends z.ZodType = z.ZodType> {
  kind: string;
  schema: S;
  name: Localized;
  help: Localized;
  /** Name of the drawing that stands for the kind on the canvas. */
  icon: string;
  arrival: Arrival;
  /** How many routes may leave it. */
  outlets: 'none' | 'one' | 'many';
  /** May the routes carry conditions (`when`)? */
  conditional: boolean;
  /** How its fields are entered, all but `kind`: each stands in a section of the form. */
  fields: readonly SectionField[];
  /** The least that a new step of this kind needs besides its id, name and routes. */
  blank: Record<string, unknown>;
}

export function defineStep<S extends z.ZodType>(kind: StepKind<S>): StepKind<S> {
  return kind;
}
