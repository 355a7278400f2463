/** The examples of a rule set, asked of its rules in the browser. */
import { RuleExample } from '@flowmeter/engine/definition/examples.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import type { Rule, RulesetDefinition } from '@flowmeter/engine/definition/ruleset.ts';
import { answersTo } from '@flowmeter/engine/examples/ruleset.ts';
import type { Truth } from '@flowmeter/engine/flow/outcome.ts';

export const verdicts = ['hits', 'passes', 'unknown'] as const;
export type Verdict = (typeof verdicts)[number];

/** What one row says of one rule, and what the rule says. */
export interface Claim {
  rule: string;
  expected: Verdict;
  /** Undefined: there is no such rule. */
  actual: Verdict | undefined;
}

export interface RowOutcome {
  /** Undefined: the row is none of a rule set's. */
  row: RuleExample | undefined;
  claims: Claim[];
  holds: boolean;
}

export type Outcomes = readonly RowOutcome[];

export function verdictOf(truth: Truth): Verdict {
  if (truth === 'unknown') return 'unknown';
  return truth ? 'hits' : 'passes';
}

/** Rows asked in one go before the page may draw again. */
const AT_ONCE = 50;

/** What comes of every row; stops early, with undefined, when nobody waits for it any more. */
export async function runRows(
  set: RulesetDefinition,
  rows: readonly unknown[],
  pack: Pack,
  isWanted: () => boolean,
): Promise<Outcomes | undefined> {
  const outcomes: RowOutcome[] = [];
  for (const [index, row] of rows.entries()) {
    if (index % AT_ONCE === AT_ONCE - 1) await pause();
    if (!isWanted()) return undefined;
    outcomes.push(await outcomeOf(set, row, pack));
  }
  return outcomes;
}

async function outcomeOf(set: RulesetDefinition, raw: unknown, pack: Pack): Promise<RowOutcome> {
  const parsed = RuleExample.safeParse(raw);
  if (!parsed.success) return { row: undefined, claims: [], holds: false };
  const row = parsed.data;
  const answers = await answersTo(set, row, pack);
  const claims = verdicts.flatMap((expected) =>
    (row.then[expected] ?? []).map((rule): Claim => {
      const answer = Object.hasOwn(answers, rule) ? answers[rule] : undefined;
      return { rule, expected, actual: answer && verdictOf(answer.truth) };
    }),
  );
  const holds = claims.every(({ expected, actual }) => expected === actual);
  return { row, claims, holds };
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** The rows that speak of a rule, with their places. */
export function rowsAbout(
  outcomes: Outcomes,
  rule: Pick<Rule, 'id'>,
): { index: number; outcome: RowOutcome; claim: Claim }[] {
  return outcomes.flatMap((outcome, index) => {
    const claim = outcome.claims.find((one) => one.rule === rule.id);
    return claim === undefined ? [] : [{ index, outcome, claim }];
  });
}
