/** Cases of other flows that a case has opened for itself, and how they ended. */
import type { FactValues } from '../definition/facts.ts';
import type { ListItem } from '../definition/facts.ts';

export type ChildEvent =
  /** The list that a step works through, as it was when the case came there. */
  | { type: 'repeat.begun'; seq: number; items: ListItem[] }
  /** A case is to be opened. `child` is its id; asked again after an incident it is the same case. */
  | {
      type: 'child.asked';
      seq: number;
      /** 0, 1, 2 … */
      index: number;
      child: string;
      flow: string;
      /** `latest`, or the hash of a version. */
      version: string;
      data: FactValues;
    }
  /** It is open, and runs this version. */
  | { type: 'child.opened'; seq: number; index: number; hash: string }
  /** It has ended; `data` is what was taken over from it. */
  | { type: 'child.ended'; seq: number; index: number; outcome: string; data?: FactValues };
