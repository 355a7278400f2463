/** What went wrong with other systems: incidents of cases, events that no case took. */
import type { z } from 'zod';
import type { DeadLetterView, IncidentView } from '@flowmeter/server/views/outside.ts';
import { answer, api, intent, until } from './client.ts';
import { pages } from './page.ts';

export type Incident = z.infer<typeof IncidentView>;
export type DeadLetter = z.infer<typeof DeadLetterView>;

export const incidentList = pages<Incident>(['incidents', 'cases'], (cursor, signal) =>
  answer(api.incidents.$get({ query: { cursor } }, until(signal))),
);

export const deadLetterList = pages<DeadLetter>(['incidents', 'events'], (cursor, signal) =>
  answer(api['dead-letters'].$get({ query: { cursor } }, until(signal))),
);

/** How an incident is settled. */
export type Settling = { id: string; version: number } & (
  | { by: 'retry' }
  | { by: 'skip'; reason: string }
  | { by: 'reroute'; reason: string; route: string }
);

export function settle(settling: Settling, key: string): Promise<unknown> {
  const { id, version } = settling;
  const param = { id };
  const sent = intent({ version, key });
  const incident = api.incidents[':id'];
  switch (settling.by) {
    case 'retry':
      return answer(incident.retry.$post({ param }, sent));
    case 'skip': {
      const { reason } = settling;
      return answer(incident.skip.$post({ param, json: { reason } }, sent));
    }
    case 'reroute': {
      const { reason, route } = settling;
      return answer(incident.reroute.$post({ param, json: { reason, route } }, sent));
    }
    default:
      return settling satisfies never;
  }
}

export function resend(id: string): Promise<{ case_id: string | null }> {
  return answer(api['dead-letters'][':id'].resend.$post({ param: { id } }));
}

export async function drop({ id, reason }: { id: string; reason: string }): Promise<void> {
  await api['dead-letters'][':id'].drop.$post({ param: { id }, json: { reason } });
}
