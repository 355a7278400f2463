/** What came of the examples of a rule set. */
import type { RuleExample } from '@flowmeter/engine/definition/examples.ts';
import type { Rule } from '@flowmeter/engine/definition/ruleset.ts';
import type { Verdict } from './verdict.ts';

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
