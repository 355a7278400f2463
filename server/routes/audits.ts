/** Audits: rules asked again of cases, of imported records, of findings; and what came of it. */
import { setTimeout as wait } from 'node:timers/promises';
import { z } from '@hono/zod-openapi';
import { ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import type { Deps } from '../deps.ts';
import { refuse } from '../problem-answer.ts';
import { auditReportView, auditRunView, reportOf } from '../show/audit.ts';
import type { AuditRunRow } from '../store/schema.ts';
import { beginRecordAudit } from '../use-cases/audit-records.ts';
import { runAudits } from '../use-cases/run-audits.ts';
import { AuditReportView, AuditRunView } from '../views/audits.ts';
import { pageOf } from '../views/parts.ts';
import { body, defineRoute, json, newRoutes, pageQuery, refusals } from './define.ts';

const id = z.string().max(64);

const AuditBody = z.union([
  z.strictObject({
    stage: z.enum(['during', 'after']),
    flow: id.optional(),
    log: id.optional(),
  }),
  z.strictObject({
    /** Kinds of record; `finding` for findings. All that rules speak about when empty. */
    records: z.array(id).max(100),
    /** Only these rules. */
    rules: z.array(id).min(1).max(1000).optional(),
  }),
]);

const AuditAnswerView = z
  .object({
    /** Cases, records and findings asked. */
    checked: z.number().nullable(),
    /** Rules that hit; what was found before is not found again. */
    hits: z.number(),
    /** Rules that could not be answered because facts are missing. */
    unknown: z.number(),
    /** Of records: the run, which may go on. */
    run: AuditRunView.optional(),
  })
  .openapi('AuditAnswer');

const audit = defineRoute('run_audit', {
  method: 'post',
  path: '/api/audits',
  tags: ['findings'],
  description:
    'Of records it answers when the run has ended, or after a while with a run that goes on.',
  request: { body: body(AuditBody) },
  responses: { 200: json(AuditAnswerView, 'What was asked and found.'), ...refusals },
});

const list = defineRoute('list_audits', {
  method: 'get',
  path: '/api/audits',
  tags: ['findings'],
  request: { query: z.object(pageQuery) },
  responses: { 200: json(pageOf(AuditRunView), 'Runs over records, newest first.'), ...refusals },
});

const one = defineRoute('audit', {
  method: 'get',
  path: '/api/audits/{id}',
  tags: ['findings'],
  request: { params: z.object({ id }) },
  responses: {
    200: json(AuditReportView, 'The run, rule by rule, with examples of what is not known.'),
    ...refusals,
  },
});

/** Longer than this nobody waits for an answer. */
const PATIENCE_MS = 15_000;

export const auditRoutes = newRoutes()
  .openapi(audit, async (c) => {
    const { deps, actor } = c.var;
    const asked = c.req.valid('json');
    if ('stage' in asked) {
      const done = await runAudits(deps, actor, asked);
      return done.ok ? c.json(done.value, 200) : refuse(c, done.problems);
    }
    const done = await auditRecords(deps, actor, asked);
    if (!done.ok) return refuse(c, done.problems);
    const run = auditRunView(deps.inForce, done.value, actor);
    const { checked, hits, unknown } = run;
    return c.json({ checked, hits, unknown, run }, 200);
  })
  .openapi(list, async (c) => {
    const { deps, actor } = c.var;
    const { store, inForce } = deps;
    const page = await store.auditRuns.list(c.req.valid('query'));
    return c.json(
      { rows: page.rows.map((row) => auditRunView(inForce, row, actor)), next: page.next },
      200,
    );
  })
  .openapi(one, async (c) => {
    const { deps, actor } = c.var;
    const row = await deps.store.auditRuns.byId(c.req.valid('param').id);
    if (row === undefined) return refuse(c, [problem('audit_run_not_found')]);
    const objects = await exemptedObjects(deps, row);
    return c.json(auditReportView(deps.inForce, row, actor, objects), 200);
  });

/** The objects that a run left alone, by exemption. */
async function exemptedObjects(deps: Deps, { report }: AuditRunRow): Promise<Map<string, string>> {
  const all = reportOf(report).rules.flatMap(({ exempted = [] }) => exempted);
  const rows = await Promise.all(all.map(({ exemption }) => deps.store.exemptions.byId(exemption)));
  return new Map(rows.flatMap((row) => (row === undefined ? [] : [[row.id, row.object]])));
}

async function auditRecords(
  deps: Deps,
  { id: by, sees }: Actor,
  { records, rules }: { records: string[]; rules?: string[] | undefined },
): Promise<Result<AuditRunRow>> {
  const kinds = records.length === 0 ? undefined : records;
  const begun = await beginRecordAudit(deps, { kinds, rules, by, units: sees });
  if (!begun.ok) return begun;
  const { run, ended } = begun.value ?? {};
  if (run === undefined || ended === undefined) return { ok: false, problems: [problem('busy')] };
  const patience = new AbortController();
  const waited = wait(PATIENCE_MS, ok(run), { signal: patience.signal, ref: false });
  try {
    return await Promise.race([ended, waited]);
  } finally {
    patience.abort();
    waited.catch(() => undefined);
  }
}
