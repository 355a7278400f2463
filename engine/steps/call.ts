import { z } from 'zod';
import { base, manyRoutes } from './base.ts';
import { called, FactMap } from './called.ts';
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
  blank: { flow: '', version: 'latest', in: {}, out: {} },
});
