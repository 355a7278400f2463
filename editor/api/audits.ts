/** Audits of records, the white list, and what is typical of what was found. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { ExemptionView } from '@flowmeter/server/views/results.ts';
import type { RecordView } from '@flowmeter/server/views/records.ts';
import type {
  AuditReportView,
  AuditRunView,
  TypicalProblemsView,
} from '@flowmeter/server/views/audits.ts';
import { answer, api, intent, until } from './client.ts';
import { pages } from './page.ts';

export type AuditRun = z.infer<typeof AuditRunView>;
export type AuditReport = z.infer<typeof AuditReportView>;
export type Exemption = z.infer<typeof ExemptionView>;
export type TypicalProblems = z.infer<typeof TypicalProblemsView>;
export type ImportedRecord = z.infer<typeof RecordView>;

export interface TypicalAsked {
  by: TypicalProblems['by'];
  subject?: string | undefined;
  months: number;
}

export const typicalProblems = ({ by, subject, months }: TypicalAsked) =>
  queryOptions({
    queryKey: ['findings', 'typical', { by, subject, months }],
    queryFn: ({ signal }) =>
      answer(
        api['typical-problems'].$get(
          { query: { by, subject, months: String(months) } },
          until(signal),
        ),
      ),
  });

export interface RecordAudit {
  records: string[];
}

export interface RecordAuditAnswer {
  checked: number | null;
  hits: number;
  unknown: number;
  run?: AuditRun | undefined;
}

export function auditRecords(json: RecordAudit, key: string): Promise<RecordAuditAnswer> {
  return answer(api.audits.$post({ json }, intent({ key })));
}

/** The record that a finding is about, as it is now. */
export const recordNow = (kind: string, finding: string) =>
  queryOptions({
    queryKey: ['findings', 'record', kind, finding],
    queryFn: ({ signal }): Promise<ImportedRecord> =>
      answer(
        api.records[':kind'].record.$get({ param: { kind }, query: { finding } }, until(signal)),
      ),
    retry: false,
  });

/** A record by the values of its key, as it is now. */
export const recordByKey = (kind: string, key: readonly string[]) =>
  queryOptions({
    queryKey: ['records', kind, key],
    queryFn: ({ signal }): Promise<ImportedRecord> =>
      answer(
        api.records[':kind'].record.$get(
          { param: { kind }, query: { key: [...key] } },
          until(signal),
        ),
      ),
    retry: false,
  });

export interface Exempting {
  finding: string;
  until: string;
  reason: string;
}

export function exempt({ finding: id, ...json }: Exempting, key: string): Promise<Exemption> {
  return answer(api.findings[':id'].exemption.$post({ param: { id }, json }, intent({ key })));
}

export interface ExemptionFilter {
  state?: 'lasting' | 'over' | undefined;
  rule?: string | undefined;
  id?: string | undefined;
  object?: string | undefined;
}

export const exemptionList = (filter: ExemptionFilter) =>
  pages<Exemption>(['findings', 'exemptions', filter], (cursor, signal) =>
    answer(api.exemptions.$get({ query: { ...filter, cursor } }, until(signal))),
  );

/** Runs of rules over records, newest first. */
export const auditRuns = () =>
  pages<AuditRun>(['findings', 'runs'], (cursor, signal) =>
    answer(api.audits.$get({ query: { cursor } }, until(signal))),
  );

const RUNNING_MS = 2000;

/** Asked again while it goes on. */
export const auditRun = (id: string) =>
  queryOptions({
    queryKey: ['findings', 'runs', id],
    queryFn: ({ signal }): Promise<AuditReport> =>
      answer(api.audits[':id'].$get({ param: { id } }, until(signal))),
    refetchInterval: ({ state }) => state.data?.status === 'running' && RUNNING_MS,
  });

export async function endExemption(id: string): Promise<void> {
  await api.exemptions[':id'].end.$post({ param: { id } });
}
