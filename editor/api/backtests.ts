/** Backtests: rules tried on what is past, and what they gained and lost. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { BacktestRowView, BacktestView, FlipView } from '@flowmeter/server/views/backtests.ts';
import { answer, answerDeep, api, until } from './client.ts';
import { pages } from './page.ts';

export type BacktestRow = z.infer<typeof BacktestRowView>;
export type Backtest = z.infer<typeof BacktestView>;
export type Flip = z.infer<typeof FlipView>;

/** One that runs is read again so often. */
const AGAIN_MS = 1000;

export const backtestOf = (id: string) =>
  queryOptions({
    queryKey: ['backtests', id],
    queryFn: ({ signal }): Promise<Backtest> =>
      answer(api.backtests[':id'].$get({ param: { id } }, until(signal))),
    refetchInterval: ({ state }) => (state.data?.status === 'running' ? AGAIN_MS : false),
  });

/** Those of what has this hash. */
export const backtestsOf = (candidate: string) =>
  queryOptions({
    queryKey: ['backtests', 'of', candidate],
    queryFn: ({ signal }) => answer(api.backtests.$get({ query: { candidate } }, until(signal))),
  });

export interface FlipFilter {
  rule?: string | undefined;
  side?: Flip['side'] | undefined;
}

export const flipsOf = (id: string, filter: FlipFilter) =>
  pages<Flip>(['backtests', id, 'flips', filter], async (cursor, signal) => {
    const page = await answerDeep<{ rows: Flip[]; next: number | null }>(
      api.backtests[':id'].flips.$get(
        { param: { id }, query: { ...filter, cursor } },
        until(signal),
      ),
    );
    return { rows: page.rows, next: page.next === null ? null : String(page.next) };
  });

export type Candidate = { draft: string } | { change: string };

export function tryCandidate(json: Candidate): Promise<BacktestRow> {
  return answer(api.backtests.$post({ json }));
}
