/** What people ask of a task besides claiming and completing it. */
import { z } from 'zod';
import { Entered } from '../definition/facts.ts';
import type { FactValues } from '../definition/facts.ts';
import { Id } from '../definition/header.ts';
import type { Verdict } from './people-state.ts';

const text = z.string().trim().min(1).max(2000);
const part = z.int().min(1).max(1000);

export const Comment = text;
export const WithdrawBody = z.strictObject({ reason: text });
export const TransferBody = z.strictObject({ to: Id, reason: text });
export const DelegateBody = z.strictObject({ to: Id, reason: text });
export const HandBackBody = z.strictObject({
  comment: text,
  data: z.record(Id, Entered).optional(),
});
export const AddSignersBody = z.strictObject({
  when: z.enum(['before', 'after']),
  persons: z.array(Id).min(1).max(20),
  reason: text,
});
export const CopyBody = z.strictObject({
  persons: z.array(Id).min(1).max(50),
  note: text.optional(),
});
export const UrgeBody = z.strictObject({ reason: text });
/** Without `to` the task goes back to all who can do it. `part`: who signs this part instead. */
export const ReassignBody = z.strictObject({
  to: Id.optional(),
  part: part.optional(),
  reason: text,
});
export const SignBody = z.strictObject({
  verdict: z.enum(['agree', 'reject']),
  comment: text.optional(),
  /** Which of the open parts, for who could sign several; the first one unless said. */
  part: part.optional(),
  overrides: z.record(Id, text).optional(),
});

export type PeopleCommand =
  | { type: 'withdraw'; seq: number; reason: string }
  | { type: 'transfer'; seq: number; to: string; reason: string }
  | { type: 'delegate'; seq: number; to: string; reason: string }
  | { type: 'hand_back'; seq: number; comment: string; data?: FactValues }
  | {
      type: 'add_signer';
      seq: number;
      when: 'before' | 'after';
      persons: string[];
      reason: string;
    }
  | { type: 'copy'; seq: number; persons: string[]; note?: string }
  | { type: 'urge'; seq: number; reason: string }
  | { type: 'reassign'; seq: number; to?: string; part?: number; reason: string }
  | {
      type: 'sign';
      seq: number;
      verdict: Verdict;
      comment?: string;
      part?: number;
      overrides?: Record<string, string>;
    };
