/** The white list of the own unit and below. */
import { z } from '@hono/zod-openapi';
import { all } from '@flowmeter/engine/definition/pack.ts';
import { Day } from '@flowmeter/engine/definition/header.ts';
import type { Actor } from '../app-env.ts';
import type { Deps } from '../deps.ts';
import { refuse } from '../problem-answer.ts';
import { exemptionView } from '../show/exemption.ts';
import { isObjectPersonal } from '../show/record-telling.ts';
import { seesPersonal } from '../show/record.ts';
import { endExemption, exemptFinding, todayOf } from '../use-cases/exempt-finding.ts';
import { pageOf } from '../views/parts.ts';
import { ExemptionView } from '../views/results.ts';
import { body, defineRoute, json, newRoutes, pageQuery, refusals } from './define.ts';

const idParam = z.object({ id: z.string().max(64) });

const list = defineRoute('list_exemptions', {
  method: 'get',
  path: '/api/exemptions',
  tags: ['findings'],
  request: {
    query: z.object({
      ...pageQuery,
      /** `lasting` today, or `over`: past their day, or ended before. */
      state: z.enum(['lasting', 'over']).optional(),
      rule: z.string().max(64).optional(),
      /** That one alone. */
      id: z.string().max(64).optional(),
      /** A part of the object; where objects are personal, for those whose work is with them. */
      object: z.string().max(200).optional(),
    }),
  },
  responses: { 200: json(pageOf(ExemptionView), 'Newest first.'), ...refusals },
});

const add = defineRoute('exempt_finding', {
  method: 'post',
  path: '/api/findings/{id}/exemption',
  tags: ['findings'],
  description:
    'The rule leaves the object of the finding alone until the end of that day; what it finds about it ' +
    'meanwhile is counted and not raised. Under one Idempotency-Key it is added once.',
  request: {
    params: idParam,
    body: body(z.strictObject({ until: Day, reason: z.string().trim().min(1).max(2000) })),
  },
  responses: { 201: json(ExemptionView, 'On the white list.'), ...refusals },
});

const end = defineRoute('end_exemption', {
  method: 'post',
  path: '/api/exemptions/{id}/end',
  tags: ['findings'],
  request: { params: idParam },
  responses: { 204: { description: 'Over from now on.' }, ...refusals },
});

export const exemptionRoutes = newRoutes()
  .openapi(list, async (c) => {
    const { deps, actor } = c.var;
    const day = todayOf(deps);
    const units = [...actor.sees];
    const asked = { ...c.req.valid('query'), units, day, among: openTo(deps, actor) };
    const page = await deps.store.exemptions.list(asked);
    const rows = page.rows.map((row) => exemptionView(deps.inForce, row, day, actor.roles));
    return c.json({ rows, next: page.next }, 200);
  })
  .openapi(add, async (c) => {
    const { deps, actor } = c.var;
    const asked = { ...c.req.valid('json'), finding: c.req.valid('param').id };
    const done = await exemptFinding(deps, actor, asked, c.req.header('idempotency-key'));
    if (!done.ok) return refuse(c, done.problems);
    return c.json(exemptionView(deps.inForce, done.value, todayOf(deps), actor.roles), 201);
  })
  .openapi(end, async (c) => {
    const { deps, actor } = c.var;
    const done = await endExemption(deps, actor, c.req.valid('param').id);
    return done.ok ? c.body(null, 204) : refuse(c, done.problems);
  });

/** Kinds of record whose objects the actor may look for: a part of one would tell the rest. */
function openTo({ inForce }: Deps, { roles }: Actor): string[] | undefined {
  if (seesPersonal(roles)) return undefined;
  const kinds = all(inForce.pack(), 'record').filter((one) => !isObjectPersonal(one));
  return kinds.map(({ id }) => id);
}
