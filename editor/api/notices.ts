/** What the person was told of cases, and how much of it they have not read. */
import { queryOptions, type QueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { NoticeView } from '@flowmeter/server/views/notices.ts';
import { answer, api, until } from './client.ts';
import { pages } from './page.ts';

export type Notice = z.infer<typeof NoticeView>;

/** What is not read first. */
export const noticeList = pages<Notice>(['notices', 'list'], (cursor, signal) =>
  answer(api.notices.$get({ query: { cursor, limit: '20' } }, until(signal))),
);

export const unreadNotices = queryOptions({
  queryKey: ['notices', 'unread'],
  queryFn: ({ signal }) => answer(api.notices.unread.$get({}, until(signal))),
  select: ({ unread }) => unread,
});

/** Shown as read at once: the list may be open again before the server has heard of it. */
export async function showRead(client: QueryClient, id: number): Promise<void> {
  const { queryKey } = noticeList;
  // An answer that is on its way was given before.
  await client.cancelQueries({ queryKey });
  client.setQueryData(queryKey, (known) => {
    const read = known?.pages.map((page) => ({
      ...page,
      rows: page.rows.map((row) => (row.id === id ? { ...row, read: true } : row)),
    }));
    return known && read && { ...known, pages: read };
  });
}

/** Doing it again changes nothing. */
export async function readNotice(id: number): Promise<void> {
  await answer(api.notices.read.$post({ json: { id } }));
}

/** All up to the newest one seen: what came meanwhile stays. */
export async function readNotices(upTo: number): Promise<void> {
  await answer(api.notices.read.$post({ json: { up_to: upTo } }));
}
