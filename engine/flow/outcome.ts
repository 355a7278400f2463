/** What `transition` answers: done, refused, or a question that a rule engine has to answer first. */
import type { Condition } from '../definition/condition.ts';
import type { FactValue } from '../definition/facts.ts';
import type { Problem } from '../problem.ts';
import type { Entry } from '../case/events.ts';
import type { CaseState } from '../case/state.ts';

/** yes, no, or not to be known because facts are missing. */
export type Truth = true | false | 'unknown';

/**
 * A question to the rule engine. `items` are conditions to be answered over the record of the case
 * (of the visit `seq`, where given) at the time of the command, with `data` entered but not yet kept.
 */
export interface Question {
  key: string;
  purpose: 'route' | 'limit' | 'audit' | 'workload';
  step?: string;
  items: QuestionItem[];
  /** The case as it would stand: facts are read from here. */
  state: CaseState;
  seq?: number;
}

/** A bare condition, a rule by its id (purpose `audit`), or a person (purpose `workload`). */
export type QuestionItem =
  | { id: string; condition: Condition }
  | { id: string; rule: string }
  | { id: string; person: string };

/** Answer of one item. */
export interface ItemAnswer {
  truth: Truth;
  /** Facts that were missing when the truth is unknown. */
  missing?: string[];
  /** The facts it read, by id, for the words of a finding and its snapshot. */
  operands?: Record<string, FactValue>;
  /** Of a person: how many open tasks they hold. */
  count?: number;
}

/** Question key -> item id -> answer. */
export type Answers = Record<string, Record<string, ItemAnswer>>;

export type Outcome =
  | { kind: 'done'; entry: Entry; state: CaseState }
  | { kind: 'ask'; question: Question }
  | { kind: 'refused'; problems: Problem[] };
