/** Cases: the list, one case, what happened in it, opening a new one. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { FactValues } from '@flowmeter/engine/definition/facts.ts';
import type {
  CaseRowView,
  CaseView,
  CommandAnswerView,
  EntryView,
  FieldView,
  VisitView,
} from '@flowmeter/server/views/cases.ts';
import type { ClockView, DueView } from '@flowmeter/server/views/parts.ts';
import { answer, answerDeep, api, intent, until } from './client.ts';
import { pages } from './page.ts';
import type { Named } from './session.ts';

export type CaseRow = z.infer<typeof CaseRowView>;
export type Case = z.infer<typeof CaseView>;
export type Visit = z.infer<typeof VisitView>;
export type Entry = z.infer<typeof EntryView>;
export type Field = z.infer<typeof FieldView>;
export type Due = z.infer<typeof DueView>;
export type Clock = z.infer<typeof ClockView>;
export type CommandAnswer = z.infer<typeof CommandAnswerView>;

export interface CaseFilter {
  q?: string | undefined;
  flow?: string | undefined;
  status?: 'open' | 'ended' | undefined;
  log?: string | undefined;
}

/** A flow that the person may open a case of, with the form that opening it needs. */
export interface Openable {
  flow: Named;
  fields: Field[];
}

export const caseList = (filter: CaseFilter) =>
  pages<CaseRow>(['cases', 'list', filter], (cursor, signal) =>
    answer(api.cases.$get({ query: { ...filter, cursor } }, until(signal))),
  );

export const caseOf = (id: string) =>
  queryOptions({
    queryKey: ['cases', id],
    queryFn: ({ signal }) =>
      answerDeep<Case>(api.cases[':id'].$get({ param: { id } }, until(signal))),
  });

export const entriesOf = (id: string) =>
  pages<Entry>(['cases', id, 'entries'], (cursor, signal) =>
    answer(api.cases[':id'].entries.$get({ param: { id }, query: { cursor } }, until(signal))),
  );

export const openables = queryOptions({
  queryKey: ['definitions', 'openable'],
  queryFn: ({ signal }) => answer(api.openable.$get({}, until(signal))),
});

export interface Opening {
  flow: string;
  data: FactValues;
}

/** What cancelling a case sends; the version is the one the person was looking at. */
export interface Cancelling {
  id: string;
  version: number;
  reason: string;
}

export function cancelCase(
  { id, version, reason }: Cancelling,
  key: string,
): Promise<CommandAnswer> {
  const cancel = api.cases[':id'].cancel;
  return answer(cancel.$post({ param: { id }, json: { reason } }, intent({ version, key })));
}

export function openCase(opening: Opening, key: string): Promise<CommandAnswer> {
  return answer(api.cases.$post({ json: opening }, intent({ key })));
}

/** Personal facts whole; that they were looked at is logged. */
export function unmaskCase(
  id: string,
  reason: string,
): Promise<{ data: Record<string, Case['data'][number]['value']> }> {
  return answer(api.cases[':id'].personal.$post({ param: { id }, json: { reason } }));
}
