/** What people did with a task besides claiming and completing it. */
import type { FactValues } from '../definition/facts.ts';
import type { SignPart, Verdict } from './people-state.ts';
import type { Told } from './told.ts';

/** The absent person for whom the actor stood in. */
type Behalf = { on_behalf_of?: string };

export type PeopleEvent =
  /** One person was chosen on arrival; `counts` are the open tasks of those it was chosen among. */
  | {
      type: 'task.assigned';
      seq: number;
      to: string;
      by: 'previous' | 'workload' | 'roster' | 'withdraw';
      counts?: Record<string, number>;
    }
  | (Behalf & { type: 'task.transferred'; seq: number; to: string; reason: string })
  /** By a supervisor: to a person, or back to all who can do it (null); `part`: of a signature. */
  | { type: 'task.reassigned'; seq: number; to: string | null; reason: string; part?: number }
  | (Behalf & { type: 'task.delegated'; seq: number; to: string; reason: string })
  | (Behalf & { type: 'task.handed_back'; seq: number; comment: string; data?: FactValues })
  /** The holder has decided; signers added after them come first. */
  | (Behalf & {
      type: 'task.decided';
      seq: number;
      route: string;
      result: 'pass' | 'return' | 'reject';
      data: FactValues;
      comment?: string;
      overrides?: { rule: string; reason: string }[];
    })
  /** A signer added after the holder did not agree: the holder decides again. */
  | { type: 'task.reopened'; seq: number }
  /** Who completed the visit `seq` took it back; the step is visited again. */
  | (Behalf & { type: 'task.taken_back'; seq: number; reason: string })
  | { type: 'task.copied'; seq: number; to: string[]; note?: string }
  /** `people`: whom it reached, those who have the task in hand; absent in earlier entries. */
  | { type: 'task.urged'; seq: number; reason: string; people?: Told[] }
  | { type: 'signing.opened'; seq: number; parts: Pick<SignPart, 'part' | 'post' | 'weight'>[] }
  /** `beside`: the part before or after which they stand; `post`: the duty that it is, and theirs with it. */
  | {
      type: 'signers.added';
      seq: number;
      when: 'before' | 'after';
      persons: string[];
      reason: string;
      beside?: number;
      post?: string;
    }
  | (Behalf & {
      type: 'task.signed';
      seq: number;
      part: number;
      verdict: Verdict;
      comment?: string;
    })
  /** The result is certain; the parts still open are withdrawn for that reason. */
  | { type: 'signing.closed'; seq: number; result: 'pass' | 'reject'; withdrawn: number[] };

export type PeopleEventType = PeopleEvent['type'];
