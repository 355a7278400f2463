import { z } from 'zod';
import { Id, Localized } from '../definition/header.ts';
import { base, oneRoute } from './base.ts';
import { defineStep } from './kind.ts';

/** How many branches have to end before the block is left: all of them, the first, or so many. */
export const Join = z.union([
  z.literal('all'),
  z.literal('first'),
  z.strictObject({ at_least: z.int().min(1).max(20) }),
]);

/**
 * Branches side by side. The block contains its branches (steps name theirs in `branch`), so a fork
 * and its join cannot mismatch; the only route is taken when enough branches have reached an end. What
 * the others were still at is then withdrawn.
 */
export const parallel = defineStep({
  kind: 'parallel',
  schema: z.strictObject({
    kind: z.literal('parallel'),
    ...base,
    /** `start` is the branch's first step. Branch ids are unique within the flow. */
    branches: z
      .array(z.strictObject({ id: Id, name: Localized, start: Id }))
      .min(2)
      .max(20),
    /** `all` unless said otherwise. */
    join: Join.optional(),
    routes: oneRoute,
  }),
  name: { zh: '并行', en: 'Parallel' },
  help: {
    zh: '各分支同时进行，全部（或首个、达到数量）完成后继续。',
    en: 'Branches side by side; goes on when all, the first, or enough of them have ended.',
  },
  icon: 'parallel',
  arrival: 'contain',
  outlets: 'one',
  conditional: false,
  blank: {},
});
