import { z } from 'zod';
import { base, manyRoutes } from './base.ts';
import { headFields, placeFields, routesField } from './base-fields.ts';
import { called, FactMap } from './called.ts';
import { calledFields } from './called-fields.ts';
import { defineStep } from './kind.ts';

/** Another flow runs as a case of its own; this one rests until that has ended. */
export const call = defineStep({
  kind: 'call',
  schema: z.strictObject({
    kind: z.literal('call'),
    ...base,
    ...called,
    /** Fact of this flow -> fact of the called one, or `outcome`: how it ended. */
    out: FactMap,
    /** The first is taken when it has ended; others are for people, where it could not be opened. */
    routes: manyRoutes,
  }),
  name: { zh: '调用流程', en: 'Call' },
  help: {
    zh: '另起一个流程的案件，等它结束后继续。',
    en: 'Opens a case of another flow and goes on when that has ended.',
  },
  icon: 'call',
  arrival: 'call',
  outlets: 'many',
  conditional: false,
  fields: [
    ...headFields,
    ...placeFields,
    ...calledFields,
    {
      field: 'out',
      name: { zh: '取回的数据', en: 'facts taken over' },
      section: 'work',
      help: {
        zh: '被调用案件结束后，本流程的数据项各取自其中哪个数据项或办理结果。',
        en: 'Facts of this flow, each from a fact of the called case, or from its outcome.',
      },
      input: { as: 'map', keys: 'fact', known: true },
    },
    routesField,
  ],
  blank: { flow: '', version: 'latest', in: {}, out: {} },
});
