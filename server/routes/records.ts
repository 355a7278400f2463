/** Imported records: bringing files in, what came of them, one record. */
import { createReadStream, existsSync } from 'node:fs';
import { Readable } from 'node:stream';
import { z } from '@hono/zod-openapi';
import { all } from '@flowmeter/engine/definition/pack.ts';
import { markLine, type Watermark } from '@flowmeter/engine/privacy/watermark.ts';
import { problem } from '@flowmeter/engine/problem.ts';
import { instantIn } from '../clock.ts';
import { named } from '../names.ts';
import { refuse } from '../problem-answer.ts';
import { badFile } from '../records/manifest.ts';
import { batchView, mayReadBadRows, recordView } from '../show/record.ts';
import { uploadOf } from '../uploads.ts';
import { importRecordFile, recordInForce } from '../use-cases/import-records.ts';
import { keepUpload } from '../use-cases/keep-upload.ts';
import { readRecord, readRecordOf } from '../use-cases/read-record.ts';
import { auditOf } from '../use-cases/record-audit.ts';
import { registerExport } from '../use-cases/register-export.ts';
import { LONGEST_KEY } from '../use-cases/once.ts';
import { BatchView, RecordKindView, RecordView } from '../views/records.ts';
import { commandHeaders, defineRoute, json, newRoutes, refusals } from './define.ts';

const kindParam = z.object({ kind: z.string().max(64) });
const instant = z.iso.datetime({ offset: true });

const list = defineRoute('list_records', {
  method: 'get',
  path: '/api/records',
  tags: ['records'],
  responses: {
    200: json(z.object({ rows: z.array(RecordKindView) }), 'Kinds of record in force.'),
    ...refusals,
  },
});

const bring = defineRoute('import_records', {
  method: 'post',
  path: '/api/records/{kind}/batches',
  tags: ['records'],
  description:
    'A file as the body: CSV (RFC 4180; UTF-8, UTF-16 or GB18030), the same gzipped, or Parquet, up to ' +
    '1 GiB. Headers are the ids of fields or their names. Rows that do not fit are set apart and all ' +
    'others kept; importing a file again changes nothing.',
  parameters: [commandHeaders[1]],
  request: {
    params: kindParam,
    query: z.object({
      /** What the file is called. */
      name: z.string().min(1).max(200).default('upload'),
      /** Since when the rows count as known; not before the last batch. */
      known_at: instant.optional(),
      encoding: z.string().max(40).optional(),
    }),
  },
  requestBody: {
    required: true,
    content: {
      'text/csv': {},
      'application/gzip': {},
      'application/vnd.apache.parquet': {},
      'application/octet-stream': {},
    },
  },
  responses: { 201: json(BatchView, 'Imported; bad rows are counted.'), ...refusals },
});

const batches = defineRoute('list_record_batches', {
  method: 'get',
  path: '/api/records/{kind}/batches',
  tags: ['records'],
  request: { params: kindParam },
  responses: { 200: json(z.object({ rows: z.array(BatchView) }), 'Newest first.'), ...refusals },
});

const badRows = defineRoute('record_bad_rows', {
  method: 'get',
  path: '/api/records/{kind}/batches/{seq}/bad-rows',
  tags: ['records'],
  request: {
    params: kindParam.extend({ seq: z.coerce.number().int().positive() }),
    /** Rows as they came may tell of anybody: nobody takes them for nothing. */
    query: z.object({ purpose: z.string().trim().min(1).max(200) }),
  },
  responses: {
    200: {
      description: 'The rows that were set apart, to be put right and imported again.',
      content: { 'text/csv': { schema: z.string() } },
    },
    ...refusals,
  },
});

const one = defineRoute('record', {
  method: 'get',
  path: '/api/records/{kind}/record',
  tags: ['records'],
  request: {
    params: kindParam,
    query: z.object({
      /** The value of each field of the key, in its order: `?key=A1&key=202602`. */
      key: z.union([z.string().max(2000), z.array(z.string().max(2000)).max(8)]).default([]),
      /** Instead of the key: the record that this finding is about. */
      finding: z.string().max(64).optional(),
      /** As it was known then. */
      known_on: instant.optional(),
    }),
  },
  responses: { 200: json(RecordView, 'The record and its editions.'), ...refusals },
});

