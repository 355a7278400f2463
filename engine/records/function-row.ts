/** What a function of expressions is: a row of a table, with its words, its types and its examples. */
import type { CompiledCalendar } from '../calendar/working-time.ts';
import type { FactValue } from '../definition/facts.ts';
import type { Localized } from '../problem.ts';
import type { Plain } from '../rules/operators.ts';

/** What an expression may be. Kinds are never converted into one another. */
export type Kind = 'text' | 'number' | 'boolean' | 'date' | 'datetime';

/** A value that is there: date-times as epoch milliseconds, dates as `2026-02-12`. */
export type Given = Exclude<Plain, null>;

export interface FunctionParameter {
  id: string;
  name: Localized;
  /** `moment`: a date or a date-time; `ordered`: also a number; `calendar`: the id of one. */
  takes: Kind | 'moment' | 'ordered' | 'any' | 'calendar';
  optional?: true;
  /** Any number of them, all of one kind. */
  repeats?: true;
}

/** What functions look at besides their arguments. */
export interface Setting {
  zone: string;
  /** The one of that id; the pack's first. */
  calendar(id?: string): CompiledCalendar | undefined;
}

export interface FunctionRow {
  name: Localized;
  help?: Localized;
  params: readonly FunctionParameter[];
  /** The kind of the answer; `first`: that of the first argument. */
  gives: Kind | 'first';
  unit?: string;
  /**
   * Undefined: not known, e.g. divided by zero. Asked only when every argument is known and there: what
   * is missing makes the answer unknown, else what is null makes it null.
   */
  compute(args: readonly Given[], setting: Setting): Given | undefined;
  /** Sees what is null and passes it over: its answer is the first argument that is there. */
  passesNull?: true;
  examples: readonly Example[];
}

/** `[7, 2]` gives 3.5; run as a test, and shown as help. Undefined is unknown. */
export type Example = readonly [of: readonly FactValue[], gives: FactValue | undefined];

/** What a function answers; undefined is unknown. */
export function apply(
  row: FunctionRow,
  args: readonly (Plain | undefined)[],
  setting: Setting,
): Plain | undefined {
  if (row.passesNull) {
    const at = args.findIndex((one) => one !== null);
    return at < 0 ? null : args[at];
  }
  if (args.includes(undefined)) return undefined;
  if (args.includes(null)) return null;
  return row.compute(args as Given[], setting);
}

export function parameter(
  id: string,
  zh: string,
  en: string,
  takes: FunctionParameter['takes'],
): FunctionParameter {
  return { id, name: { zh, en }, takes };
}
