/** What the passing of time asks of a case. */

/**
 * The time of a limit has come: of the reminder or the escalation `level` (counted from 0), or of the
 * limit itself. Asked twice it is refused: it has effect once.
 */
export interface TickCommand {
  type: 'tick';
  /** The visit; absent: the limit is the case's own. */
  seq?: number;
  limit: string;
  kind: 'remind' | 'due' | 'escalate';
  level?: number;
}
