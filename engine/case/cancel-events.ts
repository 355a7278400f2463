/** The cancelling of a case. */

export type CancelEvent = {
  type: 'case.cancelled';
  reason: string;
  /** Steps that undo what was completed, in the order in which they are done. */
  compensations: string[];
};
