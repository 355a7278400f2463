import type { RuleExample } from '@flowmeter/engine/definition/examples.ts';
import { type Verdict, verdicts } from './verdict.ts';

/** The row with another agreement about one rule; what it says of others stays. */
export function withClaim(row: RuleExample, rule: string, verdict: Verdict): RuleExample {
  const then: RuleExample['then'] = {};
  for (const one of verdicts) {
    const others = (row.then[one] ?? []).filter((id) => id !== rule);
    const ids = one === verdict ? [...others, rule] : others;
    if (ids.length > 0) then[one] = ids;
  }
  return { ...row, then };
}
