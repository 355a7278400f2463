/** Examples of a scorecard: the scores of its indicators, the score it comes to, the pay coefficient. */
import type { ScorecardExample } from '../definition/examples.ts';
import type { ScorecardDefinition } from '../definition/indicator.ts';
import { scoreCard } from '../indicators/score.ts';

/** What differs from `then`, in words; empty when the example holds. */
export function checkScorecardExample(
  definition: ScorecardDefinition,
  { given, then }: ScorecardExample,
): string[] {
  const strangers = Object.keys(given)
    .filter((id) => !definition.items.some(({ indicator }) => indicator === id))
    .map((id) => `${id} is not on the scorecard`);
  const { score, coefficient } = scoreCard(definition, given);
  return [
    ...strangers,
    ...(score === then.score ? [] : [`score ${score}, expected ${then.score}`]),
    ...(coefficient === then.coefficient
      ? []
      : [`coefficient ${coefficient}, expected ${then.coefficient}`]),
  ];
}
