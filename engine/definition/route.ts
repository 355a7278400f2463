/** A route: the ordered way from one step to the next. */
import { z } from 'zod';
import { Basis, Id, Localized } from './header.ts';
import { Condition } from './condition.ts';

export const Route = z.strictObject({
  id: Id,
  to: Id,
  /** What a person reads on the button, or on the edge. Needed where there are several routes. */
  name: Localized.optional(),
  /** At a decision: taken when it holds; the first that holds wins; a route without is the default. */
  when: Condition.optional(),
  /** At a task: what choosing this route says about the work done. `pass` unless said otherwise. */
  result: z.enum(['pass', 'return', 'reject']).optional(),
  /**
   * Of a return into a branch of a block that is over: the other branches begin anew. Otherwise they
   * are carried forward as decided.
   */
  redo: z.boolean().optional(),
  /**
   * At a decision: in the cases that take this route these `legal` steps do not apply, by the
   * regulation named.
   */
  exempt: z.strictObject({ steps: z.array(Id).min(1).max(50), basis: Basis }).optional(),
});

export type Route = z.infer<typeof Route>;
