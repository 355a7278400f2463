/** What people are told, and whom it is for. */
import { z } from 'zod';
import { Id, Localized } from './header.ts';

/** `opener`: who opened the case; `above`: who supervises its unit, or the nearest one above it. */
export const noticeCircles = ['opener', 'above'] as const;

/**
 * For the holders of a post who serve the case's unit (`unit` as in assignments; `case` unless said),
 * for who did a step last, for who is on duty by a roster, for people who belong to the case, or for the
 * customer at a touchpoint.
 */
export const Notice = z.union([
  z.strictObject({ post: Id, unit: z.enum(['case', 'above']).optional(), words: Localized }),
  z.strictObject({ step: Id, words: Localized }),
  z.strictObject({ roster: Id, words: Localized }),
  z.strictObject({ who: z.enum(noticeCircles), words: Localized }),
  z.strictObject({ touchpoint: Id, words: Localized }),
]);

export type Notice = z.infer<typeof Notice>;
export type NoticeCircle = (typeof noticeCircles)[number];
