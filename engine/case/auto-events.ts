/** What automatic steps did, what they asked the outside for, and what came of it. */
import type { FactValues } from '../definition/facts.ts';
import type { NoticeCircle } from '../definition/notice.ts';
import type { Localized } from '../problem.ts';
import type { Told } from './told.ts';

export type AutoEvent =
  /** An automatic step entered facts. */
  | { type: 'facts.set'; seq: number; data: FactValues }
  /**
   * People, as the step names them, or the customer at a touchpoint, are to be told. `people` are those
   * whom it reached; absent where no organisation is known, and in entries written before it was kept.
   */
  | {
      type: 'notice.given';
      seq: number;
      post?: string;
      unit?: 'case' | 'above' | undefined;
      step?: string;
      roster?: string;
      who?: NoticeCircle;
      touchpoint?: string;
      words: Localized;
      people?: Told[];
    }
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
