import type { Told } from './told.ts';

/**
 * What time did to the limits of a visit (`seq`), or of the case (`seq` absent). `people` are those whom
 * it reached; absent where no organisation is known, and in entries written before it was kept.
 */
export type LimitEvent =
  | { type: 'limit.reminded'; seq?: number; limit: string; share: number; people?: Told[] }
  | { type: 'limit.passed'; seq?: number; limit: string }
  /**
   * A level of the chain was reached, counted from 0. `to` is a post, or `above`. With `reassign` the
   * task was taken from whoever held it and put before the holders of that post.
   */
  | {
      type: 'limit.escalated';
      seq?: number;
      limit: string;
      level: number;
      to: string;
      reassign?: true;
      people?: Told[];
    };
