/** A running case was moved to another version of its flow. */
import type { ControlValue, DueLimit, Instant } from './state.ts';

/** An open visit as it stands in the new version; what is not named stays as it was. */
export interface MovedVisit {
  seq: number;
  step: string;
  post?: string;
  /** The unit whose people do it; null: the case's, as is usual. */
  unit?: string | null;
  /** Of a block: its branches that stay as they were decided. */
  carried?: string[];
  limits?: DueLimit[];
  /** Of a wait. */
  until?: Instant | null;
}

export type MigrationEvent = {
  type: 'case.migrated';
  /** Hashes of the flow versions. */
  from: string;
  to: string;
  /** Hash of the plan that was carried out. */
  plan: string;
  reason: string;
  /** The position in the new version, branches that begin with the move included. */
  value: ControlValue;
  /** Tables that the new version asks, as in `case.opened`. */
  tables?: Record<string, string>;
  /** Every open visit. */
  visits: MovedVisit[];
  /** The case's own limits, where they changed. */
  limits?: DueLimit[];
};
