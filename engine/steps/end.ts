import { z } from 'zod';
import { Id } from '../definition/header.ts';
import { base } from './base.ts';
import { headFields, placeFields, routesField } from './base-fields.ts';
import { defineStep } from './kind.ts';

/** The end of a branch, or of the case with its outcome. */
export const end = defineStep({
  kind: 'end',
  schema: z.strictObject({
    kind: z.literal('end'),
    ...base,
    /** What the case came to, e.g. `completed`, `cancelled`; not used inside a branch. */
    outcome: Id.optional(),
    routes: z.array(z.never()).max(0),
  }),
  name: { zh: '结束', en: 'End' },
  help: { zh: '分支或案件到此结束。', en: 'The branch or the case is over.' },
  icon: 'end',
  arrival: 'end',
  outlets: 'none',
  conditional: false,
  fields: [
    ...headFields,
    {
      field: 'outcome',
      name: { zh: '办理结果', en: 'outcome' },
      section: 'basics',
      shared: true,
      optional: true,
      empty: { zh: '选择办理结果', en: 'Choose an outcome' },
      input: {
        as: 'outcome',
        inside: {
          zh: '分支内的结束只结束该分支，不产生办理结果',
          en: 'An end inside a branch ends the branch alone and gives no outcome',
        },
      },
    },
    ...placeFields,
    routesField,
  ],
  blank: {},
});