export const recordRoutes = newRoutes()
  .openapi(list, (c) => {
    const { inForce, records } = c.var.deps;
    const rows = all(inForce.pack(), 'record').map(({ id, name }) => {
      const known = records.batches(id);
      const count = known.reduce((sum, { counts }) => sum + counts.added, 0);
      const last_at = known[0]?.at ?? null;
      const synthetic = known.some((batch) => batch.synthetic);
      return { kind: named(id, name), rows: count, batches: known.length, synthetic, last_at };
    });
    return c.json({ rows }, 200);
  })
  .openapi(bring, async (c) => {
    const { deps, actor } = c.var;
    const { kind: record } = c.req.valid('param');
    const { name, known_at: knownAt, encoding } = c.req.valid('query');
    const key = c.req.header('idempotency-key');
    if (key !== undefined && (key === '' || key.length > LONGEST_KEY)) {
      return refuse(c, [problem('idempotency_key_length', { longest: LONGEST_KEY })]);
    }
    const mostBytes = uploadOf(c)?.mostBytes ?? 0;
    const active = recordInForce(deps, record);
    if (!active.ok) return refuse(c, active.problems);
    const upload = { folder: deps.records.uploads, name: deps.ids(), mostBytes };
    const bringing = { record, name, knownAt, encoding, key, isAside: true };
    const done = await keepUpload(c.req.raw.body, upload, (path) =>
      importRecordFile(deps, actor.id, { ...bringing, path }),
    );
    if (!done.ok) return refuse(c, done.problems);
    return c.json(batchView(deps.inForce, done.value), 201);
  })
  .openapi(batches, (c) => {
    const { deps } = c.var;
    const { kind } = c.req.valid('param');
    const active = recordInForce(deps, kind);
    if (!active.ok) return refuse(c, active.problems);
    const rows = deps.records.batches(kind).map((batch) => batchView(deps.inForce, batch));
    return c.json({ rows }, 200);
  })
  .openapi(badRows, async (c) => {
    const { deps, actor } = c.var;
    const { kind, seq } = c.req.valid('param');
    const active = recordInForce(deps, kind);
    if (!active.ok) return refuse(c, active.problems);
    const file = badFile(deps.records.folder(kind), seq);
    const batch = deps.records.batches(kind).find((each) => each.seq === seq);
    if (batch === undefined || !existsSync(file)) {
      return refuse(c, [problem('record_batch_not_found')]);
    }
    if (!mayReadBadRows(active.value.definition, batch, actor)) {
      return refuse(c, [problem('not_allowed')]);
    }
    const told = await deps.recordAudit(
      deps,
      auditOf(deps, actor, 'records.bad_rows_read', kind, { batch: seq }),
    );
    if (!told.ok) return refuse(c, told.problems);
    const { purpose } = c.req.valid('query');
    const taken = { what: 'bad_rows', object: `${kind} ${seq}`, purpose };
    const mark = await registerExport(deps, actor, taken);
    if (!mark.ok) return refuse(c, mark.problems);
    c.header('Content-Type', 'text/csv; charset=utf-8');
    c.header('Content-Disposition', `attachment; filename="${kind}-${seq}-bad.csv"`);
    const marked = Readable.from(withMark(createReadStream(file), mark.value));
    return c.body(Readable.toWeb(marked) as ReadableStream, 200) as never;
  })
  .openapi(one, async (c) => {
    const { deps, actor } = c.var;
    const { key, finding, known_on } = c.req.valid('query');
    const knownOn = instantIn(known_on);
    const { kind } = c.req.valid('param');
    const asked = { record: kind, key: [key].flat(), knownOn };
    const found =
      finding === undefined
        ? readRecord(deps, actor, asked)
        : await readRecordOf(deps, actor, finding, asked);
    if (!found.ok) return refuse(c, found.problems);
    return c.json(recordView(found.value, actor.roles, deps.records.batches(kind)), 200);
  });

/** The file as it stands, and the mark as its last line: it is left out when the file comes back. */
async function* withMark(file: AsyncIterable<Uint8Array>, mark: Watermark) {
  yield* file;
  yield Buffer.from(`${markLine(mark)}\r\n`);
}
