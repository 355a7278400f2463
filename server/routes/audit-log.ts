/** The audit log: who did what, or was not allowed to; and whether it is still what was written. */
import { z } from '@hono/zod-openapi';
import type { AuditEntry } from '@flowmeter/engine/audit-log/chain.ts';
import { namesOf, type Names } from '../names.ts';
import { AuditEntryView } from '../views/governance.ts';
import { pageOf } from '../views/parts.ts';
import { defineRoute, json, newRoutes, pageQuery, refusals } from './define.ts';

const VerificationView = z
  .object({
    valid: z.boolean(),
    entries: z.number(),
    /** The first entry that was altered, or that is missing. */
    first_bad: z.number().nullable(),
  })
  .openapi('Verification');

const list = defineRoute('audit_log', {
  method: 'get',
  path: '/api/audit-log',
  tags: ['audit log'],
  request: {
    query: z.object({
      limit: pageQuery.limit,
      before: z.coerce.number().int().positive().optional(),
    }),
  },
  responses: {
    200: json(pageOf(AuditEntryView), 'Newest first; `next` is the next `before`.'),
    ...refusals,
  },
});

const verify = defineRoute('verify_audit_log', {
  method: 'get',
  path: '/api/audit-log/verify',
  tags: ['audit log'],
  responses: { 200: json(VerificationView, 'Every entry was hashed again.'), ...refusals },
});

export const auditLogRoutes = newRoutes()
  .openapi(list, async (c) => {
    const { store, inForce } = c.var.deps;
    const page = await store.auditLog.page(c.req.valid('query'));
    const names = namesOf(inForce);
    return c.json({ rows: page.rows.map((row) => entryView(names, row)), next: page.next }, 200);
  })
  .openapi(verify, async (c) => c.json(await c.var.deps.store.auditLog.verify(), 200));

function entryView(names: Names, { actor, ...entry }: AuditEntry): z.infer<typeof AuditEntryView> {
  return { ...entry, actor: names.person(actor) };
}
