/** Imported records as sources of facts; made in source.ts. */
import type { Instant } from '../case/state.ts';
import type { FactSource } from '../rules/source.ts';
import type { DataSet, RecordSet } from './data-set.ts';
import type { RecordKind, RecordTerms } from './kinds.ts';

/** Where and when records are asked. */
export interface Asking {
  terms: RecordTerms;
  data: DataSet;
  /** The time of asking. */
  at: Instant;
}

/** A source that stands on one record of a kind after another. */
export interface RecordSource extends FactSource {
  readonly asking: Asking;
  readonly kind: RecordKind;
  readonly records: RecordSet;
  readonly row: number;
  stand(row: number): void;
  /** Its business date, which says what is in force for it; the day of asking where it has none. */
  day(): string;
  /**
   * Has a source over records of another kind for a while; what `look` answers. Undefined where none were
   * ever imported.
   */
  among<T>(kind: string, look: (other: RecordSource) => T): T | undefined;
}
