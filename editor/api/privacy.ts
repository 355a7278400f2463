/** Retention, legal holds, erasures, exports and backups. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  BackupView,
  ErasureView,
  ExportMarkView,
  exportedBySight,
  ExportView,
  HoldView,
  RetentionView,
} from '@flowmeter/server/views/privacy.ts';
import { answer, api, until } from './client.ts';
import { whenConfirmed } from './confirmation.ts';

export type Retention = z.infer<typeof RetentionView>;
export type Hold = z.infer<typeof HoldView>;
export type Erasure = z.infer<typeof ErasureView>;
export type Exported = z.infer<typeof ExportView>;
export type Backup = z.infer<typeof BackupView>;

export const retention = queryOptions({
  queryKey: ['privacy', 'retention'],
  queryFn: ({ signal }): Promise<Retention> => answer(api.retention.$get({}, until(signal))),
});

export const holds = queryOptions({
  queryKey: ['privacy', 'holds'],
  queryFn: ({ signal }): Promise<{ rows: Hold[] }> => answer(api.holds.$get({}, until(signal))),
});

export interface HoldPut {
  scope: Hold['scope'];
  value: string;
  reason: string;
  until: string | null;
}

export function putHold(json: HoldPut): Promise<Hold> {
  return answer(api.holds.$post({ json }));
}

export function endHold(id: string): Promise<unknown> {
  return whenConfirmed(() => answer(api.holds[':id'].end.$post({ param: { id } })));
}

export const erasures = queryOptions({
  queryKey: ['privacy', 'erasures'],
  queryFn: ({ signal }): Promise<{ rows: Erasure[] }> =>
    answer(api.erasures.$get({}, until(signal))),
  // What was approved is done within moments.
  refetchInterval: ({ state }) =>
    state.data?.rows.some((row) => row.state === 'approved') === true ? 2000 : false,
});

export interface ErasureAsked {
  sort: string;
  person: string;
  cases: string[];
  reason: string;
}

export function requestErasure(json: ErasureAsked): Promise<Erasure> {
  return answer(api.erasures.$post({ json }));
}

export interface ErasureDecided {
  id: string;
  state: 'approved' | 'refused';
  comment: string;
}

export function decideErasure({ id, ...json }: ErasureDecided): Promise<unknown> {
  return whenConfirmed(() => answer(api.erasures[':id'].decide.$post({ param: { id }, json })));
}

export const exported = queryOptions({
  queryKey: ['privacy', 'exports'],
  queryFn: ({ signal }): Promise<{ rows: Exported[] }> =>
    answer(api.exports.$get({}, until(signal))),
});

export interface ExportAsked {
  what: (typeof exportedBySight)[number];
  /** E.g. `flow/hv_new`. */
  object: string;
  purpose: string;
}

/** Before the file is made; the answer stands in it. */
export function registerExport(json: ExportAsked): Promise<z.infer<typeof ExportMarkView>> {
  return answer(api.exports.$post({ json }));
}

export const backups = queryOptions({
  queryKey: ['privacy', 'backups'],
  queryFn: ({ signal }) => answer(api.backups.$get({}, until(signal))),
});

export function makeBackup(): Promise<Backup> {
  return answer(api.backups.$post());
}
