/** What happened to a parallel block besides being reached and left. */

export type BlockEvent = {
  /** A return leads into the block, which was over: its visit is `seq`. */
  type: 'block.reopened';
  seq: number;
  block: string;
  /** The branch in which the step returned to lies. */
  branch: string;
  /** The other branches where they stay as they were decided; none where they begin anew. */
  carried: string[];
};

/**
 * Why something ended a visit: a route marked as a return, or any other route, left its block; enough of
 * the block's branches had ended; the case was cancelled; who had done the step before took that back.
 * Older entries do not say.
 */
export type WithdrawalReason = 'returned' | 'left' | 'joined' | 'cancelled' | 'taken_back';
