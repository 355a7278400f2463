/** Audits of records, the white list, and what is typical of what was found. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { ExemptionView } from '@flowmeter/server/views/results.ts';
import type { RecordView } from '@flowmeter/server/views/records.ts';
import type { AuditRunView, TypicalProblemsView } from '@flowmeter/server/views/audits.ts';
import { answer, api, intent, until } from './client.ts';

type AuditRun = z.infer<typeof AuditRunView>;
type Exemption = z.infer<typeof ExemptionView>;
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
  checked: number;
  hits: number;
  unknown: number;
  run?: AuditRun | undefined;
}

export function auditRecords(json: RecordAudit, key: string): Promise<RecordAuditAnswer> {
  return answer(api.audits.$post({ json }, intent({ key })));
}

/** A record of the own units, as it is now. */
export const recordNow = (kind: string, key: readonly string[]) =>
  queryOptions({
    queryKey: ['findings', 'record', kind, key],
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

export function exempt({ finding: id, ...json }: Exempting): Promise<Exemption> {
  return answer(api.findings[':id'].exemption.$post({ param: { id }, json }));
}

export async function endExemption(id: string): Promise<void> {
  await api.exemptions[':id'].end.$post({ param: { id } });
}
