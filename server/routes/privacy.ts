/** Retention and privacy: periods, legal holds, erasures of one person, the register of exports. */
import { z } from '@hono/zod-openapi';
import { Day } from '@flowmeter/engine/definition/header.ts';
import { refuse } from '../problem-answer.ts';
import { erasureView, exportView, holdView, retentionView } from '../show/privacy.ts';
import { holdScopes } from '../store/privacy-schema.ts';
import { decideErasure, requestErasure } from '../use-cases/erase-person.ts';
import { todayOf } from '../use-cases/exempt-finding.ts';
import { registerExport } from '../use-cases/register-export.ts';
import { endHold, putHold } from '../use-cases/legal-holds.ts';
import {
  ErasureView,
  exportedBySight,
  ExportMarkView,
  ExportView,
  HoldView,
  RetentionView,
} from '../views/privacy.ts';
import { body, defineRoute, json, newRoutes, refusals } from './define.ts';

const idParam = z.object({ id: z.string().max(64) });
const tags = ['privacy'];
const reason = z.string().trim().min(1).max(2000);
const rowsOf = <T extends z.ZodType>(row: T) => z.object({ rows: z.array(row) });

const retention = defineRoute('retention', {
  method: 'get',
  path: '/api/retention',
  tags,
  responses: { 200: json(RetentionView, 'Periods in force, and the last nights.'), ...refusals },
});

const holds = defineRoute('list_holds', {
  method: 'get',
  path: '/api/holds',
  tags,
  responses: { 200: json(rowsOf(HoldView), 'Newest first.'), ...refusals },
});

const put = defineRoute('put_hold', {
  method: 'post',
  path: '/api/holds',
  tags,
  description: 'What is held is neither removed nor erased until the hold is over.',
  request: {
    body: body(
      z.strictObject({
        scope: z.enum(holdScopes),
        value: z.string().trim().min(1).max(200),
        reason,
        /** The last day; null: until it is ended. */
        until: Day.nullable().default(null),
      }),
    ),
  },
  responses: { 201: json(HoldView, 'It stands.'), ...refusals },
});

const end = defineRoute('end_hold', {
  method: 'post',
  path: '/api/holds/{id}/end',
  tags,
  request: { params: idParam },
  responses: { 204: { description: 'Over from now on.' }, ...refusals },
});

const erasures = defineRoute('list_erasures', {
  method: 'get',
  path: '/api/erasures',
  tags,
  responses: { 200: json(rowsOf(ErasureView), 'Newest first.'), ...refusals },
});

const request = defineRoute('request_erasure', {
  method: 'post',
  path: '/api/erasures',
  tags,
  description:
    'Asks for the personal data of one person to be erased everywhere. Refused while a legal hold or a ' +
    'duty to keep stands. Somebody else has to approve it.',
  request: {
    body: body(
      z.strictObject({
        sort: z.string().max(64),
        person: z.string().trim().min(1).max(200),
        /** Cases of the person besides those that are found. */
        cases: z.array(z.string().max(64)).max(200).default([]),
        reason,
      }),
    ),
  },
  responses: { 201: json(ErasureView, 'Requested; how much was found.'), ...refusals },
});

const decide = defineRoute('decide_erasure', {
  method: 'post',
  path: '/api/erasures/{id}/decide',
  tags,
  request: {
    params: idParam,
    body: body(
      z.strictObject({
        state: z.enum(['approved', 'refused']),
        comment: z.string().trim().max(2000),
      }),
    ),
  },
  responses: { 204: { description: 'Decided; what was approved is done at once.' }, ...refusals },
});

const exported = defineRoute('list_exports', {
  method: 'get',
  path: '/api/exports',
  tags,
  responses: { 200: json(rowsOf(ExportView), 'The last 200, newest first.'), ...refusals },
});

const register = defineRoute('register_export', {
  method: 'post',
  path: '/api/exports',
  tags,
  description:
    'Told before a file is made of what the console shows: a drawing, a definition. What is answered ' +
    'stands in the file as its mark.',
  request: {
    body: body(
      z.strictObject({
        what: z.enum(exportedBySight),
        /** E.g. `flow/hv_new`. */
        object: z.string().trim().min(1).max(200),
        purpose: z.string().trim().max(200).default(''),
      }),
    ),
  },
  responses: {
    201: json(ExportMarkView, 'It is in the register and in the audit log.'),
    ...refusals,
  },
});

const MOST_EXPORTS = 200;
const RUNS = 7;

export const privacyRoutes = newRoutes()
  .openapi(retention, async (c) => {
    const { store, inForce } = c.var.deps;
    return c.json(retentionView(inForce, await store.privacy.runs(RUNS)), 200);
  })
  .openapi(holds, async (c) => {
    const { deps } = c.var;
    const day = todayOf(deps);
    const rows = await deps.store.privacy.holds();
    return c.json({ rows: rows.map((row) => holdView(deps.inForce, row, day)) }, 200);
  })
  .openapi(put, async (c) => {
    const { deps, actor } = c.var;
    const done = await putHold(deps, actor, c.req.valid('json'));
    if (!done.ok) return refuse(c, done.problems);
    return c.json(holdView(deps.inForce, done.value, todayOf(deps)), 201);
  })
  .openapi(end, async (c) => {
    const { deps, actor } = c.var;
    const done = await endHold(deps, actor, c.req.valid('param').id);
    return done.ok ? c.body(null, 204) : refuse(c, done.problems);
  })
  .openapi(erasures, async (c) => {
    const { deps, actor } = c.var;
    const rows = await deps.store.privacy.erasures();
    return c.json({ rows: rows.map((row) => erasureView(deps.inForce, row, actor)) }, 200);
  })
  .openapi(request, async (c) => {
    const { deps, actor } = c.var;
    const done = await requestErasure(deps, actor, c.req.valid('json'));
    if (!done.ok) return refuse(c, done.problems);
    return c.json(erasureView(deps.inForce, done.value, actor), 201);
  })
  .openapi(decide, async (c) => {
    const { deps, actor } = c.var;
    const { id } = c.req.valid('param');
    const done = await decideErasure(deps, actor, { id, ...c.req.valid('json') });
    return done.ok ? c.body(null, 204) : refuse(c, done.problems);
  })
  .openapi(exported, async (c) => {
    const { store, inForce } = c.var.deps;
    const rows = await store.privacy.exports(MOST_EXPORTS);
    return c.json({ rows: rows.map((row) => exportView(inForce, row)) }, 200);
  })
  .openapi(register, async (c) => {
    const { deps, actor } = c.var;
    const mark = await registerExport(deps, actor, c.req.valid('json'));
    return mark.ok ? c.json(mark.value, 201) : refuse(c, mark.problems);
  });
