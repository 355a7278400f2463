/** Figures of a drafted indicator or scorecard over past periods; asked anew as it is edited. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { canonical } from '@flowmeter/engine/definition/hash.ts';
import type {
  IndicatorDefinition,
  ScorecardDefinition,
} from '@flowmeter/engine/definition/indicator.ts';
import type { PeriodKind } from '@flowmeter/engine/indicators/period.ts';
import type {
  FigurePreviewView,
  PreviewRecordsView,
} from '@flowmeter/server/views/figure-previews.ts';
import { answer, api, until } from './client.ts';

export type FigurePreview = z.infer<typeof FigurePreviewView>;
export type IndicatorPreview = Extract<FigurePreview, { of: 'indicator' }>;
export type CardPreview = Extract<FigurePreview, { of: 'scorecard' }>;
export type PreviewPeriod = IndicatorPreview['periods'][number];
export type PreviewFigure = PreviewPeriod['is'];
export type CardPeriod = CardPreview['periods'][number];
export type PreviewRecords = z.infer<typeof PreviewRecordsView>;
export type PreviewRecord = PreviewRecords['rows'][number];
export type RecordsShown = 'all' | 'counted' | 'not' | 'unknown' | 'changed';

type Figure = IndicatorDefinition | ScorecardDefinition;

export interface PreviewScope {
  kind: PeriodKind;
  unit?: string | undefined;
}

/** How far back is looked, by kind of period. */
const counts: Record<PeriodKind, number> = { month: 12, quarter: 6, year: 3 };

/** `null`: nothing is asked, the last answer stays. */
export const previewOf = (definition: Figure | null, scope: PreviewScope) =>
  queryOptions({
    queryKey: ['figure-preview', definition && meaningOf(definition), scope.kind, scope.unit ?? ''],
    queryFn: async ({ signal }): Promise<FigurePreview> => {
      const json = { definition: { ...definition }, count: counts[scope.kind], ...scope };
      return answer(api['figure-previews'].$post({ json }, until(signal)));
    },
    enabled: definition !== null,
    retry: false,
    staleTime: 60_000,
  });

export interface RecordsAsked {
  period: string;
  unit?: string | undefined;
  show: RecordsShown;
}

export const previewRecordsOf = (definition: IndicatorDefinition, asked: RecordsAsked) =>
  infiniteQueryOptions({
    queryKey: ['figure-preview', 'records', meaningOf(definition), asked],
    queryFn: ({ pageParam: cursor, signal }): Promise<PreviewRecords> => {
      const json = { definition: { ...definition }, ...asked, cursor };
      return answer(api['figure-previews'].records.$post({ json }, until(signal)));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    retry: false,
  });

/** What it is called changes no figure. */
function meaningOf(definition: Figure): string {
  return canonical({ ...definition, name: undefined, description: undefined });
}
