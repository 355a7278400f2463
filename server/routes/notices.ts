/** What the person asking was told: their own notices and nobody else's. */
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Result } from '@flowmeter/engine/problem.ts';
import type { AppEnv } from '../app-env.ts';
import { refuse } from '../problem-answer.ts';
import { titledFor } from '../show/case-title.ts';
import { changeNoticeView, noticeView } from '../show/notice.ts';
import { NoticeView, UnreadView } from '../views/notices.ts';
import { pageOf } from '../views/parts.ts';
import { body, defineRoute, json, newRoutes, pageQuery, refusals } from './define.ts';

const tags = ['notices'];
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

const number = z.number().int().min(1);

/** Doing it again changes nothing. */
const read = defineRoute('read_notices', {
  method: 'post',
  path: '/api/notices/read',
  tags,
  description:
    'Marks one as read, or all up to `up_to`, the newest one seen: what came later is not.',
  request: {
    body: body(z.union([z.strictObject({ id: number }), z.strictObject({ up_to: number })])),
  },
  responses: counted,
});

export const noticeRoutes = newRoutes()
  .openapi(list, async (c) => {
    const { deps, actor } = c.var;
    const { store, inForce } = deps;
    const { unread: only, ...page } = c.req.valid('query');
    const isUnread = only === undefined ? undefined : only === 'true';
    const found = await store.notices.toldTo(actor.id, { ...page, unread: isUnread });
    const titled = titledFor(deps, actor, ['id', 'title']);
    const rows = await Promise.all(
      found.rows.map(async (row) => {
        if (row.change_id !== null) {
          const change = await store.changes.get(row.change_id);
          return change === undefined ? [] : [changeNoticeView(inForce, row, change)];
        }
        const listed = await store.cases.row(row.case_id);
        if (listed === undefined) return [];
        const flow = await inForce.version(listed.flow_hash);
        return [noticeView(inForce, row, await titled(listed, flow), flow)];
      }),
    );
    return c.json({ rows: rows.flat(), next: found.next }, 200);
  })
  .openapi(unread, (c) => counting(c, { ok: true, value: undefined }))
  .openapi(read, async (c) => {
    const { deps, actor } = c.var;
    const { notices } = deps.store;
    const asked = c.req.valid('json');
    const done =
      'id' in asked ? notices.read(actor.id, asked.id) : notices.readUpTo(actor.id, asked.up_to);
    return counting(c, await done);
  });

/** How many are not read now, unless what was asked is refused. */
async function counting(c: Context<AppEnv>, done: Result<void>) {
  if (!done.ok) return refuse(c, done.problems);
  const { deps, actor } = c.var;
  return c.json({ unread: await deps.store.notices.unread(actor.id) }, 200);
}
