/** What happened in a case. Append-only; histories recorded today fold for ever. */
import type { FactValues } from '../definition/facts.ts';
import type { ClockOwner } from '../definition/limit.ts';
import type { AutoEvent } from './auto-events.ts';
import type { MessageEvent } from './message-events.ts';
import type { ControlValue, DueLimit, Instant } from './state.ts';

export type CaseEvent =
  | AutoEvent
  | MessageEvent
  | {
      type: 'case.opened';
      flow: { id: string; hash: string };
      unit: string;
      data: FactValues;
      limits: DueLimit[];
    }
  | {
      type: 'step.arrived';
      seq: number;
      step: string;
      post?: string;
      clock?: ClockOwner;
      limits?: DueLimit[];
      until?: Instant | null;
    }
  | { type: 'task.claimed'; seq: number }
  | { type: 'task.released'; seq: number }
  | { type: 'task.paused'; seq: number; reason: string; evidence: string }
  | { type: 'task.resumed'; seq: number }
  /** New due times of a visit's limits (`seq`), or of the case's (`seq` absent). */
  | { type: 'limits.set'; seq?: number; limits: DueLimit[] }
  /** The end of a wait (`until`) that was not known when it began. */
  | { type: 'wait.set'; seq: number; until: Instant }
  | {
      type: 'step.completed';
      seq: number;
      route: string | null;
      result: 'pass' | 'return' | 'reject';
      data?: FactValues;
      /** A pre-audit that stood in the way and was overridden by a named post with a reason. */
      overrides?: { rule: string; reason: string }[];
    }
  /** The visit was ended by something else, e.g. a route that left its parallel block. */
  | { type: 'step.withdrawn'; seq: number; by: string }
  | { type: 'case.moved'; value: ControlValue }
  | { type: 'case.ended'; outcome: string }
  /** A line of an imported log: the activity was done, by whom, when (the entry's `at`). */
  | {
      type: 'activity.recorded';
      seq: number;
      step: string;
      handler?: string;
      lifecycle?: string;
    };

/** What one command did: one row of the event store. */
export interface Entry {
  caseId: string;
  /** 1, 2, 3 … without gaps. */
  version: number;
  at: Instant;
  actor: string;
  command: string;
  events: CaseEvent[];
}
