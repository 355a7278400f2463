/** What the API says about figures of definitions that are being written. */
import { z } from '@hono/zod-openapi';
import { pageOf, NamedView } from './parts.ts';
import { CountedRecordView } from './results.ts';

const MeasuredView = z.object({
  value: z.number().nullable(),
  n: z.number(),
  /** Records whose facts are missing: neither for nor against. */
  unknown: z.number(),
});

const PreviewFigureView = MeasuredView.extend({
  score: z.number().nullable(),
  /** Why there is no score. */
  why: z.enum(['too_few', 'no_value', 'information']).nullable(),
});

const CardScoreView = z.object({
  score: z.number().nullable(),
  coefficient: z.number().nullable(),
  grade: z.string().nullable(),
  items: z.array(
    PreviewFigureView.extend({
      indicator: NamedView,
      weight: z.number(),
      /** After the weights of what is not scored are shared out. */
      effective_weight: z.number().nullable(),
    }),
  ),
});

const period = { period: z.string(), from: z.string(), to: z.string() };

export const FigurePreviewView = z
  .discriminatedUnion('of', [
    z.object({
      of: z.literal('indicator'),
      periods: z.array(
        z.object({ ...period, is: PreviewFigureView, was: PreviewFigureView.nullable() }),
      ),
    }),
    z.object({
      of: z.literal('scorecard'),
      periods: z.array(z.object({ ...period, is: CardScoreView, was: CardScoreView.nullable() })),
    }),
    /** Whoever asks may not see how those fare whom the scorecard scores. */
    z.object({ of: z.literal('hidden') }),
  ])
  .openapi('FigurePreview');

const JudgedView = CountedRecordView.pick({ value: true, counted: true, unknown: true });

export const PreviewRecordsView = pageOf(
  CountedRecordView.omit({ value: true, counted: true, unknown: true }).extend({
    /** Null: the draft, or the version in force, is not about this record. */
    is: JudgedView.nullable(),
    was: JudgedView.nullable(),
  }),
).extend({ is: MeasuredView, was: MeasuredView.nullable(), changed: z.number() });
