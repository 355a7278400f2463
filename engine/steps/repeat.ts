import { z } from 'zod';
import { Id } from '../definition/header.ts';
import { base, manyRoutes } from './base.ts';
import { headFields, placeFields, routesField } from './base-fields.ts';
import { called } from './called.ts';
import { calledFields } from './called-fields.ts';
import { defineStep } from './kind.ts';

const MOST = 1000;

/** How many have to end before the step is left; what still runs then is cancelled. */
export const Enough = z.union([
  z.literal('all'),
  z.literal('first'),
  z.strictObject({ at_least: z.int().min(1).max(MOST) }),
]);

/** Another flow runs once for each item of a list, one after the other or side by side. */
export const repeat = defineStep({
  kind: 'repeat',
  schema: z.strictObject({
    kind: z.literal('repeat'),
    ...base,
    /** The fact that lists the items; nothing is done for an empty list. */
    over: Id,
    mode: z.enum(['one_by_one', 'together']),
    ...called,
    /** The fact of the called flow that gets the item. */
    item_fact: Id,
    join: Enough,
    /** The first is taken when enough have ended; others are for people, where one could not be opened. */
    routes: manyRoutes,
  }),
  name: { zh: '逐项处理', en: 'Repeat' },
  help: {
    zh: '对列表中的每一项各办一个流程，逐个或同时进行。',
    en: 'Runs a flow for each item of a list, one by one or together.',
  },
  icon: 'repeat',
  arrival: 'call',
  outlets: 'many',
  conditional: false,
  fields: [
    ...headFields,
    ...placeFields,
    {
      field: 'over',
      name: { zh: '逐项处理的列表', en: 'list worked through' },
      section: 'work',
      input: { as: 'fact', known: true, types: ['list'] },
    },
    {
      field: 'mode',
      name: { zh: '办理方式', en: 'way of doing it' },
      section: 'work',
      input: {
        as: 'choice',
        options: [
          { value: 'together', name: { zh: '同时', en: 'together' } },
          { value: 'one_by_one', name: { zh: '逐个', en: 'one by one' } },
        ],
      },
    },
    ...calledFields,
    {
      field: 'item_fact',
      name: { zh: '接收每一项的数据项', en: 'fact that gets the item' },
      section: 'work',
      input: { as: 'fact' },
    },
    {
      field: 'join',
      name: { zh: '完成条件', en: 'how many have to end' },
      section: 'work',
      input: {
        as: 'join',
        most: MOST,
        rules: [
          { value: 'all', name: { zh: '全部', en: 'All' } },
          { value: 'first', name: { zh: '首个', en: 'First' } },
          { value: 'at_least', name: { zh: '至少', en: 'At least' } },
        ],
      },
    },
    routesField,
  ],
  blank: {
    over: '',
    mode: 'together',
    flow: '',
    version: 'latest',
    in: {},
    item_fact: '',
    join: 'all',
  },
});
