/** What the server tells a case about the cases it has opened for it. */
import type { FactValues } from '../definition/facts.ts';

export type ChildCommand =
  | { type: 'child_opened'; seq: number; index: number; hash: string }
  /** `data` is everything that case knew at its end. */
  | { type: 'child_ended'; seq: number; index: number; outcome: string; data: FactValues };
