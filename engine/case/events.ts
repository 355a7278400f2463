/** What happened in a case. Append-only; histories recorded today fold for ever. */
import type { FactValues } from '../definition/facts.ts';
import type { ClockOwner } from '../definition/limit.ts';
import type { AutoEvent } from './auto-events.ts';
import type { ChildEvent } from './child-events.ts';
import type { Parent } from './child-state.ts';
import type { BlockEvent, WithdrawalReason } from './block-events.ts';
import type { CancelEvent } from './cancel-events.ts';
import type { LimitEvent } from './limit-events.ts';
import type { MessageEvent } from './message-events.ts';
import type { PeopleEvent } from './people-events.ts';
import type { MigrationEvent } from './migration-events.ts';
import type { ControlValue, DueLimit, Instant } from './state.ts';

/** Facts that were taken out of an event again, as personal data that had to be erased. */
export type Erasable = Partial<Record<'erased', string[]>>;

export type CaseEvent = Told & Erasable;

type Told =
  | MigrationEvent
  | AutoEvent
  | BlockEvent
  | CancelEvent
  | LimitEvent
  | MessageEvent
  | ChildEvent
  | PeopleEvent
  | {
      type: 'case.opened';
      flow: { id: string; hash: string };
      unit: string;
      data: FactValues;
      limits: DueLimit[];
      /** Tables that the flow asks, in the version in force at the opening: id -> hash. */
      tables?: Record<string, string>;
      parent?: Parent;
    }
  | {
      type: 'step.arrived';
      seq: number;
      step: string;
      post?: string;
      /** The unit whose people do it, where it is not the case's. */
      unit?: string;
      clock?: ClockOwner;
      limits?: DueLimit[];
      until?: Instant | null;
    }
  /** `on_behalf_of`: the absent person for whom the actor stood in. */
  | { type: 'task.claimed'; seq: number; on_behalf_of?: string }
  | { type: 'task.released'; seq: number; on_behalf_of?: string }
  | { type: 'task.resumed'; seq: number; on_behalf_of?: string }
  | { type: 'task.paused'; seq: number; reason: string; evidence: string; on_behalf_of?: string }
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
      comment?: string;
      /** Who did the work, where it is not who completed it: signers added after them came between. */
      handler?: string;
      on_behalf_of?: string;
      /** A pre-audit that stood in the way and was overridden by a named post with a reason. */
      overrides?: { rule: string; reason: string }[];
    }
  /** The visit was ended by something else: a step, a block that was left, `cancel`. */
  | { type: 'step.withdrawn'; seq: number; by: string; reason?: WithdrawalReason }
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
