/** What the API says of other systems: what became of their events, and what went wrong. */
import { z } from '@hono/zod-openapi';
import { Localized } from '@flowmeter/engine/definition/header.ts';
import { NamedView, ProblemView } from './parts.ts';

export const EventAnswerView = z
  .object({
    /** `delivered` to a waiting case, `opened` a case, or `kept` until a person sends it on. */
    status: z.enum(['delivered', 'opened', 'kept']),
    case_id: z.string().nullable(),
    /** Why it was kept. */
    problem: ProblemView.nullable(),
  })
  .openapi('EventAnswer');

export const IncidentView = z
  .object({
    /** `<case>.<visit>`. */
    id: z.string(),
    case_id: z.string(),
    case_title: z.string(),
    /** The case's version, for `If-Match`. */
    version: z.number(),
    flow: NamedView,
    step: NamedView,
    unit: NamedView,
    /** Of which something was asked; null where no connector takes part. */
    connector: NamedView.nullable(),
    at: z.string(),
    code: z.string(),
    words: Localized,
    /** How often the connector tried. */
    tries: z.number(),
    /** Required by law: it cannot be skipped. */
    legal: z.boolean(),
    /** The ways on; the first is the usual one. */
    routes: z.array(NamedView),
  })
  .openapi('Incident');

export const DeadLetterView = z
  .object({
    id: z.string(),
    connector: NamedView,
    unit: NamedView,
    source: z.string(),
    event_id: z.string(),
    event_type: z.string(),
    at: z.string(),
    /** Why no case took it. */
    words: Localized,
    /** How often a person sent it on in vain. */
    tries: z.number(),
    /** The event as it came, in JSON. */
    event: z.string(),
  })
  .openapi('DeadLetter');
