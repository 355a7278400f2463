/** What the API says about the evidence for a change; rows about people and cases are those of own units. */
import { z } from '@hono/zod-openapi';
import { Localized } from '@flowmeter/engine/definition/header.ts';
import { DifferenceView } from './governance.ts';
import { NamedView, ProblemView } from './parts.ts';

const Tally = z.object({ hits: z.number(), money: z.number() });

const DifferencesPart = z.array(
  z.object({
    kind: z.string(),
    id: z.string(),
    name: Localized,
    base_hash: z.string().nullable(),
    content_hash: z.string(),
    differences: z.array(DifferenceView),
  }),
);

const SoundnessPart = z.array(
  z.object({
    id: z.string(),
    name: Localized,
    steps: z.number(),
    routes: z.number(),
    /** States that were looked at. */
    explored: z.number(),
    statements: z.array(
      z.object({
        id: z.string(),
        name: Localized,
        verdict: z.enum(['proven', 'doubtful', 'refuted']),
        problems: z.array(ProblemView),
      }),
    ),
  }),
);

const AnalysisPart = z.array(
  z.object({
    kind: z.enum(['ruleset', 'table']),
    id: z.string(),
    name: Localized,
    looked: z.number(),
    complete: z.boolean(),
    /** `known`: it is so by what is in force as well. */
    findings: z.array(z.object({ problem: ProblemView, known: z.boolean() })),
  }),
);

const ExamplesPart = z.object({
  passed: z.number(),
  failed: z.number(),
  failures: z.array(
    z.object({
      examples: Localized,
      title: z.string(),
      differences: z.array(z.union([z.string(), Localized])),
      known: z.boolean(),
    }),
  ),
});

const BacktestPart = z.object({
  id: z.string(),
  at: z.string(),
  /** Whose figures these are, as of a backtest. */
  within: z.enum(['all', 'units', 'untold']),
  checked: z.number().nullable(),
  cases: z.number().nullable(),
  data_hash: z.string(),
  kinds: z.array(
    z.object({ kind: NamedView, rows: z.number(), batch: z.number(), synthetic: z.boolean() }),
  ),
  absent: z.array(NamedView),
  rules: z.array(
    z.object({
      rule: NamedView,
      current: Tally,
      candidate: Tally,
      gained: Tally,
      lost: Tally,
    }),
  ),
  units: z.array(z.object({ unit: NamedView, gained: Tally, lost: Tally })),
});

const MigrationPart = z.array(
  z.object({
    id: z.string(),
    name: Localized,
    versions: z.array(
      z.object({
        hash: z.string(),
        current: z.boolean(),
        /** It is the one that is proposed: its cases need no move. */
        is_target: z.boolean(),
        open: z.number(),
        /** Fewer than are open where time did not suffice for all. */
        tried: z.number(),
        could: z.number(),
        unmapped: z.array(z.object({ step: Localized, problems: z.array(ProblemView) })),
        units: z.array(z.object({ unit: NamedView, tried: z.number(), could: z.number() })),
        obstacles: z.array(
          z.object({
            words: Localized,
            count: z.number(),
            cases: z.array(z.object({ id: z.string(), title: z.string(), unit: NamedView })),
          }),
        ),
      }),
    ),
  }),
);

const CardScore = z.object({
  score: z.number().nullable(),
  coefficient: z.number().nullable(),
  grade: z.string().nullable(),
});
const ItemScore = z.object({
  value: z.number().nullable(),
  n: z.number(),
  score: z.number().nullable(),
  weight: z.number(),
});
const CardOf = z.object({ scorecard: NamedView, coefficient: z.number().nullable() });

const PeoplePart = z.object({
  steps: z.array(
    z.object({
      flow: NamedView,
      step: NamedView,
      kind: z.enum(['added', 'removed', 'changed']),
      posts: z.array(NamedView),
    }),
  ),
  posts: z.array(
    z.object({
      post: NamedView,
      /** All of them; those of the own unit and below are named. */
      count: z.number(),
      people: z.array(z.object({ person: NamedView, unit: NamedView })),
    }),
  ),
  scores: z.array(
    z.object({
      scorecard: NamedView,
      level: z.enum(['company', 'department', 'team', 'person']),
      unit: NamedView.nullable(),
      period: z.string(),
      was: CardScore.nullable(),
      is: CardScore.nullable(),
      items: z.array(
        z.object({ indicator: NamedView, was: ItemScore.nullable(), is: ItemScore.nullable() }),
      ),
    }),
  ),
  pay: z.array(
    z.object({
      person: NamedView,
      unit: NamedView,
      was: CardOf.nullable(),
      is: CardOf.nullable(),
      gains: z.boolean(),
    }),
  ),
  /** People whose score or pay hangs on the change: none of them approves it. */
  barred: z.object({ count: z.number(), people: z.array(NamedView) }),
  /** Scorecards and people that whoever asks may not see. */
  hidden: z.object({ scores: z.number(), pay: z.number() }),
});

const Progress = z.object({ done: z.number(), of: z.number() });

function part<T extends z.ZodType>(content: T) {
  return z.object({
    state: z.enum(['done', 'none', 'running', 'failed']),
    /** Of the whole, whatever of it is shown. */
    hash: z.string().nullable(),
    /** Why it does not apply. */
    reason: Localized.nullable(),
    problem: ProblemView.nullable(),
    progress: Progress.nullable(),
    /** The backtest that makes it, or made it. */
    backtest: z.string().nullable(),
    content: content.nullable(),
  });
}

export const EvidenceView = z
  .object({
    change: z.string(),
    /** What an approval has to name; null while it is being made for the first time. */
    hash: z.string().nullable(),
    state: z.enum(['complete', 'running', 'failed']),
    /** Made anew: the parts shown are those of the next evidence. */
    renewing: z.boolean(),
    made_at: z.string(),
    engine: z.string(),
    data_hash: z.string(),
    /** What has come or changed since it was made; null where nothing has. */
    since: z
      .object({
        records: z.number(),
        ended: z.number(),
        open: z.number(),
        definitions: z.boolean(),
      })
      .nullable(),
    can_renew: z.boolean(),
    parts: z.object({
      differences: part(DifferencesPart),
      problems: part(z.array(ProblemView)),
      soundness: part(SoundnessPart),
      analysis: part(AnalysisPart),
      examples: part(ExamplesPart),
      backtest: part(BacktestPart),
      migration: part(MigrationPart),
      people: part(PeoplePart),
    }),
  })
  .openapi('Evidence');
