/**
 * The audit log as a chain: each entry's hash covers the entry and the hash of the one before, so that
 * no entry can be edited, taken out or put elsewhere unseen. Whoever can rewrite the whole log can also
 * rewrite every hash: only a hash that an auditor keeps elsewhere tells then.
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
  allowed: boolean;
  details: Record<string, unknown>;
}

export interface AuditEntry extends AuditEvent {
  /** 1, 2, 3 … without gaps. */
  seq: number;
  previous_hash: string;
  hash: string;
}

/** What stands before the first entry. */
export const chainStart = '0'.repeat(64);

const PREFIX = 'flowmeter/audit/v1\0';

/** The entry that follows another (or the first). */
export function nextEntry(
  event: AuditEvent,
  last: Pick<AuditEntry, 'seq' | 'hash'> | undefined,
): AuditEntry {
  const { at, actor, role, action, object, allowed } = event;
  const details = JSON.parse(canonical(event.details)) as AuditEvent['details'];
  const previous_hash = last?.hash ?? chainStart;
  const seq = (last?.seq ?? 0) + 1;
  const entry = { seq, at, actor, role, action, object, allowed, details, previous_hash };
  return { ...entry, hash: hashOfEntry(entry) };
}

/** Does an entry follow another as the chain says? */
export function follows(
  entry: AuditEntry,
  last: Pick<AuditEntry, 'seq' | 'hash'> | undefined,
): boolean {
  const { hash, ...rest } = entry;
  return (
    entry.seq === (last?.seq ?? 0) + 1 &&
    entry.previous_hash === (last?.hash ?? chainStart) &&
    hash === hashOfEntry(rest)
  );
}

function hashOfEntry(entry: Omit<AuditEntry, 'hash'>): string {
  return sha256Hex(PREFIX + canonical(entry));
}
