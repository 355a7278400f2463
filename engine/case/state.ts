/**
 * A case: one run of one flow version. Its state is the fold of its entries (see fold.ts); nothing
 * here is stored that the entries do not say.
 */
import type { FactValues, ListItem } from '../definition/facts.ts';
import type { Child, Parent } from './child-state.ts';
import type { Localized } from '../problem.ts';
import type { LimitMarks } from './limit-state.ts';
import type { ClockOwner, Layer, TimeUnit } from '../definition/limit.ts';
import type { Sharing } from './people-state.ts';

/** An ISO 8601 instant in UTC, e.g. `2026-11-23T04:50:12.000Z`. */
export type Instant = string;

/** A limit as it was fixed when the step was reached: later editions of the calendar do not move it. */
export interface DueLimit extends LimitMarks {
  id: string;
  layer: Layer;
  value: number;
  unit: TimeUnit;
  calendar: string;
  /** Null while its clock stands still, or when the calendar does not reach so far. */
  dueAt: Instant | null;
  warnAt: Instant | null;
  /** The calendar's edition (hash) and zone that gave `dueAt`. */
  calendarHash: string;
  zone: string;
  /** Set when the calendar is not published up to the due day; recomputed when it is. */
  uncovered?: boolean;
}

export interface Pause {
  from: Instant;
  to?: Instant;
  by: string;
  reason: string;
  evidence: string;
}

/** Why a step cannot go on by itself; a person retries it, skips it or takes another way. */
export interface Incident {
  at: Instant;
  code: string;
  words: Localized;
}

/** One arrival of the case at a step. A step that is returned to is visited again. */
export interface Visit extends Sharing {
  /** 1, 2, 3 … in order of arrival within the case. */
  seq: number;
  step: string;
  status: 'open' | 'done' | 'withdrawn';
  arrivedAt: Instant;
  /** Tasks only. */
  post?: string;
  /** Put before the holders of `post` in the case's unit and those above it, when a limit had passed. */
  scope?: 'above';
  clock?: ClockOwner;
  limits: DueLimit[];
  pauses: Pause[];
  holder?: string;
  claimedAt?: Instant;
  /** Wait steps only: when it goes on by itself; null when the calendar does not reach so far. */
  until?: Instant | null;
  /** Steps that send: what was asked of which connector, and whether it has been done. */
  effect?: { id: string; connector: string; answered?: true };
  incident?: Incident;
  /** Waits for a message: which one; `id` once it has come. */
  message?: { name: string; key: string; id?: string };
  /** Calls of other flows: the cases opened, and the list that is worked through. */
  children?: Child[];
  items?: ListItem[];
  /** Blocks entered by a return: the branches that stay as they were decided. */
  carried?: string[];
  /** How it was left. */
  submittedAt?: Instant;
  handler?: string;
  route?: string;
  result?: 'pass' | 'return' | 'reject';
}

/** XState's value of the compiled machine, e.g. `"survey"` or `{ works: { grid: "grid_works" } }`. */
export type ControlValue = string | { [key: string]: ControlValue };

/** A move of a case between two versions (hashes); it had made `visits` visits by then. */
export interface Move {
  from: string;
  to: string;
  at: Instant;
  visits: number;
}

interface CaseBase {
  id: string;
  flow: { id: string; hash: string };
  unit: string;
  openedBy: string;
  openedAt: Instant;
  /** Moves to other versions of the flow, oldest first; absent while there were none. */
  moves?: Move[];
  /** Number of entries folded; the `If-Match` of commands. */
  version: number;
  value: ControlValue;
  data: FactValues;
  visits: Visit[];
  limits: DueLimit[];
  /** Tables that it keeps to the versions of its opening: id -> hash. */
  tables?: Record<string, string>;
  /** People whom notices of it reached; they may read it afterwards. */
  told?: string[];
  /** Facts whose values were erased as personal data, and not entered again; absent while there are none. */
  erased?: string[];
  /** Ids of the messages received so far. */
  messages?: string[];
  /** The case that this one was opened for. */
  parent?: Parent;
  /** Set when the case was cancelled; it ends when all compensations are done. */
  cancelled?: Cancelling;
}

export interface Cancelling {
  at: Instant;
  by: string;
  reason: string;
  /** Steps that undo what was completed, in the order in which they are done. */
  compensations: string[];
  /** How many visits there were: later ones are compensations. */
  visits: number;
}

export interface OpenCase extends CaseBase {
  status: 'open';
}

export interface EndedCase extends CaseBase {
  status: 'ended';
  outcome: string;
  endedAt: Instant;
}

export type CaseState = OpenCase | EndedCase;

/** A task id names its case and visit: `<case id>.<seq>`. There is one way to write it. */
export function taskId(caseId: string, seq: number): string {
  return `${caseId}.${seq}`;
}

export function parseTaskId(id: string): { caseId: string; seq: number } | undefined {
  const match = /^([A-Za-z0-9_-]+)\.([1-9]\d{0,5})$/.exec(id);
  return match ? { caseId: match[1] as string, seq: Number(match[2]) } : undefined;
}
