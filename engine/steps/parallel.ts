import { z } from 'zod';
import { Id, Localized } from '../definition/header.ts';
import { base, oneRoute } from './base.ts';
import { defineStep } from './kind.ts';

/**
 * Branches side by side. The block contains its branches (steps name theirs in `branch`), so a fork
 * and its join cannot mismatch; the only route is taken when every branch has reached an end.
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
    routes: oneRoute,
  }),
  name: { zh: '并行', en: 'Parallel' },
  help: {
    zh: '各分支同时进行，全部完成后继续。',
    en: 'Branches side by side; goes on when all have ended.',
  },
  icon: 'parallel',
  arrival: 'contain',
  outlets: 'one',
  conditional: false,
  blank: {},
});
