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
import { ask } from './client.ts';
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
  queryFn: ({ signal }) => ask<Page<ScorecardRow>>('GET', '/api/scorecards', { signal }),
});

export const scorecardOf = (id: string, period: string | undefined) =>
  queryOptions({
    queryKey: ['scores', id, period ?? ''],
    queryFn: ({ signal }) =>
      ask<Scorecard>('GET', `/api/scorecards/${id}`, { query: { period }, signal }),
  });

export const recordsOf = (indicator: string, filter: RecordsFilter) =>
  pages<CountedRecord>(['scores', 'records', indicator, filter], (cursor, signal) =>
    ask<RecordsPage>('GET', `/api/indicators/${indicator}/records`, {
      query: { ...filter, cursor },
      signal,
    }),
  );

export const figuresOf = (log: string) =>
  queryOptions({
    queryKey: ['scores', 'log', log],
    queryFn: ({ signal }) =>
      ask<{ rows: LogFigure[] }>('GET', '/api/indicators', { query: { log }, signal }),
  });
