import { z } from 'zod';
import { Id, Localized } from '../definition/header.ts';
import { base, oneRoute } from './base.ts';
import { headFields, placeFields, routesField } from './base-fields.ts';
import { defineStep } from './kind.ts';

/** Branches of a block. */
const MOST = 20;

/** How many branches have to end before the block is left: all of them, the first, or so many. */
export const Join = z.union([
  z.literal('all'),
  z.literal('first'),
  z.strictObject({ at_least: z.int().min(1).max(MOST) }),
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
      .max(MOST),
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
  fields: [
    ...headFields,
    ...placeFields,
    {
      field: 'join',
      name: { zh: '完成条件', en: 'how many have to end' },
      section: 'branches',
      optional: true,
      input: {
        as: 'join',
        of: 'branches',
        most: MOST,
        usual: 'all',
        rules: [
          {
            value: 'all',
            name: { zh: '全部', en: 'All' },
            help: { zh: '全部分支完成后继续', en: 'Goes on when every branch has ended' },
          },
          {
            value: 'first',
            name: { zh: '首个', en: 'First' },
            help: {
              zh: '任一分支完成即继续，其余撤回',
              en: 'Goes on when one has ended; the rest is withdrawn',
            },
          },
          {
            value: 'at_least',
            name: { zh: '至少', en: 'At least' },
            help: {
              zh: '完成的分支达到数量即继续，其余撤回',
              en: 'Goes on when so many have ended; the rest is withdrawn',
            },
          },
        ],
      },
    },
    {
      field: 'branches',
      name: { zh: '分支', en: 'branches' },
      section: 'branches',
      fills: true,
      input: { as: 'branches' },
    },
    routesField,
  ],
  blank: {},
});
