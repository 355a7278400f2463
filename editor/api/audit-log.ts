/** The audit log: who did what, each entry chained to the one before. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { AuditEntryView } from '@flowmeter/server/views/governance.ts';
import { ask } from './client.ts';
import { pages, type Page } from './page.ts';

export type AuditEntry = z.infer<typeof AuditEntryView>;

export interface Verification {
  valid: boolean;
  entries: number;
  first_bad: number | null;
}

export const auditEntries = pages<AuditEntry>(['audit-log'], (before, signal) =>
  ask<Page<AuditEntry>>('GET', '/api/audit-log', { query: { before, limit: 100 }, signal }),
);

export const verification = queryOptions({
  queryKey: ['audit-log', 'verify'],
  queryFn: ({ signal }) => ask<Verification>('GET', '/api/audit-log/verify', { signal }),
});
