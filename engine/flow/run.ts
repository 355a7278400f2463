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
import { evaluate, itemOf, type EvaluationItem } from '../rules/evaluate.ts';
import type { CompiledFlow } from './compile.ts';
import type { Answers, ItemAnswer, Question, QuestionItem } from './outcome.ts';
import { transition } from './transition.ts';

/** A rule that hit (or could not be answered), for the visit `seq` or for the case. */
export interface RuleHit {
  rule: string;
  seq?: number;
  answer: ItemAnswer;
}

export type Ran =
  | { kind: 'done'; entry: Entry; state: CaseState; hits: RuleHit[]; warnings: Problem[] }
  | { kind: 'refused'; problems: Problem[] };

export async function runCommand(
  flow: CompiledFlow,
  state: CaseState | null,
  command: Command,
): Promise<Ran> {
  const answers: Answers = {};
  const hits: RuleHit[] = [];
  for (;;) {
    const outcome = transition(flow, state, command, answers);
    if (outcome.kind === 'refused') return outcome;
    if (outcome.kind === 'done') return { ...outcome, hits };
    const { question } = outcome;
    const answer = await answerQuestion(flow, question, command.at);
    answers[question.key] = answer;
    if (question.purpose === 'audit') hits.push(...hitsIn(answer, question.seq));
  }
}

/** Answers a question over the case as the question gives it. */
export function answerQuestion(
  flow: CompiledFlow,
  question: Question,
  at: string,
): Promise<Record<string, ItemAnswer>> {
  const source = caseSource(question.state, {
    at,
    calendars: flow.calendars,
    flow: flow.flow,
    ...(question.seq === undefined ? {} : { seq: question.seq }),
    ...(flow.org === undefined ? {} : { org: flow.org }),
  });
  return evaluate(
    question.items.flatMap((item) => asked(flow, item)),
    source,
    flow.known,
  );
}

/** The rules that hit or are unknown among answers. */
export function hitsIn(answers: Record<string, ItemAnswer>, seq?: number): RuleHit[] {
  return Object.entries(answers)
    .filter(([, answer]) => answer.truth !== false)
    .map(([rule, answer]) => ({ rule, answer, ...(seq === undefined ? {} : { seq }) }));
}

function asked(flow: CompiledFlow, item: QuestionItem): EvaluationItem[] {
  if ('condition' in item) return [item];
  const rule = flow.rules.get(item.rule);
  return rule === undefined ? [] : [itemOf(rule)];
}
