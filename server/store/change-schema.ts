/** Rows of changes and releases. */

/** A change as lists show it. Who did what with it is in `change_event`; `state` is their fold. */
export interface ChangeRow {
  id: string;
  state: string;
  /** JSON: ChangeHead; null for one of an earlier version of the product, until its next event. */
  head: string | null;
  /** When something has to be done about it if nobody does anything. */
  due_at: string | null;
}

/** One definition that is proposed. */
export interface ChangeItemRow {
  change_id: string;
  place: number;
  kind: string;
  definition_id: string;
  content_hash: string;
  content: string;
  layout: string | null;
  base_layout: string | null;
}

export interface ChangeEvidenceRow {
  change_id: string;
  /** JSON. */
  evidence: string;
}

export interface ChangePersonRow {
  person: string;
  change_id: string;
  part: 'contributor' | 'approver';
}

/** What is in force from a moment on, signed. */
export interface ReleaseRow {
  seq: number;
  at: string;
  change_id: string | null;
  /** Canonical JSON: ReleasePayload. */
  payload: string;
  /** JSON: Signature. */
  signature: string;
}

export interface ChangeEventRow {
  change_id: string;
  seq: number;
  /** JSON: WrittenEvent. */
  event: string;
}
