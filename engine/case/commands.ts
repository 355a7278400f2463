/** What a caller may ask of a case. Time, ids and the actor arrive inside; schemas are for routes. */
import { z } from 'zod';
import { Id } from '../definition/header.ts';
import { Entered, type FactValues } from '../definition/facts.ts';
import type { AutoCommand } from './auto-commands.ts';
import type { ChildCommand } from './child-commands.ts';
import type { Parent } from './child-state.ts';
import type { CancelCommand } from './cancel-commands.ts';
import type { TickCommand } from './limit-commands.ts';
import type { MessageCommand } from './message-commands.ts';
import { Comment, type PeopleCommand } from './people-commands.ts';
import type { MigrationCommand } from './migration-commands.ts';
import type { Instant } from './state.ts';

/**
 * What was entered, by fact. The form says which facts it takes and what fits them (see forms.ts); here
 * values need only be plain. Looked through by hand: no other input is read as often.
 */
export const FactInput = z
  .custom<FactValues>((data) => typeof data === 'object' && data !== null && !Array.isArray(data))
  .superRefine((data, c) => {
    for (const [fact, value] of Object.entries(data)) {
      if (isPlain(value) || Entered.safeParse(value).success) continue;
      c.addIssue({ code: 'custom', path: [fact], message: 'a value or a list of values' });
    }
  })
  .meta({ type: 'object', additionalProperties: true });

const plainTypes = new Set(['string', 'number', 'boolean']);

function isPlain(value: unknown): boolean {
  return value === null || plainTypes.has(typeof value);
}

export const OpenBody = z.strictObject({ flow: Id, unit: Id.optional(), data: FactInput });
export const CompleteBody = z.strictObject({
  route: Id.optional(),
  data: FactInput,
  /** Needed where the route returns or rejects. */
  comment: Comment.optional(),
  /** Reasons for going on although a pre-audit stands in the way: rule id -> reason. */
  overrides: z.record(Id, z.string().min(1).max(2000)).optional(),
});
export const PauseBody = z.strictObject({
  reason: z.string().trim().min(1).max(2000),
  evidence: z.string().trim().min(1).max(2000),
});

interface By {
  at: Instant;
  actor: string;
}

export type Command =
  | (By & MigrationCommand)
  | (By & AutoCommand)
  | (By & CancelCommand)
  | (By & MessageCommand)
  | (By & ChildCommand)
  | (By & TickCommand)
  | (By & PeopleCommand)
  | (By & { type: 'open'; caseId: string; unit: string; data: FactValues; parent?: Parent })
  | (By & { type: 'claim' | 'release' | 'resume'; seq: number })
  | (By & { type: 'pause'; seq: number; reason: string; evidence: string })
  | (By & {
      type: 'complete';
      seq: number;
      route?: string;
      data: FactValues;
      comment?: string;
      overrides?: Record<string, string>;
    })
  /** The time of a wait step has come. */
  | (By & { type: 'fire'; seq: number })
  /** Calendars were published further: due times that could not be computed are computed now. */
  | (By & { type: 'recompute' });
