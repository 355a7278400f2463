/**
 * Runs a command to its outcome: asks `transition`, answers its questions by the rule engine, and asks
 * again with the answers, until it is done or refused. The same loop serves the server, the examples
 * and simulations.
 */
import type { Command } from '../case/commands.ts';
import { caseSource } from '../case/records.ts';
import type { Entry } from '../case/events.ts';
import type { CaseState } from '../case/state.ts';
import type { Problem } from '../problem.ts';
import { evaluate } from '../rules/evaluate.ts';
import { ruleOn } from '../rules/editions.ts';
import { itemOf, type EvaluationItem } from '../rules/items.ts';
import { dayOf } from './business-day.ts';
import type { CompiledFlow, Surroundings } from './compile.ts';
import type { Answers, ItemAnswer, Question, QuestionItem } from './outcome.ts';
import { transition } from './transition.ts';

/** A rule that hit (or could not be answered), for the visit `seq` or for the case. */
export interface RuleHit {
  rule: string;
  seq?: number;
  answer: ItemAnswer;
}

export type Ran =
  | { kind: 'done'; entry: Entry; state: CaseState; hits: RuleHit[] }
  | { kind: 'refused'; problems: Problem[] };

/** What is known outside of the case. */
export interface Outside {
  /** How many open tasks each of these people holds. */
  openTasks?: (people: string[]) => Promise<Record<string, number>>;
}

export async function runCommand(
  flow: CompiledFlow,
  state: CaseState | null,
  command: Command,
  outside: Outside = {},
): Promise<Ran> {
  const answers: Answers = {};
  const hits: RuleHit[] = [];
  for (;;) {
    const outcome = transition(flow, state, command, answers);
    if (outcome.kind === 'refused') return outcome;
    if (outcome.kind === 'done') return { ...outcome, hits };
    const { question } = outcome;
    const answer =
      question.purpose === 'workload'
        ? await countOpenTasks(question, outside)
        : await answerQuestion(flow, question, command.at);
    answers[question.key] = answer;
    if (question.purpose === 'audit') hits.push(...hitsIn(flow.rules, answer, question.seq));
  }
}

/** Where nobody counts (examples, simulations) everybody has none. */
async function countOpenTasks(
  { items }: Question,
  { openTasks }: Outside,
): Promise<Record<string, ItemAnswer>> {
  const people = items.map(({ id }) => id);
  const counts = (await openTasks?.(people)) ?? {};
  return Object.fromEntries(people.map((id) => [id, { truth: true, count: counts[id] ?? 0 }]));
}

/** Answers a question over the case as the question gives it; cases of imported logs have no flow. */
export function answerQuestion(
  around: Surroundings & Partial<Pick<CompiledFlow, 'flow'>>,
  question: Question,
  at: string,
): Promise<Record<string, ItemAnswer>> {
  const source = caseSource(question.state, {
    at,
    calendars: around.calendars,
    tables: around.tables,
    ...(around.flow === undefined ? {} : { flow: around.flow }),
    ...(question.seq === undefined ? {} : { seq: question.seq }),
    ...(around.org === undefined ? {} : { org: around.org }),
  });
  return evaluate(
    question.items.flatMap((item) => asked(around, item, at)),
    source,
    around.known,
  );
}

/**
 * The rules that hit or are unknown among answers given at the visit `seq`. What a rule about cases finds
 * belongs to the case, at whichever step it was asked.
 */
export function hitsIn(
  rules: Surroundings['rules'],
  answers: Record<string, ItemAnswer>,
  seq?: number,
): RuleHit[] {
  return Object.entries(answers)
    .filter(([, answer]) => answer.truth !== false)
    .map(([rule, answer]) => {
      const ofCase = seq === undefined || rules.get(rule)?.record === 'case';
      return ofCase ? { rule, answer } : { rule, answer, seq };
    });
}

function asked(around: Surroundings, item: QuestionItem, at: string): EvaluationItem[] {
  if ('condition' in item) return [item];
  if ('person' in item) return [];
  const rule = around.rules.get(item.rule);
  return rule === undefined ? [] : [itemOf(ruleOn(rule, dayOf(around, at)))];
}
