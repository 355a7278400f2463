import { z } from 'zod';
import { Id } from '../definition/header.ts';
import { timeUnits } from '../definition/limit.ts';
import { base, oneRoute } from './base.ts';
import { defineStep } from './kind.ts';

/** The case rests for a time measured on a calendar, then goes on by itself. */
export const wait = defineStep({
  kind: 'wait',
  schema: z.strictObject({
    kind: z.literal('wait'),
    ...base,
    for: z.strictObject({
      value: z.number().positive().max(10000),
      unit: z.enum(timeUnits),
      calendar: Id,
    }),
    routes: oneRoute,
  }),
  name: { zh: '等待', en: 'Wait' },
  help: { zh: '等待一段时间后自动继续。', en: 'Rests for a time, then goes on by itself.' },
  icon: 'wait',
  arrival: 'timer',
  outlets: 'one',
  conditional: false,
  blank: {},
});
