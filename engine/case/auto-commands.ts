/** What the outside answers to an automatic step, and what people do where one has failed. */
import { z } from 'zod';
import { Id } from '../definition/header.ts';
import type { FactValues } from '../definition/facts.ts';
import type { Problem } from '../problem.ts';

const reason = z.string().trim().min(1).max(2000);

export const SkipBody = z.strictObject({ reason });
export const RerouteBody = z.strictObject({ route: Id, reason });

export type AutoCommand =
  /** The connector has done what was asked; `data` is what the step takes from the answer. */
  | { type: 'answer'; seq: number; data?: FactValues }
  /** It could not be done: an incident that a person has to settle. */
  | { type: 'fail'; seq: number; problem: Problem }
  | { type: 'retry'; seq: number }
  | { type: 'skip'; seq: number; reason: string }
  | { type: 'reroute'; seq: number; route: string; reason: string };
