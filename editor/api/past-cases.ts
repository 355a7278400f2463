/** Past cases in a flow as it is being written: one gone through again, and what its limits would have meant. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { hashOf } from '@flowmeter/engine/definition/hash.ts';
import type {
  LimitCaseView,
  LimitEffectsView,
  RetraceView,
} from '@flowmeter/server/views/retraces.ts';
import { answer, api, until } from './client.ts';
import { pages } from './page.ts';

export type Retrace = z.infer<typeof RetraceView>;
export type LimitEffects = z.infer<typeof LimitEffectsView>;
export type LimitRow = LimitEffects['limits'][number];
export type LimitCase = z.infer<typeof LimitCaseView>;
export type Stood = LimitCase['then'];
export type Standing = Stood['standing'];

export const retraceOf = (flow: FlowDefinition, id: string) =>
  queryOptions({
    queryKey: ['retrace', hashOf(flow), id],
    queryFn: ({ signal }): Promise<Retrace> =>
      answer(
        api.simulations['past-case'].$post(
          { json: { flow: { definition: flow }, case: id } },
          until(signal),
        ),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const limitEffectsOf = (flow: FlowDefinition) =>
  queryOptions({
    queryKey: ['limit-effects', hashOf(flow)],
    queryFn: ({ signal }): Promise<LimitEffects> =>
      answer(api.simulations.limits.$post({ json: { flow: { definition: flow } } }, until(signal))),
  });

/** Which stays a figure counts. */
export interface LimitFigure {
  step?: string | undefined;
  limit: string;
  then?: Standing | undefined;
  now?: Standing | undefined;
  flip?: 'newly_overdue' | 'no_longer_overdue' | undefined;
  down_to: string;
}

export const limitCasesOf = (flow: FlowDefinition, figure: LimitFigure) =>
  pages<LimitCase>(['limit-effects', hashOf(flow), 'cases', figure], (cursor, signal) =>
    answer(
      api.simulations.limits.cases.$post(
        { json: { flow: { definition: flow }, ...figure, cursor } },
        until(signal),
      ),
    ),
  );
