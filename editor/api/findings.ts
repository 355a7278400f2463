/** Findings: what the audit rules found, and asking the rules again. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { FindingRowView, FindingView } from '@flowmeter/server/views/results.ts';
import { answer, answerDeep, api, intent, until } from './client.ts';
import { pages } from './page.ts';

export type FindingRow = z.infer<typeof FindingRowView>;
export type Finding = z.infer<typeof FindingView>;

export interface FindingFilter {
  status?: FindingRow['status'] | undefined;
  rule?: string | undefined;
  case?: string | undefined;
  log?: string | undefined;
  /** What they are about: `case`, `finding`, a kind of record, or `record` for all of those. */
  subject?: string | undefined;
  unit?: string | undefined;
  cause?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

export const findingList = (filter: FindingFilter) =>
  pages<FindingRow>(['findings', 'list', filter], (cursor, signal) =>
    answer(api.findings.$get({ query: { ...filter, cursor } }, until(signal))),
  );

export const findingOf = (id: string) =>
  queryOptions({
    queryKey: ['findings', id],
    queryFn: ({ signal }) =>
      answerDeep<Finding>(api.findings[':id'].$get({ param: { id } }, until(signal))),
  });

export interface Audit {
  stage: 'during' | 'after';
  flow?: string | undefined;
  log?: string | undefined;
}

export interface AuditAnswer {
  checked: number | null;
  hits: number;
  unknown: number;
}

export function audit(body: Audit, key: string): Promise<AuditAnswer> {
  return answer(api.audits.$post({ json: body }, intent({ key })));
}
