/** What the API says about people sharing a task. */
import { z } from '@hono/zod-openapi';
import { Localized } from '@flowmeter/engine/definition/header.ts';
import { taskActions, type TaskAction } from '@flowmeter/engine/flow/people-permissions.ts';
import { NamedView } from './parts.ts';

export const TaskActionView = z.enum(Object.keys(taskActions) as [TaskAction, ...TaskAction[]]);

/** One person's part of what several sign. */
export const SignPartView = z
  .object({
    part: z.number(),
    /** Whoever holds it; null where a person was named. */
    post: NamedView.nullable(),
    person: NamedView.nullable(),
    weight: z.number(),
    status: z.enum(['open', 'signed', 'withdrawn']),
    verdict: z.enum(['agree', 'reject']).nullable(),
    by: NamedView.nullable(),
    on_behalf_of: NamedView.nullable(),
    at: z.string().nullable(),
    comment: z.string().nullable(),
    /** Who added it, and when it comes; null for the parts of the definition. */
    added: z
      .object({ by: NamedView, when: z.enum(['before', 'after']), reason: z.string() })
      .nullable(),
  })
  .openapi('SignPart');

/** How several people decide; null where one person does. */
export const SigningView = z
  .object({
    mode: z.enum(['any', 'all', 'in_order', 'vote']),
    threshold: z.string().nullable(),
    on_reject: z.enum(['at_once', 'at_end']),
  })
  .openapi('Signing');

/** How people share a task. */
export const SharingView = z
  .object({
    signing: SigningView.nullable(),
    signs: z.array(SignPartView),
    /** With whom it lies until it is handed back. */
    delegation: z
      .object({ by: NamedView, to: NamedView, at: z.string(), reason: z.string() })
      .nullable(),
    /** What delegates said when they handed it back. */
    returned: z.array(z.object({ by: NamedView, at: z.string(), comment: z.string() })),
    /** What the holder decided while added signers have still to sign. */
    decision: z
      .object({ by: NamedView, route: Localized, comment: z.string().nullable() })
      .nullable(),
    urges: z.array(z.object({ by: NamedView, at: z.string(), reason: z.string() })),
    copies: z.array(z.object({ to: NamedView, by: NamedView, at: z.string() })),
    /** The absent person in whose place the one asking would act. */
    in_place_of: NamedView.nullable(),
  })
  .openapi('Sharing');

/** A person who may be chosen. */
export const CandidateView = z
  .object({ id: z.string(), name: Localized, unit: NamedView, posts: z.array(NamedView) })
  .openapi('Candidate');

/** A copy that the person asking was sent. */
export const CopyView = z
  .object({
    case_id: z.string(),
    title: z.string(),
    flow: NamedView,
    step: NamedView,
    by: NamedView,
    at: z.string(),
    note: z.string().nullable(),
    status: z.enum(['open', 'ended']),
  })
  .openapi('Copy');
