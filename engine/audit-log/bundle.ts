/**
 * What an auditor takes away: a file of lines, each a JSON value in canonical form (RFC 8785), in this
 * order: `bundle`, `key`, `entry` (a `checkpoint` follows the entry of its size), `definition`, `change`,
 * `release`, `activation`, `execution`, `closing`, `result` (each followed by the `record`s it is made of), `end`.
 * docs/audit-bundle.md says what each means.
 */
import { z } from 'zod';
import type { WrittenEvent } from '../changes/written.ts';
import type { AuditEntry } from './chain.ts';
import { SignedCheckpoint } from './checkpoint.ts';
import { PublicKey, Signature } from './signature.ts';

export const BUNDLE_FORMAT = 'flowmeter/audit-bundle/v1';

const text = z.string();
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const instant = z.string().max(40);
const count = z.int().min(0);
const loose = z.record(z.string(), z.unknown());

const BundleHead = z.strictObject({
  type: z.literal('bundle'),
  format: z.literal(BUNDLE_FORMAT),
  /** Hash of the first entry. */
  log: hash,
  /** Entries in the bundle: all there were. */
  size: count,
  at: instant,
  /** Who took it away. */
  by: text,
  /** What for, in their words; absent where they said nothing, and in bundles of earlier versions. */
  purpose: text.optional(),
  /** In which days begin that say to which period a record belongs. */
  zone: text,
});

const KeyLine = z.strictObject({ type: z.literal('key'), key: PublicKey });

const EntryLine = z.strictObject({
  type: z.literal('entry'),
  entry: z.strictObject({
    version: z.literal(2).optional(),
    seq: count,
    at: instant,
    actor: text,
    role: text,
    action: text,
    object: text,
    allowed: z.boolean(),
    details: loose,
    unit: text.optional(),
    session: text.optional(),
    request: text.optional(),
    reason: text.optional(),
    before: text.optional(),
    after: text.optional(),
    policy: text.optional(),
    build: text.optional(),
    previous_hash: hash,
    hash,
  }) as z.ZodType<AuditEntry>,
});

const CheckpointLine = SignedCheckpoint.extend({ type: z.literal('checkpoint') });

const DefinitionLine = z.strictObject({
  type: z.literal('definition'),
  hash,
  content: z.looseObject({ kind: text, id: text }),
});

const By = z.looseObject({ type: text, at: instant, by: text });

const ChangeLine = z.strictObject({
  type: z.literal('change'),
  id: text,
  events: z.array(By as unknown as z.ZodType<WrittenEvent>).min(1),
});

const Released = z.looseObject({
  kind: text,
  id: text,
  hash,
  change: text.optional(),
  events: count.optional(),
  history: hash.optional(),
});

const ReleaseLine = z.strictObject({
  type: z.literal('release'),
  payload: z.looseObject({
    seq: count,
    at: instant,
    change: text.nullable(),
    previous: hash.nullable(),
    manifest: z.array(Released),
    earlier: z.array(Released).optional(),
  }),
  signature: Signature.nullable(),
});

const ActivationLine = z.strictObject({
  type: z.literal('activation'),
  kind: text,
  id: text,
  hash,
  since: instant,
  until: instant.nullable(),
  change: text.nullable(),
});

const ExecutionLine = z.strictObject({
  type: z.literal('execution'),
  case: text,
  flow: text,
  hash: text,
  opened_at: instant,
});

const ClosingLine = z.strictObject({
  type: z.literal('closing'),
  id: text,
  scorecard: text,
  period: text,
  /** What it came to (engine/indicators/closing.ts), as it is stored; null where that is no JSON. */
  content: loose.nullable(),
  hash: text,
  by: text,
  at: instant,
  state: z.enum(['proposed', 'closed', 'refused']),
  decided_by: text.nullable(),
  decided_at: instant.nullable(),
  /** Of who agreed, for the purpose `closing`. */
  signature: Signature.nullable(),
});

const ResultLine = z.strictObject({
  type: z.literal('result'),
  indicator: text,
  /** Of the indicator's definition. */
  hash,
  units: z.array(text).nullable(),
  period: z.strictObject({ from: text, to: text }).nullable(),
  value: z.number().nullable(),
  n: count,
  unknown: count,
  score: z.number().nullable(),
  /** Lines that follow. */
  records: count,
});

const RecordLine = z.strictObject({
  type: z.literal('record'),
  /** Which case, visit of it, or finding. */
  ref: loose,
  /** What the indicator read, by the names of readings (engine/rules/source.ts). */
  values: loose,
});

const EndLine = z.strictObject({
  type: z.literal('end'),
  /** How many lines of each type stand before. */
  counts: z.record(z.string(), count),
  /** SHA-256 of every byte before this line. */
  digest: hash,
  /** Over `{log, size, counts, digest}`, for the purpose `bundle`. */
  signature: Signature,
});

export const BundleLine = z.discriminatedUnion('type', [
  BundleHead,
  KeyLine,
  EntryLine,
  CheckpointLine,
  DefinitionLine,
  ChangeLine,
  ReleaseLine,
  ActivationLine,
  ExecutionLine,
  ClosingLine,
  ResultLine,
  RecordLine,
  EndLine,
]);
export type BundleLine = z.infer<typeof BundleLine>;
export type LineOf<T extends BundleLine['type']> = Extract<BundleLine, { type: T }>;

/** What the end of a bundle signs. */
export function sealOf(
  { log, size }: Pick<LineOf<'bundle'>, 'log' | 'size'>,
  { counts, digest }: Pick<LineOf<'end'>, 'counts' | 'digest'>,
): Record<string, unknown> {
  return { log, size, counts, digest };
}

/** The place of each type of line; `checkpoint` stands among entries and `record` among results. */
export const lineOrder: Record<BundleLine['type'], number> = {
  bundle: 0,
  key: 1,
  entry: 2,
  checkpoint: 2,
  definition: 3,
  change: 4,
  release: 5,
  activation: 6,
  execution: 7,
  closing: 8,
  result: 9,
  record: 9,
  end: 10,
};
