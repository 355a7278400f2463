/** What time did to the limits of a visit (`seq`), or of the case (`seq` absent). */
export type LimitEvent =
  | { type: 'limit.reminded'; seq?: number; limit: string; share: number }
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
    };
