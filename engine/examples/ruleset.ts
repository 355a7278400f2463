/** Examples of a rule set: what is given of one record, and which rules hit, pass or cannot be decided. */
import type { RuleExample } from '../definition/examples.ts';
import type { Pack } from '../definition/pack.ts';
import type { Rule, RulesetDefinition } from '../definition/ruleset.ts';
import type { ItemAnswer } from '../flow/outcome.ts';
import { wordsOf } from '../problem.ts';
import { isInForce, ruleOn } from '../rules/editions.ts';
import { evaluate } from '../rules/evaluate.ts';
import { itemOf } from '../rules/items.ts';
import { givenSubject, isRecords } from './given-subject.ts';

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
  for (const { title, given, then } of rows) {
    const asked = await ask(ruleset.rules, given, pack);
    const wrong =
      typeof asked === 'string'
        ? [asked]
        : [
            ...differing(then.hits, 'hit', asked),
            ...differing(then.passes, 'pass', asked),
            ...differing(then.unknown, 'be unknown', asked),
          ];
    const passed = wrong.length === 0;
    outcomes.push({ title, passed, ...(passed ? {} : { detail: wrong.join('; ') }) });
  }
  return outcomes;
}

type Answers = Readonly<Record<string, ItemAnswer>>;

/** What every rule of the set says of the record of a row; nothing where the row gives none. */
export async function answersTo(
  ruleset: RulesetDefinition,
  { given }: Pick<RuleExample, 'given'>,
  pack: Pack,
): Promise<Answers> {
  const asked = await ask(ruleset.rules, given, pack);
  return typeof asked === 'string' ? {} : asked;
}

/** The answers, or why nothing can be asked. Of a data set, rules about other kinds are not asked. */
async function ask(
  rules: readonly Rule[],
  given: RuleExample['given'],
  pack: Pack,
): Promise<Answers | string> {
  const about = isRecords(given) ? [given.ask.record] : rules.map((rule) => rule.record);
  const answers: Record<string, ItemAnswer> = {};
  for (const record of new Set(about)) {
    const subject = givenSubject(given, record, pack);
    if (!subject.ok) {
      return subject.problems.map((one) => `${one.at ?? ''}: ${wordsOf(one).en}`).join('; ');
    }
    const { source, facts, day } = subject.value;
    const theirs = rules
      .filter((rule) => rule.record === record)
      .filter((rule) => day === undefined || isInForce(rule, day))
      .map((rule) => (day === undefined ? rule : ruleOn(rule, day)));
    Object.assign(answers, await evaluate(theirs.map(itemOf), source, facts));
  }
  return answers;
}

type Expected = 'hit' | 'pass' | 'be unknown';

const truths: Record<Expected, ItemAnswer['truth']> = {
  hit: true,
  pass: false,
  'be unknown': 'unknown',
};

function differing(ids: readonly string[] = [], expected: Expected, answers: Answers): string[] {
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
