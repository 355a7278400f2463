/** Examples of an indicator: records given by their facts, the figure, how many records, the score. */
import type { IndicatorExample } from '../definition/examples.ts';
import type { IndicatorDefinition } from '../definition/indicator.ts';
import type { Pack } from '../definition/pack.ts';
import { measure } from '../indicators/measure.ts';
import { scoreIndicator } from '../indicators/score.ts';
import { factsAbout } from '../records/facts-about.ts';
import { recordTermsOf } from '../records/kinds.ts';
import { givenSource } from './given.ts';
import { dayGiven } from './given-subject.ts';

/** What records come to that are given by their facts. */
export interface IndicatorOutcome {
  value: number | null;
  n: number;
  score: number | null;
}

/** A fact that a record does not give is missing; computed facts are given by the name of their reading. */
export function runIndicatorExample(
  definition: IndicatorDefinition,
  given: IndicatorExample['given'],
  pack: Pack,
): IndicatorOutcome {
  const { record } = definition.over;
  const tables = recordTermsOf(pack).kinds.get(record)?.tables;
  const records = given.map((facts, index) => ({
    ref: { caseId: String(index + 1) },
    source: givenSource(facts, pack, tables && { tables, day: dayGiven(facts, record, pack) }),
  }));
  const { value, n } = measure(definition, records, {
    facts: factsAbout(record, pack),
    zone: 'UTC',
  });
  return { value, n, score: scoreIndicator(definition, value, n).score };
}

/** What differs from `then`, in words; empty when the example holds. */
export function checkIndicatorExample(
  definition: IndicatorDefinition,
  { given, then }: IndicatorExample,
  pack: Pack,
): string[] {
  const { value, n, score } = runIndicatorExample(definition, given, pack);
  return [
    ...differs('value', value, then.value),
    ...differs('n', n, then.n),
    ...(then.score === undefined ? [] : differs('score', score, then.score)),
  ];
}

function differs(what: string, found: number | null, expected: number | null): string[] {
  return found === expected ? [] : [`${what} ${found}, expected ${expected}`];
}
