import { z } from 'zod';
import { base, manyRoutes } from './base.ts';
import { headFields, placeFields, routesField } from './base-fields.ts';
import { defineStep } from './kind.ts';

/** An automatic choice: the first route whose condition holds; the last one is the default. */
export const decision = defineStep({
  kind: 'decision',
  schema: z.strictObject({ kind: z.literal('decision'), ...base, routes: manyRoutes }),
  name: { zh: '判断', en: 'Decision' },
  help: {
    zh: '按数据自动选择流向，自上而下取第一个成立的条件。',
    en: 'Chooses by the facts: the first condition that holds, from the top.',
  },
  icon: 'decision',
  arrival: 'decide',
  outlets: 'many',
  conditional: true,
  fields: [...headFields, ...placeFields, routesField],
  blank: {},
});
