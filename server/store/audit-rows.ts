/** Entries of the audit log as rows, and back, byte for byte. */
import type { AuditEntry } from '@flowmeter/engine/audit-log/chain.ts';
import { canonical } from '@flowmeter/engine/definition/hash.ts';

/** `allowed` and `operation` are 1 or 0, `details` canonical JSON; null where an entry does not say it. */
export interface AuditEntryRow {
  seq: number;
  at: string;
  actor: string;
  role: string;
  action: string;
  object: string;
  allowed: number;
  details: string;
  previous_hash: string;
  hash: string;
  version: number | null;
  unit: string | null;
  session: string | null;
  request: string | null;
  reason: string | null;
  before: string | null;
  after: string | null;
  policy: string | null;
  build: string | null;
  operation: number;
}

/** A signed checkpoint; `signature` and `frontier` are JSON. */
export interface CheckpointRow {
  size: number;
  log: string;
  root: string;
  head: string;
  at: string;
  signature: string;
  frontier: string;
}

/** About running the product, which administrators do: accounts, keys, imports, backup, other systems. */
const operations =
  /^(?:sign_in|sign_out|session|account|second_factor|grant|key|backup|restore|retention|hold|erasure|records|event|incident|connector|audit_log)(?:\.|_|$)/;

/** Also every denial: somebody tried what they may not. */
function isOperation({ action, allowed }: Pick<AuditEntry, 'action' | 'allowed'>): boolean {
  return !allowed || operations.test(action);
}

export function rowOfEntry(entry: AuditEntry): AuditEntryRow {
  const { details, allowed, ...said } = entry;
  return {
    version: null,
    unit: null,
    session: null,
    request: null,
    reason: null,
    before: null,
    after: null,
    policy: null,
    build: null,
    ...said,
    allowed: Number(allowed),
    details: canonical(details),
    operation: Number(isOperation(entry)),
  } as AuditEntryRow;
}

export function entryOfRow({ allowed, details, ...row }: AuditEntryRow): AuditEntry {
  const said = Object.entries(row).filter(
    ([name, value]) => value !== null && name !== 'operation',
  );
  return {
    ...(Object.fromEntries(said) as Omit<AuditEntry, 'allowed' | 'details'>),
    allowed: allowed === 1,
    details: detailsOf(details),
  };
}

/** Not only what the row means, but its every byte. */
export function isAsWritten(row: AuditEntryRow, entry: AuditEntry): boolean {
  return (
    row.allowed === Number(entry.allowed) &&
    row.operation === Number(isOperation(entry)) &&
    row.details === canonical(entry.details)
  );
}

/** Text that is no longer JSON was not written by us; it is shown as it stands. */
function detailsOf(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return { text };
  }
}
