/** What came of one try to do what a case asked of another system. */
import type { FactValues } from '@flowmeter/engine/definition/facts.ts';
import {
  problem,
  type Details,
  type Problem,
  type ProblemCode,
} from '@flowmeter/engine/problem.ts';

export type Outcome =
  /** The other system has it; `data` is what it answered. */
  | { kind: 'done'; data: FactValues }
  /** It may go better later; `after`: not before so many milliseconds, as the target asked. */
  | { kind: 'again'; problem: Problem; after?: number | undefined }
  /** Nothing was tried: what it needs is not ready, and will be looked for after so many milliseconds. */
  | { kind: 'later'; after: number }
  /** It will not go better by itself. */
  | { kind: 'failed'; problem: Problem };

/** One thing to be done, as it is stored. */
export interface Effect {
  /** `<case id>.<seq>`: the same however often it is tried. */
  id: string;
  case_id: string;
  connector: string;
  asked_at: string;
  data: FactValues;
}

export function again(code: ProblemCode, details: Details = {}, after?: number): Outcome {
  return { kind: 'again', problem: problem(code, details), after };
}

export function refused(code: ProblemCode, details: Details = {}): Outcome {
  return { kind: 'failed', problem: problem(code, details) };
}
