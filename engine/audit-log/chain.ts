/**
 * The audit log as a chain: each entry's hash covers the entry and the hash of the one before, so that
 * no entry can be edited, taken out or put elsewhere unseen. Whoever can rewrite the whole log can also
 * rewrite every hash: only a checkpoint that an auditor keeps elsewhere tells then.
 */
import type { Instant } from '../case/state.ts';
import { canonical, sha256Hex } from '../definition/hash.ts';

/** Something an auditor may want to see: who did, or was not allowed to do, what to which object. */
export interface AuditEvent {
  at: Instant;
  /** A person's id, or `system`. */
  actor: string;
  /** Roles of the actor at that time, separated by spaces. */
  role: string;
  action: string;
  object: string;
  /** The result: false for what was refused. */
  allowed: boolean;
  details: Record<string, unknown>;
  /** The actor's unit at that time. */
  unit?: string | undefined;
  /** A hash of the session's token: the same within one session, of no use to anybody else. */
  session?: string | undefined;
  /** The request's number, as the answer's `X-Request-Id` says it. */
  request?: string | undefined;
  reason?: string | undefined;
  /** Hashes of the object before and after. */
  before?: string | undefined;
  after?: string | undefined;
  /** Hash of the table that says who may do what. */
  policy?: string | undefined;
  /** Hash of the engine's code. */
  build?: string | undefined;
}

export interface AuditEntry extends AuditEvent {
  /** How it is hashed; absent in entries written before there was more than one way. */
  version?: 2;
  /** 1, 2, 3 … without gaps. */
  seq: number;
  previous_hash: string;
  hash: string;
}

type Link = Pick<AuditEntry, 'seq' | 'hash'>;

/** What stands before the first entry. */
export const chainStart = '0'.repeat(64);

const prefixes = { 1: 'flowmeter/audit/v1\0', 2: 'flowmeter/audit/v2\0' };

/** The entry that follows another (or the first). */
export function nextEntry(event: AuditEvent, last: Link | undefined): AuditEntry {
  const seq = (last?.seq ?? 0) + 1;
  const previous_hash = last?.hash ?? chainStart;
  const entry = {
    ...(JSON.parse(canonical(event)) as AuditEvent),
    version: 2 as const,
    seq,
    previous_hash,
  };
  return { ...entry, hash: hashOfEntry(entry) };
}

/** Does an entry follow another as the chain says? */
export function follows(entry: AuditEntry, last: Link | undefined): boolean {
  const { hash, ...rest } = entry;
  return (
    entry.seq === (last?.seq ?? 0) + 1 &&
    entry.previous_hash === (last?.hash ?? chainStart) &&
    hash === hashOfEntry(rest)
  );
}

export function hashOfEntry(entry: Omit<AuditEntry, 'hash'>): string {
  return sha256Hex(prefixes[entry.version ?? 1] + canonical(entry));
}
