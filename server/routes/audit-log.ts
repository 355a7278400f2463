/** The audit log: who did what, or was not allowed to; whether it is still what was written; taken away. */
import { Readable } from 'node:stream';
import { z } from '@hono/zod-openapi';
import type { AuditEntry } from '@flowmeter/engine/audit-log/chain.ts';
import { problem } from '@flowmeter/engine/problem.ts';
import type { Deps } from '../deps.ts';
import { namesOf, type Names } from '../names.ts';
import { refuse } from '../problem-answer.ts';
import { exportAuditBundle } from '../use-cases/export-audit-bundle.ts';
import { registerExport } from '../use-cases/register-export.ts';
import { readAuditEntry, readAuditLog, verifyAuditLog } from '../use-cases/read-audit-log.ts';
import { rotateKey } from '../use-cases/rotate-key.ts';
import { AuditEntryView, CheckpointView, KeysView, VerificationView } from '../views/audit-log.ts';
import { pageOf } from '../views/parts.ts';
import { body, defineRoute, json, newRoutes, pageQuery, refusals } from './define.ts';

const text = z.string().max(200).optional();
const instant = z.iso.datetime({ offset: true }).optional();
const place = z.coerce.number().int().positive();
const tags = ['audit log'];

const list = defineRoute('audit_log', {
  method: 'get',
  path: '/api/audit-log',
  tags,
  description: 'Auditors see everything; others what they, their units or their operations did.',
  request: {
    query: z.object({
      limit: pageQuery.limit,
      before: place.optional(),
      actor: text,
      action: text,
      object: text,
      result: z.enum(['allowed', 'denied']).optional(),
      /** From this moment on, and before that one. */
      from: instant,
      until: instant,
    }),
  },
  responses: {
    200: json(pageOf(AuditEntryView), 'Newest first; `next` is the next `before`.'),
    ...refusals,
  },
});

const one = defineRoute('audit_entry', {
  method: 'get',
  path: '/api/audit-log/entries/{seq}',
  tags,
  request: { params: z.object({ seq: place }) },
  responses: { 200: json(AuditEntryView, 'The entry.'), ...refusals },
});

const verify = defineRoute('verify_audit_log', {
  method: 'get',
  path: '/api/audit-log/verify',
  tags,
  responses: { 200: json(VerificationView, 'Every entry was hashed again.'), ...refusals },
});

const checkpoints = defineRoute('list_checkpoints', {
  method: 'get',
  path: '/api/audit-log/checkpoints',
  tags,
  request: { query: z.object({ limit: pageQuery.limit, below: place.optional() }) },
  responses: {
    200: json(pageOf(CheckpointView), 'Largest first; `next` is the next `below`.'),
    ...refusals,
  },
});

const checkpoint = defineRoute('checkpoint', {
  method: 'get',
  path: '/api/audit-log/checkpoints/{size}',
  tags,
  description: 'To be kept elsewhere, and given to `flowmeter verify --last-checkpoint`.',
  request: { params: z.object({ size: place }) },
  responses: { 200: json(CheckpointView, 'The checkpoint.'), ...refusals },
});

const keys = defineRoute('signing_keys', {
  method: 'get',
  path: '/api/audit-log/keys',
  tags,
  description: 'To be kept elsewhere, and given to `flowmeter verify --keys`.',
  responses: { 200: json(KeysView, 'Every public key there was, oldest first.'), ...refusals },
});

const rotate = defineRoute('rotate_signing_key', {
  method: 'post',
  path: '/api/audit-log/keys',
  tags,
  request: { body: body(z.strictObject({ reason: z.string().trim().min(1).max(4000) })) },
  responses: { 200: json(KeysView, 'The last one signs from now on.'), ...refusals },
});

const bundle = defineRoute('audit_bundle', {
  method: 'get',
  path: '/api/audit-log/bundle',
  tags,
  description: 'JSON lines; docs/audit-bundle.md says what is in them. Taking it away is an entry.',
  request: { query: z.object({ purpose: z.string().trim().max(200).optional() }) },
  responses: {
    200: { description: 'The bundle.', content: { 'application/jsonl': { schema: z.string() } } },
    ...refusals,
  },
});

export const auditLogRoutes = newRoutes()
  .openapi(list, async (c) => {
    const { deps, actor } = c.var;
    const { result, ...filter } = c.req.valid('query');
    const allowed = result === undefined ? undefined : result === 'allowed';
    const page = await readAuditLog(deps, actor, { ...filter, allowed });
    const names = namesOf(deps.inForce);
    const rows = page.rows.map((row) => entryView(names, unsealed(deps, row)));
    return c.json({ rows, next: page.next }, 200);
  })
  .openapi(one, async (c) => {
    const { deps, actor } = c.var;
    const found = await readAuditEntry(deps, actor, c.req.valid('param').seq);
    if (!found.ok) return refuse(c, found.problems);
    return c.json(entryView(namesOf(deps.inForce), unsealed(deps, found.value)), 200);
  })
  .openapi(verify, async (c) => c.json(await verifyAuditLog(c.var.deps), 200))
  .openapi(checkpoints, async (c) =>
    c.json(await c.var.deps.store.checkpoints.list(c.req.valid('query')), 200),
  )
  .openapi(checkpoint, async (c) => {
    const { size } = c.req.valid('param');
    const found = await c.var.deps.store.checkpoints.bySize(size);
    if (found === undefined) return refuse(c, [problem('checkpoint_not_found')]);
    c.header('Content-Disposition', `attachment; filename="flowmeter-checkpoint-${size}.json"`);
    return c.json(found, 200);
  })
  .openapi(keys, (c) => {
    c.header('Content-Disposition', 'attachment; filename="flowmeter-keys.json"');
    return c.json({ keys: c.var.deps.keys.publicKeys() }, 200);
  })
  .openapi(rotate, async (c) => {
    const { deps, actor } = c.var;
    const done = await rotateKey(deps, actor, c.req.valid('json').reason);
    return done.ok ? c.json({ keys: done.value }, 200) : refuse(c, done.problems);
  })
  .openapi(bundle, async (c) => {
    const { deps, actor } = c.var;
    const { purpose } = c.req.valid('query');
    const asked = { what: 'audit_log', object: 'bundle', purpose };
    const taken = await registerExport(deps, actor, asked);
    if (!taken.ok) return refuse(c, taken.problems);
    const exported = await exportAuditBundle(deps, actor, purpose);
    if (!exported.ok) return refuse(c, exported.problems);
    const { name, pieces } = exported.value;
    c.header('Content-Type', 'application/jsonl; charset=utf-8');
    c.header('Content-Disposition', `attachment; filename="${name}"`);
    return c.body(
      Readable.toWeb(Readable.from(pieces, { objectMode: false })) as ReadableStream,
      200,
    ) as never;
  });

/** What readers of the log see of personal values, for as long as they are not erased. */
function unsealed(deps: Deps, entry: AuditEntry): AuditEntry {
  const details = deps.store.privacy.unsealed(entry.details);
  const { reason } = details;
  return { ...entry, ...(typeof reason === 'string' ? { reason } : {}), details };
}

function entryView(
  names: Names,
  { actor, unit, ...entry }: AuditEntry,
): z.infer<typeof AuditEntryView> {
  return {
    ...(entry as Omit<z.infer<typeof AuditEntryView>, 'actor' | 'unit'>),
    actor: names.person(actor),
    ...(unit === undefined ? {} : { unit: names.unit(unit) }),
  };
}
