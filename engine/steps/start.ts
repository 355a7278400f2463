import { z } from 'zod';
import { Id } from '../definition/header.ts';
import { base, Field, oneRoute } from './base.ts';
import { formField, headFields, placeFields, routesField } from './base-fields.ts';
import { defineStep } from './kind.ts';

/** Where a case begins; its form is what must be known to open a case. */
export const start = defineStep({
  kind: 'start',
  schema: z.strictObject({
    kind: z.literal('start'),
    ...base,
    form: z.array(Field).max(200),
    /** Posts that may open a case. */
    posts: z.array(Id).min(1).max(20),
    routes: oneRoute,
  }),
  name: { zh: '开始', en: 'Start' },
  help: {
    zh: '案件从这里开始；表单是开案所需的数据。',
    en: 'A case begins here; the form is what opening it needs.',
  },
  icon: 'start',
  arrival: 'pass',
  outlets: 'one',
  conditional: false,
  fields: [
    ...headFields,
    ...placeFields,
    {
      field: 'posts',
      name: { zh: '开案岗位', en: 'posts' },
      help: {
        zh: '可以受理开案的岗位，至少一个',
        en: 'Posts that may open a case; at least one',
      },
      section: 'work',
      shared: true,
      empty: { zh: '选择岗位', en: 'Choose a post' },
      input: { as: 'names', what: 'post' },
    },
    formField,
    routesField,
  ],
  blank: { form: [], posts: [] },
});
