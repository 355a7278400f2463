/** Closed periods of a scorecard, and what is to be decided on. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { ClosingView } from '@flowmeter/server/views/results.ts';
import { answer, api, until } from './client.ts';
import { whenConfirmed } from './confirmation.ts';

export type Closing = z.infer<typeof ClosingView>;

/** Of a period, newest first. */
export const closingsOf = (scorecard: string, period: string) =>
  queryOptions({
    queryKey: ['scores', 'closings', scorecard, period],
    queryFn: ({ signal }): Promise<{ rows: Closing[] }> =>
      answer(
        api.scorecards[':id'].closings.$get(
          { param: { id: scorecard }, query: { period } },
          until(signal),
        ),
      ),
  });

export interface ClosingAsked {
  scorecard: string;
  period: string;
  reason: string;
}

export function proposeClosing({ scorecard: id, ...json }: ClosingAsked): Promise<unknown> {
  return answer(api.scorecards[':id'].closings.$post({ param: { id }, json }));
}

export interface ClosingDecided {
  id: string;
  hash: string;
  state: 'closed' | 'refused';
  comment: string;
}

export function decideClosing({ id, ...json }: ClosingDecided): Promise<unknown> {
  return whenConfirmed(() => answer(api.closings[':id'].decision.$post({ param: { id }, json })));
}
