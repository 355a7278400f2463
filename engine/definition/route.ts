/** A route: the ordered way from one step to the next. */
import { z } from 'zod';
import { Id, Localized } from './header.ts';
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
});

export type Route = z.infer<typeof Route>;
