/** What the API says a person was told. */
import { z } from '@hono/zod-openapi';
import { Localized } from '@flowmeter/engine/definition/header.ts';
import { noticeKinds } from '../store/notice-rows.ts';
import { NamedView } from './parts.ts';

/** Something that the person asking was told of a case. */
export const NoticeView = z
  .object({
    id: z.number(),
    /**
     * Given by an automatic step; a copy that somebody sent; a task that somebody urged; a limit that is
     * near, or has passed and was escalated.
     */
    kind: z.enum(noticeKinds),
    read: z.boolean(),
    at: z.string(),
    case_id: z.string(),
    title: z.string(),
    status: z.enum(['open', 'ended']),
    flow: NamedView,
    /** Null for the case as a whole. */
    step: NamedView.nullable(),
    /** Who moved the case on, sent the copy or urged. */
    by: NamedView,
    /** What a notice says. */
    words: Localized.nullable(),
    /** What a person wrote with a copy, or as the reason for urging. */
    note: z.string().nullable(),
    /** The absent person for whom it was, where the one asking stands in. */
    in_place_of: NamedView.nullable(),
  })
  .openapi('Notice');

/** How many notices the person asking has not read. */
export const UnreadView = z.object({ unread: z.number() }).openapi('Unread');
