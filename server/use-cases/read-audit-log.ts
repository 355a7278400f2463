/**
 * Who sees what of the audit log: auditors everything; everybody what they did themselves, supervisors
 * also what people of their units did, administrators what is about running the product.
 */
import type { AuditEntry } from '@flowmeter/engine/audit-log/chain.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import { instantIn } from '../clock.ts';
import type { Deps } from '../deps.ts';
import type { Verification } from '../store/audit-log.ts';
import type { AuditFilter, AuditScope } from '../store/audit-pages.ts';
import type { Page } from '../store/case-list.ts';

/** Times of the filter may be written with any offset. */
export function readAuditLog(
  deps: Deps,
  actor: Actor,
  { from, until, ...filter }: Omit<AuditFilter, 'scope'>,
): Promise<Page<AuditEntry>> {
  const between = { from: instantIn(from), until: instantIn(until) };
  return deps.store.auditLog.page({ ...filter, ...between, scope: scopeOf(actor) });
}

/** Entries that are not for their eyes do not exist for them. */
export async function readAuditEntry(
  deps: Deps,
  actor: Actor,
  seq: number,
): Promise<Result<AuditEntry>> {
  const found = await deps.store.auditLog.one(seq, scopeOf(actor));
  return found === undefined ? failed(problem('audit_entry_not_found')) : ok(found);
}

/** Entries, the tree at every checkpoint, and the signature of each. */
export async function verifyAuditLog({ store, keys }: Deps): Promise<Verification> {
  const found = await store.auditLog.verify();
  if (!found.valid) return found;
  let size = 0;
  for (;;) {
    const some = await store.checkpoints.after(size, PIECE);
    const bad = some.find(
      ({ checkpoint, signature }) => !keys.verify('checkpoint', checkpoint, signature),
    );
    if (bad !== undefined) return { ...found, valid: false, bad_checkpoint: bad.checkpoint.size };
    const last = some.at(-1);
    if (last === undefined) return found;
    size = last.checkpoint.size;
  }
}

const PIECE = 500;

function scopeOf({ id, roles, sees }: Actor): AuditScope {
  if (roles.includes('auditor')) return 'all';
  return {
    actor: id,
    units: roles.includes('supervisor') ? [...sees] : [],
    operations: roles.includes('admin'),
  };
}
