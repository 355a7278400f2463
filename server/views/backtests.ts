/** Backtests as the API says them. */
import { z } from '@hono/zod-openapi';
import { Localized } from '@flowmeter/engine/definition/header.ts';
import { NamedView } from './parts.ts';
import { ReasonView } from './results.ts';

const Tally = z.object({ hits: z.number(), money: z.number() });

const Finds = Tally.extend({
  /** Not known for want of facts. */
  unknown: z.number(),
  /** Verified as they were found before: it was so, or it was not. */
  confirmed: z.number(),
  refuted: z.number(),
  /** The share that was so; null where nothing was verified. */
  precision: z.number().nullable(),
});

export const BacktestRowView = z
  .object({
    id: z.string(),
    by: NamedView,
    at: z.string(),
    ended_at: z.string().nullable(),
    status: z.enum(['running', 'done', 'failed']),
    subject: z.object({
      kind: z.string(),
      id: z.string(),
      name: Localized,
      hash: z.string(),
      draft: z.string().optional(),
      change: z.string().optional(),
    }),
    /**
     * Whose figures these are: everybody’s, or those of the own unit and below. `untold`: the backtest is
     * from before units were kept apart, and there are no figures for who does not see every unit.
     */
    within: z.enum(['all', 'units', 'untold']),
    checked: z.number().nullable(),
    gained: z.number().nullable(),
    lost: z.number().nullable(),
    seconds: z.number(),
  })
  .openapi('BacktestRow');

export const BacktestView = BacktestRowView.extend({
  /** Which data were asked: the same hash is the same data. */
  data: z
    .object({
      hash: z.string(),
      kinds: z.array(
        z.object({
          kind: NamedView,
          rows: z.number(),
          batch: z.number(),
          /** Some of it was made up, to try things out. */
          synthetic: z.boolean(),
        }),
      ),
      cases: z.number().nullable(),
    })
    .nullable(),
  /** Kinds of record of which none were ever imported. */
  absent: z.array(NamedView),
  rules: z.array(
    z.object({
      rule: NamedView,
      record: NamedView,
      current: Finds,
      candidate: Finds,
      gained: Tally,
      lost: Tally,
    }),
  ),
  /** What flips by unit and by person, within the own unit and below; most first. */
  groups: z.array(
    z.object({
      by: z.enum(['unit', 'post', 'person']),
      group: NamedView,
      gained: Tally,
      lost: Tally,
    }),
  ),
  /** Gained and lost hits that are kept one by one; all are counted. */
  kept: z.number().nullable(),
}).openapi('Backtest');

export const FlipView = z
  .object({
    rule: NamedView,
    side: z.enum(['gained', 'lost']),
    kind: NamedView,
    key: z.array(z.string()),
    object: z.string(),
    period: z.string(),
    unit: NamedView.nullable(),
    person: NamedView.nullable(),
    money: z.number().nullable(),
    /** Why by the version in force, and by the candidate; null where it has no such rule. */
    was: ReasonView.nullable(),
    is: ReasonView.nullable(),
  })
  .openapi('Flip');
