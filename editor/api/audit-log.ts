/** The audit log: who did what, each entry chained to the one before; checkpoints, keys, the bundle. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { AuditEntryView, CheckpointView } from '@flowmeter/server/views/audit-log.ts';
import { answer, api, until } from './client.ts';
import { whenConfirmed } from './confirmation.ts';
import { pages } from './page.ts';

export type AuditEntry = z.infer<typeof AuditEntryView>;
export type Checkpoint = z.infer<typeof CheckpointView>;

export interface AuditFilter {
  actor?: string | undefined;
  action?: string | undefined;
  object?: string | undefined;
  result?: 'allowed' | 'denied' | undefined;
  /** Days of the reader's own zone, both included. */
  from?: string | undefined;
  until?: string | undefined;
}

export const auditEntries = (filter: AuditFilter) =>
  pages<AuditEntry>(['audit-log', 'entries', filter], (before, signal) => {
    const { from, until: last, ...rest } = filter;
    const days = {
      ...(from === undefined ? {} : { from: startOf(from, 0) }),
      ...(last === undefined ? {} : { until: startOf(last, 1) }),
    };
    const given = Object.entries(rest).filter(([, value]) => value !== undefined);
    const query = {
      limit: '100',
      ...Object.fromEntries(given),
      ...days,
      ...(before && { before }),
    };
    return answer(api['audit-log'].$get({ query }, until(signal)));
  });

export const auditEntry = (seq: number) =>
  queryOptions({
    queryKey: ['audit-log', 'entry', seq],
    queryFn: ({ signal }) =>
      answer(api['audit-log'].entries[':seq'].$get({ param: { seq: String(seq) } }, until(signal))),
  });

/** Asked when somebody wants to know: every entry is hashed again. */
export const verification = queryOptions({
  queryKey: ['audit-log', 'verify'],
  queryFn: ({ signal }) => answer(api['audit-log'].verify.$get({}, until(signal))),
  enabled: false,
});

/** All public keys; the last one signs from now on. */
export function rotateKey(reason: string) {
  return whenConfirmed(() => answer(api['audit-log'].keys.$post({ json: { reason } })));
}

export const checkpointList = pages<Checkpoint>(['audit-log', 'checkpoints'], (below, signal) =>
  answer(
    api['audit-log'].checkpoints.$get(
      { query: { limit: '50', ...(below && { below }) } },
      until(signal),
    ),
  ),
);

/** Where files are had; the browser keeps them as they come. */
export const auditFiles = {
  bundle: '/api/audit-log/bundle',
  keys: '/api/audit-log/keys',
  checkpoint: (size: number) => `/api/audit-log/checkpoints/${size}`,
} as const;

function startOf(day: string, daysLater: number): string {
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + daysLater);
  return date.toISOString();
}
