/** The audit log as the API says it. */
import { z } from '@hono/zod-openapi';
import { NamedView } from './parts.ts';

export const AuditEntryView = z
  .object({
    seq: z.number(),
    at: z.string(),
    actor: NamedView,
    /** The actor's roles at that time, separated by spaces. */
    role: z.string(),
    /** The actor's unit at that time. */
    unit: NamedView.optional(),
    action: z.string(),
    object: z.string(),
    allowed: z.boolean(),
    reason: z.string().optional(),
    /** A hash of the session; the request's `X-Request-Id`. */
    session: z.string().optional(),
    request: z.string().optional(),
    /** Hashes of the object before and after. */
    before: z.string().optional(),
    after: z.string().optional(),
    /** Hashes of the table of who may do what, and of the engine's code. */
    policy: z.string().optional(),
    build: z.string().optional(),
    details: z.looseObject({}),
    version: z.number().optional(),
    hash: z.string(),
    previous_hash: z.string(),
  })
  .openapi('AuditEntry');

export const VerificationView = z
  .object({
    valid: z.boolean(),
    entries: z.number(),
    /** The first entry that was altered, or that is missing. */
    first_bad: z.number().nullable(),
    checkpoints: z.number(),
    /** Size of the first checkpoint that does not fit the entries, or is not signed by us. */
    bad_checkpoint: z.number().nullable(),
  })
  .openapi('Verification');

const SignatureView = z
  .object({ algorithm: z.literal('ed25519'), key: z.string(), value: z.string() })
  .openapi('Signature');

export const CheckpointView = z
  .object({
    checkpoint: z.object({
      log: z.string(),
      size: z.number(),
      root: z.string(),
      head: z.string(),
      at: z.string(),
    }),
    signature: SignatureView,
  })
  .openapi('Checkpoint');

export const KeysView = z
  .object({
    keys: z.array(
      z.object({
        id: z.string(),
        algorithm: z.literal('ed25519'),
        public_key: z.string(),
        since: z.string(),
      }),
    ),
  })
  .openapi('SigningKeys');
