/** What the person asking was told: their own notices and nobody else's. */
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Result } from '@flowmeter/engine/problem.ts';
import type { AppEnv } from '../app-env.ts';
import { refuse } from '../problem-answer.ts';
import { changeNoticeView, noticeView } from '../show/notice.ts';
import { NoticeView, UnreadView } from '../views/notices.ts';
import { pageOf } from '../views/parts.ts';
import { body, defineRoute, json, newRoutes, pageQuery, refusals } from './define.ts';

const tags = ['notices'];
const id = z.coerce.number().int().min(1);
const counted = { 200: json(UnreadView, 'How many are not read.'), ...refusals };

const list = defineRoute('list_notices', {
  method: 'get',
  path: '/api/notices',
  tags,
  request: { query: z.object({ ...pageQuery, unread: z.enum(['true', 'false']).optional() }) },
  responses: {
    200: json(pageOf(NoticeView), 'What is not read first, of each the newest first.'),
    ...refusals,
  },
});

const unread = defineRoute('unread_notices', {
  method: 'get',
  path: '/api/notices/unread',
  tags,
  responses: counted,
});

/** Doing it again changes nothing. */
const read = defineRoute('read_notice', {
  method: 'post',
  path: '/api/notices/{id}/read',
  tags,
  request: { params: z.object({ id }) },
  responses: counted,
});

const readAll = defineRoute('read_notices', {
  method: 'post',
  path: '/api/notices/read',
  tags,
  description: 'Marks all up to `up_to`, the newest one seen, as read; what came later is not.',
  request: { body: body(z.strictObject({ up_to: z.number().int().min(1) })) },
  responses: counted,
});

export const noticeRoutes = newRoutes()
  .openapi(list, async (c) => {
    const { deps, actor } = c.var;
    const { store, inForce } = deps;
    const { unread: only, ...page } = c.req.valid('query');
    const isUnread = only === undefined ? undefined : only === 'true';
    const found = await store.notices.toldTo(actor.id, { ...page, unread: isUnread });
    const rows = await Promise.all(
      found.rows.map(async (row) => {
        if (row.change_id !== null) {
          const change = await store.changes.get(row.change_id);
          return change === undefined ? [] : [changeNoticeView(inForce, row, change)];
        }
        const listed = await store.cases.row(row.case_id);
        if (listed === undefined) return [];
        return [noticeView(inForce, row, listed, await inForce.version(listed.flow_hash))];
      }),
    );
    return c.json({ rows: rows.flat(), next: found.next }, 200);
  })
  .openapi(unread, (c) => counting(c, { ok: true, value: undefined }))
  .openapi(readAll, async (c) => {
    const { deps, actor } = c.var;
    return counting(c, await deps.store.notices.readUpTo(actor.id, c.req.valid('json').up_to));
  })
  .openapi(read, async (c) => {
    const { deps, actor } = c.var;
    return counting(c, await deps.store.notices.read(actor.id, c.req.valid('param').id));
  });

/** How many are not read now, unless what was asked is refused. */
async function counting(c: Context<AppEnv>, done: Result<void>) {
  if (!done.ok) return refuse(c, done.problems);
  const { deps, actor } = c.var;
  return c.json({ unread: await deps.store.notices.unread(actor.id) }, 200);
}
