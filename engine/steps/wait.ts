import { z } from 'zod';
import { Id } from '../definition/header.ts';
import { timeUnits } from '../definition/limit.ts';
import { base, Field, manyRoutes } from './base.ts';
import { headFields, placeFields, routesField } from './base-fields.ts';
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
  fields: [
    ...headFields,
    ...placeFields,
    {
      field: 'for',
      name: { zh: '等待时长', en: 'waiting time' },
      section: 'work',
      shared: true,
      input: { as: 'period' },
      rival: true,
      blank: { value: 1, unit: 'wd', calendar: '' },
    },
    {
      field: 'until',
      name: { zh: '等到日期', en: 'wait until' },
      section: 'work',
      help: {
        zh: '日期指当日零点；已过则立即继续。',
        en: 'A date means the beginning of that day; a past one goes on at once.',
      },
      rival: true,
      blank: { fact: '', calendar: '' },
      input: {
        as: 'group',
        of: [
          {
            field: 'fact',
            name: { zh: '日期或时间', en: 'date or time' },
            input: { as: 'fact', known: true, types: ['date', 'datetime'] },
          },
          {
            field: 'calendar',
            name: { zh: '日历', en: 'calendar' },
            input: { as: 'named', what: 'calendar' },
          },
        ],
      },
    },
    {
      field: 'message',
      name: { zh: '等待消息', en: 'wait for a message' },
      section: 'work',
      help: {
        zh: '在案件等待之前到达的消息不保留。',
        en: 'A message that comes before the case waits for it is not kept.',
      },
      rival: true,
      blank: { name: 'message', key: '' },
      input: {
        as: 'group',
        of: [
          {
            field: 'name',
            name: { zh: '消息名称', en: 'name of the message' },
            input: { as: 'id' },
          },
          {
            field: 'key',
            name: { zh: '关联键', en: 'key' },
            help: {
              zh: '消息须带有该数据项的值，据此找到案件。',
              en: 'The message carries the value of this fact; it finds the case.',
            },
            input: { as: 'fact', known: true },
          },
          {
            field: 'takes',
            name: { zh: '取回的数据项', en: 'facts taken' },
            input: { as: 'form' },
            optional: true,
          },
          {
            field: 'timeout',
            name: { zh: '最长等待', en: 'patience' },
            optional: true,
            blank: { value: 1, unit: 'wd', calendar: '', route: '' },
            input: {
              as: 'group',
              of: [
                { field: '', name: { zh: '时长', en: 'period' }, input: { as: 'period' } },
                {
                  field: 'route',
                  name: { zh: '超时流向', en: 'way on when it is over' },
                  input: { as: 'named', what: 'route' },
                },
              ],
            },
          },
        ],
      },
    },
    routesField,
  ],
  blank: {},
});
