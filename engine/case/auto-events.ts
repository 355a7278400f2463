/** What automatic steps did, what they asked the outside for, and what came of it. */
import type { FactValues } from '../definition/facts.ts';
import type { Localized } from '../problem.ts';

export type AutoEvent =
  /** An automatic step entered facts. */
  | { type: 'facts.set'; seq: number; data: FactValues }
  /** People of a post, or the customer at a touchpoint, are to be told. */
  | { type: 'notice.given'; seq: number; post?: string; touchpoint?: string; words: Localized }
  /**
   * A connector is to send `data`. `effect` names it (`<case>.<seq>`): asked again after an incident it
   * is the same effect, so a receiver that has had it can leave it aside.
   */
  | { type: 'effect.asked'; seq: number; effect: string; connector: string; data: FactValues }
  /** The connector has sent it; `data` is what came back and was taken. */
  | { type: 'effect.answered'; seq: number; data?: FactValues }
  /** The step could not go on by itself: an incident, until a person settles it. */
  | { type: 'step.failed'; seq: number; code: string; words: Localized }
  /** What failed is tried again. */
  | { type: 'step.retried'; seq: number }
  /** The step is left without what it was to do: by its first route, or by `route` where one was chosen. */
  | { type: 'step.skipped'; seq: number; reason: string; route?: string };
