/** Scorecards, their figures, and the records behind a figure. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  CountedRecordView,
  FigureView,
  ScorecardRowView,
  ScorecardView,
  ScoreItemView,
} from '@flowmeter/server/views/results.ts';
import { answer, api, until } from './client.ts';
import { pages, type Page } from './page.ts';

export type Scorecard = z.infer<typeof ScorecardView>;
export type ScoreItem = z.infer<typeof ScoreItemView>;
export type ScorecardRow = z.infer<typeof ScorecardRowView>;
/** An indicator measured over one imported log. */
export type LogFigure = z.infer<typeof FigureView>;
export type CountedRecord = z.infer<typeof CountedRecordView>;

export interface RecordsFilter {
  period?: string | undefined;
  unit?: string | undefined;
  log?: string | undefined;
  counted?: boolean | undefined;
}

export interface RecordsPage extends Page<CountedRecord> {
  value: number | null;
  n: number;
  /** Records whose facts are missing. */
  unknown: number;
}

export const scorecardList = queryOptions({
  queryKey: ['scores', 'list'],
  queryFn: ({ signal }) => answer(api.scorecards.$get({}, until(signal))),
});

export const scorecardOf = (id: string, period: string | undefined) =>
  queryOptions({
    queryKey: ['scores', id, period ?? ''],
    queryFn: ({ signal }) =>
      answer(api.scorecards[':id'].$get({ param: { id }, query: { period } }, until(signal))),
  });

export const recordsOf = (indicator: string, { counted, ...filter }: RecordsFilter) =>
  pages<CountedRecord, RecordsPage>(
    ['scores', 'records', indicator, counted, filter],
    (cursor, signal) => {
      const param = { id: indicator };
      const query = { ...filter, counted: boolean(counted), cursor };
      return answer(api.indicators[':id'].records.$get({ param, query }, until(signal)));
    },
  );

export const figuresOf = (log: string) =>
  queryOptions({
    queryKey: ['scores', 'log', log],
    queryFn: ({ signal }) => answer(api.indicators.$get({ query: { log } }, until(signal))),
  });

function boolean(value: boolean | undefined): 'true' | 'false' | undefined {
  if (value === undefined) return undefined;
  return value ? 'true' : 'false';
}
