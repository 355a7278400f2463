/** What the API says about what people say of changes. */
import { z } from '@hono/zod-openapi';
import { Localized } from '@flowmeter/engine/definition/header.ts';
import { NamedView } from './parts.ts';

const CommentView = z
  .object({
    id: z.string(),
    by: NamedView,
    at: z.string(),
    text: z.string(),
    mentions: z.array(NamedView),
  })
  .openapi('Comment');

export const ThreadView = z
  .object({
    id: z.string(),
    /** Null for the change as a whole. */
    anchor: z
      .object({
        kind: z.string(),
        id: z.string(),
        /** JSON Pointer into the definition as this change proposes it, or else as it was before. */
        at: z.string(),
        name: Localized,
        /** For the canvas. */
        step: z.string().nullable(),
        route: z.string().nullable(),
        /** What was spoken of is not there any more. */
        detached: z.boolean(),
      })
      .nullable(),
    /** It was said about an earlier change, which this one goes back to. */
    earlier: z.boolean(),
    resolved: z.object({ by: NamedView, at: z.string() }).nullable(),
    comments: z.array(CommentView),
  })
  .openapi('Thread');

export const DiscussionView = z
  .object({
    threads: z.array(ThreadView),
    /** Who may be mentioned: whoever may read changes. */
    readers: z.array(NamedView),
    /** May the person asking say something? */
    may_comment: z.boolean(),
  })
  .openapi('Discussion');
