/** Tables of retention, legal holds, erasures and exports. */

/** What stands behind a commitment in the audit log. */
export interface SaltRow {
  commitment: string;
  salt: string;
  value: string;
  at: string;
}

export const holdScopes = ['case', 'object', 'unit', 'material'] as const;
export type HoldScope = (typeof holdScopes)[number];

export interface HoldRow {
  id: string;
  scope: HoldScope;
  /** A case, an object or person, a unit, or a sort of material. */
  value: string;
  reason: string;
  by: string;
  at: string;
  /** The last day; null: until it is ended. */
  until: string | null;
  ended_at: string | null;
  ended_by: string | null;
}

export interface ErasureRow {
  id: string;
  /** A sort of persons of the retention definition. */
  sort: string;
  /** The person's key. */
  person: string;
  /** JSON: cases named besides those that are found. */
  cases: string;
  reason: string;
  by: string;
  at: string;
  state: 'requested' | 'approved' | 'refused' | 'done' | 'failed';
  decided_by: string | null;
  decided_at: string | null;
  comment: string | null;
  done_at: string | null;
  /** JSON: how much was erased where. */
  report: string | null;
}

/** Something that left the product as a file. */
export interface ExportRow {
  id: string;
  at: string;
  by: string;
  what: string;
  object: string;
  purpose: string;
}

export interface RetentionRunRow {
  night: string;
  at: string;
  ended_at: string | null;
  /** JSON: how much was removed, and how much is held, by material. */
  report: string;
}
