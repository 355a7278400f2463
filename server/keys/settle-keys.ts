/** Brings the keys to what the audit log says of them, before anything is signed. */
import { PublicKey } from '@flowmeter/engine/audit-log/signature.ts';
import type { AuditLogStore } from '../store/audit-log.ts';
import type { Keys } from './keys.ts';

/** @throws when the private key that took over last is not there */
export async function settleKeys(log: AuditLogStore, keys: Keys): Promise<void> {
  const { rows } = await log.page({ action: 'key.rotated', allowed: true, limit: 1 });
  const next = PublicKey.safeParse(rows[0]?.details['next']);
  if (next.success) keys.settle(next.data);
}
