/** A case being worked on within one command: events gathered, state as it stands after each. */
import type { CaseEvent, Entry } from '../case/events.ts';
import { applyEvent } from '../case/fold.ts';
import type { Command } from '../case/commands.ts';
import type { CaseState } from '../case/state.ts';
import type { Problem } from '../problem.ts';
import type { CompiledFlow } from './compile.ts';
import type { Answers, ItemAnswer, Question, QuestionItem } from './outcome.ts';

export interface Work {
  flow: CompiledFlow;
  command: Command;
  answers: Answers;
  caseId: string;
  version: number;
  state: CaseState | undefined;
  events: CaseEvent[];
  /** How far the command came before the case was to go on by itself from the visit `seq`. */
  stall?: { seq: number; events: number; state: CaseState };
}

/** Thrown inside `transition` to leave it at once; it never gets out of the engine. */
export class Interrupt extends Error {
  readonly outcome: { kind: 'ask'; question: Question } | { kind: 'refused'; problems: Problem[] };

  constructor(outcome: Interrupt['outcome']) {
    super(outcome.kind);
    this.outcome = outcome;
  }
}

export function refuse(...problems: Problem[]): never {
  throw new Interrupt({ kind: 'refused', problems });
}

export function record(work: Work, event: CaseEvent): void {
  work.state = applyEvent(work.state, event, { ...headOf(work), actor: work.command.actor });
  work.events.push(event);
}

export function stateOf(work: Work): CaseState {
  if (work.state === undefined) throw new Error('the case is not open');
  return work.state;
}

export function entryOf(work: Work): Entry {
  return {
    ...headOf(work),
    actor: work.command.actor,
    command: work.command.type,
    events: work.events,
  };
}

/** The answers to a question; where they are not known yet, asks and leaves the transition. */
export function ask(
  work: Work,
  question: Omit<Question, 'state'> & { items: QuestionItem[]; state?: CaseState },
): Record<string, ItemAnswer> {
  if (question.items.length === 0) return {};
  const known = work.answers[question.key];
  if (known !== undefined) return known;
  throw new Interrupt({ kind: 'ask', question: { state: stateOf(work), ...question } });
}

function headOf(work: Work): { caseId: string; version: number; at: string } {
  return { caseId: work.caseId, version: work.version, at: work.command.at };
}
