/** What decided an answer, picked from the tree of reasons. */
import type { Localized } from '@flowmeter/engine/problem.ts';
import type { Reason } from '@flowmeter/engine/rules/explain.ts';

/**
 * The comparisons that the answer hangs on: those without which it would be another. In a group they are
 * the parts that answer as it does; under a negation the part that answers otherwise.
 */
export function decisive({ holds, sentence, parts }: Reason): Localized[] {
  if (parts.length === 0) return [sentence];
  const alike = parts.filter((part) => part.holds === holds);
  return (alike.length > 0 ? alike : parts).flatMap(decisive);
}
