/** What is fixed about a limit besides its due time when its step is reached, and what was told of it. */
import type { Escalation } from '../definition/limit.ts';
import type { Instant } from './state.ts';

/** Whoever has the task is told at this share of the limit. */
export interface Reminder {
  share: number;
  /** Null while the clock stands still, or when the calendar does not reach so far. */
  at: Instant | null;
  /** When it was told; it is told once. */
  told?: Instant;
}

/** One level of a chain: who is told when the limit has passed. */
export interface EscalationLevel extends Escalation {
  /** When; `at` is its share of the limit. Null as of a reminder. */
  dueAt: Instant | null;
  told?: Instant;
  /** The limit is due before the last published day, and this would be after it. */
  uncovered?: boolean;
}

/** Fields of a limit that has more than a due time; absent where its definition says nothing of them. */
export interface LimitMarks {
  /** The share at which it warns, where it is not the usual one. */
  warnShare?: number;
  reminders?: Reminder[];
  escalations?: EscalationLevel[];
  /** When it was noted that it had passed. */
  passedAt?: Instant;
}
