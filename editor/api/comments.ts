/** What is said about a change: threads, each about a place in it or about the whole. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { DiscussionView, ThreadView } from '@flowmeter/server/views/comments.ts';
import { answer, api, intent, until } from './client.ts';

export type Discussion = z.infer<typeof DiscussionView>;
export type Thread = z.infer<typeof ThreadView>;
export type Anchor = Pick<NonNullable<Thread['anchor']>, 'kind' | 'id' | 'at'>;

export const discussionOf = (change: string) =>
  queryOptions({
    queryKey: ['changes', change, 'comments'],
    queryFn: ({ signal }): Promise<Discussion> =>
      answer(api.changes[':id'].comments.$get({ param: { id: change } }, until(signal))),
  });

export interface Saying {
  change: string;
  text: string;
  mentions: string[];
  /** The thread that it answers, or the place that it begins one about (null: the whole change). */
  to: { thread: string } | { anchor: Anchor | null };
}

export function say({ change: id, text, mentions, to }: Saying, key: string): Promise<Discussion> {
  const { comments } = api.changes[':id'];
  if ('anchor' in to) {
    const json = { text, mentions, anchor: to.anchor };
    return answer(comments.$post({ param: { id }, json }, intent({ key })));
  }
  const param = { id, thread: to.thread };
  return answer(
    comments[':thread'].answers.$post({ param, json: { text, mentions } }, intent({ key })),
  );
}

export interface Settling {
  change: string;
  thread: string;
  resolved: boolean;
}

/** Ends a thread, or begins it again; doing it again changes nothing. */
export function settle({ change: id, thread, resolved }: Settling): Promise<Discussion> {
  const one = api.changes[':id'].comments[':thread'];
  const param = { id, thread };
  return answer(resolved ? one.resolve.$post({ param }) : one.reopen.$post({ param }));
}
