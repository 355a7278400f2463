import { z } from 'zod';
import { Scalar } from '../definition/condition.ts';
import { Id } from '../definition/header.ts';
import { timeUnits } from '../definition/limit.ts';
import { Notice } from '../definition/notice.ts';
import { base, Field, manyRoutes, undoing } from './base.ts';
import { headFields, placeFields, routesField, undoingFields } from './base-fields.ts';
import { autoFields } from './auto-fields.ts';
import { defineStep } from './kind.ts';

/** A constant; or another fact (built-in ones as well, e.g. `now`), if need be so much later. */
export const SetValue = z.union([
  Scalar,
  z.strictObject({
    fact: Id,
    plus: z
      .strictObject({
        value: z.number().positive().max(10000),
        unit: z.enum(timeUnits),
        calendar: Id,
      })
      .optional(),
  }),
]);

/** What an automatic step does: enters facts, gives notice, or has a connector send data. */
export const Deed = z.union([
  z.strictObject({
    set: z
      .array(z.strictObject({ fact: Id, value: SetValue }))
      .min(1)
      .max(50),
  }),
  z.strictObject({
    notice: Notice,
  }),
  z.strictObject({
    send: z.strictObject({
      connector: Id,
      /** The name under which it is sent -> the fact. */
      data: z.record(Id, Id),
      /** What is taken from the answer. */
      takes: z.array(Field).max(50).optional(),
    }),
  }),
]);

/** The engine does something itself. What it sends rests here until the receiver has it. */
export const auto = defineStep({
  kind: 'auto',
  schema: z.strictObject({
    kind: z.literal('auto'),
    ...base,
    ...undoing,
    does: Deed,
    /** The first is taken when it is done; others are for people, where it could not be done. */
    routes: manyRoutes,
  }),
  name: { zh: '自动', en: 'Automatic' },
  help: {
    zh: '自动填写数据、发出通知或向外部系统发送；发送失败时由人处理。',
    en: 'Enters facts, gives notice or sends to another system; people settle what fails.',
  },
  icon: 'auto',
  arrival: 'act',
  outlets: 'many',
  conditional: false,
  fields: [...headFields, ...placeFields, ...undoingFields, ...autoFields, routesField],
  blank: { does: { set: [] } },
});

export type Deed = z.infer<typeof Deed>;
export type SetValue = z.infer<typeof SetValue>;
