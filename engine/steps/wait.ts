import { z } from 'zod';
import { Id } from '../definition/header.ts';
import { timeUnits } from '../definition/limit.ts';
import { base, Field, manyRoutes } from './base.ts';
import { defineStep } from './kind.ts';

/** A period measured on a calendar. */
const period = {
  value: z.number().positive().max(10000),
  unit: z.enum(timeUnits),
  calendar: Id,
};

/** What another system says about something that the case knows by a key. */
const Message = z.strictObject({
  name: Id,
  /** The fact whose value, on arrival, the message has to carry as its key. */
  key: Id,
  /** What is taken from the message. */
  takes: z.array(Field).max(50).optional(),
  /** When it has not come by then, the case goes on by `route`. */
  timeout: z.strictObject({ ...period, route: Id }).optional(),
});

/** The case rests until a time, or until a message comes, then goes on by itself. */
export const wait = defineStep({
  kind: 'wait',
  schema: z
    .strictObject({
      kind: z.literal('wait'),
      ...base,
      for: z.strictObject(period).optional(),
      /** Until the time that a fact says; a date: until that day begins in the calendar's zone. */
      until: z.strictObject({ fact: Id, calendar: Id }).optional(),
      message: Message.optional(),
      /** The first is taken when what it waited for has come; others when it has not. */
      routes: manyRoutes,
    })
    .refine((step) => [step.for, step.until, step.message].filter(Boolean).length === 1, {
      error: 'exactly one of for, until and message',
    }),
  name: { zh: '等待', en: 'Wait' },
  help: {
    zh: '等待一段时间、等到某个日期或等到外部消息后自动继续。',
    en: 'Rests for a time, until a date or until a message comes, then goes on by itself.',
  },
  icon: 'wait',
  arrival: 'timer',
  outlets: 'many',
  conditional: false,
  blank: {},
});
