/** Examples of a rule set: facts of one record, and which rules hit, pass or cannot be decided. */
import type { RuleExample } from '../definition/examples.ts';
import { factsOf, type Pack } from '../definition/pack.ts';
import type { RulesetDefinition } from '../definition/ruleset.ts';
import type { ItemAnswer } from '../flow/outcome.ts';
import { evaluate } from '../rules/evaluate.ts';
import { itemOf } from '../rules/items.ts';
import { givenSource } from './given.ts';

export interface RuleExampleOutcome {
  title: string;
  passed: boolean;
  /** What differs from `then`, in words. */
  detail?: string;
}

/** Asks every rule of the set about each row. Rules that a row does not name may answer anything. */
export async function runRuleExamples(
  ruleset: RulesetDefinition,
  rows: readonly RuleExample[],
  pack: Pack,
): Promise<RuleExampleOutcome[]> {
  const outcomes: RuleExampleOutcome[] = [];
  for (const row of rows) {
    const { title, then } = row;
    const answers = await answersTo(ruleset, row, pack);
    const wrong = [
      ...differing(then.hits, 'hit', answers),
      ...differing(then.passes, 'pass', answers),
      ...differing(then.unknown, 'be unknown', answers),
    ];
    const passed = wrong.length === 0;
    outcomes.push({ title, passed, ...(passed ? {} : { detail: wrong.join('; ') }) });
  }
  return outcomes;
}

/** What every rule of the set says of the record of a row. */
export function answersTo(
  ruleset: RulesetDefinition,
  { given }: Pick<RuleExample, 'given'>,
  pack: Pack,
): Promise<Record<string, ItemAnswer>> {
  return evaluate(ruleset.rules.map(itemOf), givenSource(given, pack), factsOf(pack));
}

type Expected = 'hit' | 'pass' | 'be unknown';

const truths: Record<Expected, ItemAnswer['truth']> = {
  hit: true,
  pass: false,
  'be unknown': 'unknown',
};

function differing(
  ids: readonly string[] = [],
  expected: Expected,
  answers: Readonly<Record<string, ItemAnswer>>,
): string[] {
  return ids.flatMap((id) => {
    const answer = Object.hasOwn(answers, id) ? answers[id] : undefined;
    if (answer === undefined) return [`there is no rule ${id}`];
    if (answer.truth === truths[expected]) return [];
    return [`${id} should ${expected}, but ${saidOf(answer)}`];
  });
}

function saidOf({ truth, missing = [] }: ItemAnswer): string {
  if (truth === 'unknown') return `is unknown (missing: ${missing.join(', ') || 'nothing'})`;
  return truth ? 'hits' : 'passes';
}
