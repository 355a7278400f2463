/** The table of closed periods. */
export interface ClosingRow {
  id: string;
  scorecard: string;
  period: string;
  /** JSON: Closing of the engine. */
  content: string;
  hash: string;
  reason: string;
  by: string;
  at: string;
  state: 'proposed' | 'closed' | 'refused';
  decided_by: string | null;
  decided_at: string | null;
  comment: string | null;
  /** JSON: of the one that closes it; null until then. */
  signature: string | null;
}
