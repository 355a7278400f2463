/**
 * Examples: given/when/then rows beside a definition, run by `flowmeter test`. What a row of each
 * kind of definition means is said by its runner in engine/examples.
 */
import { z } from 'zod';
import { Day, header, Id, Localized } from './header.ts';
import { Scalar } from './condition.ts';
import { Entered } from './facts.ts';
import { timeUnits } from './limit.ts';

const Values = z.record(Id, Entered);
/** A fact, or a computed fact by its reading's name, e.g. `step_visits(step=survey)`. */
const Reading = z.string().min(1).max(1000);
const title = { title: z.string().min(1).max(200) };
const Instant = z.iso.datetime({ offset: true });

/** What is done to the case, not at one of its steps. */
const OF_CASE: ReadonlySet<string> = new Set(['advance', 'cancel', 'message', 'tick']);

/**
 * One thing done in a flow example: a command of cases by its type, `wait` (the time of a wait has come)
 * or `advance` (nothing but time passes, until `at`). `by` is a person; `at` an instant (else 1 h after
 * the last). `seq` says which of several open arrivals at the step is meant, else the latest.
 */
export const Action = z
  .strictObject({
    do: Id,
    step: Id.optional(),
    seq: z.int().positive().optional(),
    by: Id.optional(),
    route: Id.optional(),
    data: Values.optional(),
    reason: z.string().optional(),
    evidence: z.string().optional(),
    /** What a person says with it; where a command needs one and none is given, a dash. */
    comment: z.string().optional(),
    /** Reasons for going on although a pre-audit stands in the way: rule id -> reason. */
    overrides: z.record(Id, z.string()).optional(),
    /** What else the command says, by name, e.g. `{ "verdict": "agree" }` of `sign`. */
    with: z.record(Id, z.unknown()).optional(),
    at: Instant.optional(),
  })
  .refine((action) => action.step !== undefined || OF_CASE.has(action.do), {
    path: ['step'],
    message: 'at which step?',
  })
  .refine((action) => action.at !== undefined || action.do !== 'advance', {
    path: ['at'],
    message: 'until when?',
  });

/** How an example of a flow begins: a case is opened. */
export const Given = z.strictObject({ unit: Id, by: Id, at: Instant, data: Values });

export const FlowExample = z.strictObject({
  title: z.union([title.title, Localized]),
  given: Given,
  when: z.array(Action).max(500),
  then: z.strictObject({
    /** Steps at which the case rests, in any order; empty when it has ended. */
    at: z.array(Id).optional(),
    outcome: Id.optional(),
    /** Steps visited, in order of arrival. */
    visited: z.array(Id).optional(),
    /** Steps that must not have been visited. */
    not_visited: z.array(Id).optional(),
    /** Due days of open tasks: step -> limit id -> day in the calendar's zone. */
    due: z.record(Id, z.record(Id, Day)).optional(),
    /** Rules found along the way. */
    findings: z.array(Id).optional(),
    /** The last action is refused with this problem code. */
    problem: z.string().optional(),
  }),
});

/** A few records of each kind, and which of them is asked; a kind that is not named was never imported. */
const GivenRecords = z.strictObject({
  records: z.record(Id, z.array(Values).max(1000)),
  ask: z.strictObject({
    record: Id,
    /** The values of its key, in the order of the key; a value alone where there is one. */
    key: z.union([Scalar, z.array(Scalar).min(1)]),
    /** The time of asking. */
    at: Instant,
  }),
});

export const RuleExample = z.strictObject({
  ...title,
  /** Readings of one record by their names, or records of a data set. */
  given: z.union([GivenRecords, z.record(Reading, Scalar)]),
  then: z.strictObject({
    hits: z.array(Id).optional(),
    passes: z.array(Id).optional(),
    unknown: z.array(Id).optional(),
  }),
});

export const DerivedExample = z.strictObject({
  ...title,
  given: GivenRecords,
  then: z.strictObject({
    /** Derived facts by their readings, e.g. `zero_periods(periods=3)`. */
    values: z.record(Reading, Scalar).optional(),
    /** Those that cannot be known. */
    unknown: z.array(Reading).optional(),
  }),
});

export const TableExample = z.strictObject({
  ...title,
  /** Inputs by their ids; one that is not given is missing. */
  given: z.record(Id, Scalar),
  /** The business date, where rows count for a time. */
  on: Day.optional(),
  then: z.strictObject({
    /** Outputs by their ids, lists where the hit policy gives them; `{}` where no row matches. */
    outputs: z.record(Id, Entered).optional(),
    /** Rows that match: their ids, or their numbers from 1. */
    rows: z.array(z.union([Id, z.int().positive()])).optional(),
    /** Inputs without which it cannot be said. */
    unknown: z.array(Id).optional(),
    /** Rows matched together that must not: the problem's code. */
    problem: z.string().optional(),
  }),
});

export const CalendarExample = z.strictObject({
  ...title,
  given: z.strictObject({ from: z.string(), value: z.number(), unit: z.enum(timeUnits) }),
  then: z.strictObject({ due: z.string().optional(), problem: z.string().optional() }),
});

export const IndicatorExample = z.strictObject({
  ...title,
  given: z.array(z.record(Reading, Scalar)).max(1000),
  then: z.strictObject({
    value: z.number().nullable(),
    n: z.int(),
    score: z.number().nullable().optional(),
  }),
});

export const ScorecardExample = z.strictObject({
  ...title,
  /** Indicator id -> score, or null where it is not scored. */
  given: z.record(Id, z.number().nullable()),
  then: z.strictObject({ score: z.number().nullable(), coefficient: z.number().nullable() }),
});

export const OrganisationExample = z.strictObject({
  ...title,
  given: z.strictObject({ person: Id, did: z.array(Id), post: Id }),
  then: z.strictObject({ allowed: z.boolean() }),
});

export const ExamplesDefinition = z.strictObject({
  kind: z.literal('examples'),
  ...header,
  of: z.strictObject({ kind: Id, id: Id }),
  rows: z.array(z.unknown()).min(1).max(5000),
});

export type Action = z.infer<typeof Action>;
export type Given = z.infer<typeof Given>;
export type FlowExample = z.infer<typeof FlowExample>;
export type GivenRecords = z.infer<typeof GivenRecords>;
export type RuleExample = z.infer<typeof RuleExample>;
export type TableExample = z.infer<typeof TableExample>;
export type DerivedExample = z.infer<typeof DerivedExample>;
export type CalendarExample = z.infer<typeof CalendarExample>;
export type IndicatorExample = z.infer<typeof IndicatorExample>;
export type ScorecardExample = z.infer<typeof ScorecardExample>;
export type OrganisationExample = z.infer<typeof OrganisationExample>;
export type ExamplesDefinition = z.infer<typeof ExamplesDefinition>;
