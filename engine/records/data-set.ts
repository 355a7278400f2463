/**
 * A data set: the imported records of every kind, as derived facts and rules about records read them.
 * Small on purpose, and by row and field, so that columns can stand behind it, in memory or in files.
 */
import type { FactValue } from '../definition/facts.ts';
import type { Plain } from '../rules/operators.ts';

export interface DataSet {
  /** The records of a kind; undefined where none were ever imported, which is not the same as none. */
  records(kind: string): RecordSet | undefined;
}

/** The records of one kind; they are told apart by their rows, 0 to `rows - 1`. */
export interface RecordSet {
  readonly rows: number;
  /** Undefined is missing; null has not happened. */
  read(row: number, field: string): FactValue | undefined;
  /**
   * The rows whose fields have exactly these values (as they are compared: date-times as epoch
   * milliseconds), in the order of the field `by`: missing first, then null, then by value, ties by
   * row; in the order of rows where there is no `by`. No field asked for: every row. An index answers,
   * never a scan.
   */
  lookup(
    fields: readonly string[],
    values: readonly Exclude<Plain, null>[],
    by?: string,
  ): ArrayLike<number>;
  /**
   * Of rows that a look-up gave: the values of `by` as they are compared, where they are at hand; place by
   * place. Undefined: they are read like any other.
   */
  keysOf?(rows: ArrayLike<number>, by: string): ((place: number) => Plain | undefined) | undefined;
}
