/** What a rule says of a record, as examples write it. */
import type { Truth } from '@flowmeter/engine/flow/outcome.ts';

export const verdicts = ['hits', 'passes', 'unknown'] as const;
export type Verdict = (typeof verdicts)[number];

export function verdictOf(truth: Truth): Verdict {
  if (truth === 'unknown') return 'unknown';
  return truth ? 'hits' : 'passes';
}
