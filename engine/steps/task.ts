import { z } from 'zod';
import { Id } from '../definition/header.ts';
import { Assignment, optionalActions, Signing } from '../definition/handling.ts';
import { clockOwners, Limit } from '../definition/limit.ts';
import { base, Field, manyRoutes, undoing } from './base.ts';
import { defineStep } from './kind.ts';
import { taskFields } from './task-fields.ts';

/** Human work: who does it, what is entered, how long it may take, what is audited. */
export const task = defineStep({
  kind: 'task',
  schema: z.strictObject({
    kind: z.literal('task'),
    ...base,
    ...undoing,
    /** Who does it. */
    assign: Assignment.optional(),
    /** What those people may do besides; where it is absent: withdraw, copy, urge. */
    allow: z.array(z.enum(optionalActions)).max(optionalActions.length).optional(),
    /** Several people decide; nobody holds it, each signs. */
    sign: Signing.optional(),
    /** Whose clock runs while it is open. */
    clock: z.enum(clockOwners),
    form: z.array(Field).max(200),
    limits: z.array(Limit).max(20),
    /** Audit rules (ids) asked before the step may be completed, and while it is open. */
    audits: z.strictObject({ before: z.array(Id).max(50), during: z.array(Id).max(50) }),
    /** Where the customer meets the utility: acceptance, visit, completion, call. */
    touchpoint: Id.optional(),
    routes: manyRoutes,
  }),
  name: { zh: '人工任务', en: 'Task' },
  help: {
    zh: '由指定岗位的人办理；由办理人选择流向。',
    en: 'Work for a post; the person doing it chooses the way on.',
  },
  icon: 'task',
  arrival: 'task',
  outlets: 'many',
  conditional: false,
  fields: taskFields,
  blank: { clock: 'utility', form: [], limits: [], audits: { before: [], during: [] } },
});
