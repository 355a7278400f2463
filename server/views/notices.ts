/** What the API says a person was told. */
import { z } from '@hono/zod-openapi';
import { Localized } from '@flowmeter/engine/definition/header.ts';
import { noticeKinds } from '../store/notice-rows.ts';
import { NamedView } from './parts.ts';

/** Something that the person asking was told of a case or of a change. */
export const NoticeView = z
  .object({
    id: z.number(),
    /**
     * Given by an automatic step; a copy that somebody sent; a task that somebody urged; a limit that is
     * near, or has passed and was escalated. Of a change: a comment that mentions them, or answers them.
     */
    kind: z.enum(noticeKinds),
    read: z.boolean(),
    at: z.string(),
    /** Null for a notice about a change. */
    case_id: z.string().nullable(),
    change_id: z.string().nullable(),
    /** Of the case, or of the change. */
    title: z.string(),
    /** Of the case. */
    status: z.enum(['open', 'ended']).nullable(),
    /** The case's flow, or what the change is about. */
    flow: NamedView,
    /** Null for the case as a whole. */
    step: NamedView.nullable(),
    /** Who moved the case on, sent the copy or urged. */
    by: NamedView,
    /** What a notice says. */
    words: Localized.nullable(),
    /** What a person wrote with a copy, as the reason for urging, or as a comment. */
    note: z.string().nullable(),
    /** The absent person for whom it was, where the one asking stands in. */
    in_place_of: NamedView.nullable(),
  })
  .openapi('Notice');

/** How many notices the person asking has not read. */
export const UnreadView = z.object({ unread: z.number() }).openapi('Unread');
