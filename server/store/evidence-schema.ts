/** Rows of evidence that is being made. */
export interface EvidenceJobRow {
  change_id: string;
  begun_at: string;
  /** Who asked for it. */
  by: string;
  state: 'running' | 'failed';
  /** JSON: Bundle, with the parts made so far. */
  bundle: string;
}
