/** Rows of what people say about changes. */

export interface CommentRow {
  id: string;
  change_id: string;
  /** Id of the comment that it answers; its own where it begins a thread. */
  thread: string;
  /** Of the definition that the thread is about; null for the change as a whole, and for answers. */
  kind: string | null;
  definition_id: string | null;
  /** JSON Pointer into that definition, as the change proposes it or else as it was before. */
  anchor: string | null;
  by: string;
  at: string;
  text: string;
  /** JSON: ids of the people mentioned. */
  mentions: string;
  /** Of the thread's first comment only. */
  resolved_at: string | null;
  resolved_by: string | null;
}

export interface DraftOfChangeRow {
  draft_id: string;
  change_id: string;
}

export interface EarlierChangeRow {
  change_id: string;
  earlier: string;
}
