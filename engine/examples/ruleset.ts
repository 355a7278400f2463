/** Examples of a rule set: what is given of one record, and which rules hit, pass or cannot be decided. */
import type { RuleExample } from '../definition/examples.ts';
import type { Pack } from '../definition/pack.ts';
import type { Rule, RulesetDefinition } from '../definition/ruleset.ts';
import type { ItemAnswer } from '../flow/outcome.ts';
import { type Localized, type Problem, wordsOf } from '../problem.ts';
import { isInForce, ruleOn } from '../rules/editions.ts';
import { evaluate } from '../rules/evaluate.ts';
import { itemOf } from '../rules/items.ts';
import { givenSubject, isRecords } from './given-subject.ts';

export interface RuleExampleOutcome {
  title: string;
  passed: boolean;
  /** What differs from `then`, in words; empty when it passed. */
  differences: Localized[];
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
    const wrong = Array.isArray(asked)
      ? asked
      : [
          ...differing(then.hits, 'hit', asked),
          ...differing(then.passes, 'pass', asked),
          ...differing(then.unknown, 'unknown', asked),
        ];
    outcomes.push({ title, passed: wrong.length === 0, differences: wrong });
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
  return Array.isArray(asked) ? {} : asked;
}

/** The answers, or why nothing can be asked. Of a data set, rules about other kinds are not asked. */
async function ask(
  rules: readonly Rule[],
  given: RuleExample['given'],
  pack: Pack,
): Promise<Answers | Localized[]> {
  const about = isRecords(given) ? [given.ask.record] : rules.map((rule) => rule.record);
  const answers: Record<string, ItemAnswer> = {};
  for (const record of new Set(about)) {
    const subject = givenSubject(given, record, pack);
    if (!subject.ok) {
      return subject.problems.map(placed);
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

/** A problem with its place. */
function placed(one: Problem): Localized {
  const { zh, en } = wordsOf(one);
  const at = one.at ?? '';
  return { zh: `${at}：${zh}`, en: `${at}: ${en}` };
}

type Expected = 'hit' | 'pass' | 'unknown';

const truths: Record<Expected, ItemAnswer['truth']> = {
  hit: true,
  pass: false,
  unknown: 'unknown',
};

const wishes: Record<Expected, Localized> = {
  hit: { zh: '应命中', en: 'should hit' },
  pass: { zh: '应不命中', en: 'should pass' },
  unknown: { zh: '应无法判断', en: 'should be unknown' },
};

function differing(ids: readonly string[] = [], expected: Expected, answers: Answers): Localized[] {
  return ids.flatMap((id) => {
    const answer = Object.hasOwn(answers, id) ? answers[id] : undefined;
    if (answer === undefined) return [{ zh: `没有规则 ${id}`, en: `there is no rule ${id}` }];
    if (answer.truth === truths[expected]) return [];
    const [wish, said] = [wishes[expected], saidOf(answer)];
    return [{ zh: `${id} ${wish.zh}，实为${said.zh}`, en: `${id} ${wish.en}, but ${said.en}` }];
  });
}

function saidOf({ truth, missing = [] }: ItemAnswer): Localized {
  if (truth !== 'unknown')
    return truth ? { zh: '命中', en: 'hits' } : { zh: '不命中', en: 'passes' };
  const wanted = missing.join(', ');
  return {
    zh: `无法判断（缺少：${wanted || '无'}）`,
    en: `is unknown (missing: ${wanted || 'nothing'})`,
  };
}
