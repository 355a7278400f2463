/** The audit log: who did what, each entry chained to the one before. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { AuditEntryView } from '@flowmeter/server/views/audit-log.ts';
import { answer, api, until } from './client.ts';
import { pages } from './page.ts';

export type AuditEntry = z.infer<typeof AuditEntryView>;

export const auditEntries = pages<AuditEntry>(['audit-log'], (before, signal) =>
  answer(
    api['audit-log'].$get({ query: { limit: '100', ...(before && { before }) } }, until(signal)),
  ),
);

export const verification = queryOptions({
  queryKey: ['audit-log', 'verify'],
  queryFn: ({ signal }) => answer(api['audit-log'].verify.$get({}, until(signal))),
});
