/**
 * Measures an indicator over records: the figure, how many records it is made of, and, when asked, each
 * of those records with what it adds. The same judgement of a record serves the figure and its opening,
 * so that they cannot differ.
 *
 * A record whose answer is *unknown* (a fact is missing) is neither for nor against: it is not in the
 * figure and is counted apart. A fact that is legitimately not there (null) leaves the record out.
 */
import { dayAt, dayNumber, dayText, instantMs } from '../calendar/zone.ts';
import type { FactValue } from '../definition/facts.ts';
import type { IndicatorDefinition } from '../definition/indicator.ts';
import type { FactDictionary } from '../case/forms.ts';
import { interpret } from '../rules/interpret.ts';
import { readFact, type Surroundings } from '../rules/operands.ts';
import type { FactSource } from '../rules/source.ts';
import { round } from './decimal.ts';
import { measureNamed } from './measures.ts';
import type { Period } from './period.ts';

/** A case, or a visit (`seq`) of it, or a finding about it; or an imported record of a kind. */
export interface RecordRef {
  /** Empty for what is about no case. */
  caseId: string;
  seq?: number;
  finding?: string;
  /** The kind of imported record. */
  record?: string;
}

export interface IndicatorRecord {
  ref: RecordRef;
  source: FactSource;
}

export interface MeasureContext {
  /** Of the kind of record that is measured. */
  facts: FactDictionary;
  /** Only records of these days; days of date-time facts are those of `zone`. */
  period?: Pick<Period, 'from' | 'to'>;
  zone: string;
}

/** A record that the indicator is about. */
export interface CountedRecord {
  ref: RecordRef;
  /** The date or date-time that says to which period it belongs. */
  at: string | null;
  /** 1 or 0 where a condition is asked, the fact's value otherwise; null when there is none. */
  value: number | null;
  /** Is it in the figure? For counts and shares: does the condition hold? */
  counted: boolean;
  unknown: boolean;
}

export interface Measured {
  /** Rounded to the indicator's decimals; null when there is nothing to speak about. */
  value: number | null;
  /** Records with a known answer. */
  n: number;
  unknown: number;
}

/** Takes records one at a time, so that several indicators can share one pass over them. */
export interface Tally {
  /**
   * What the record adds; undefined when the indicator is not about it. The record is read at once, so its
   * source may stand on another one afterwards.
   */
  add(record: IndicatorRecord): CountedRecord | undefined;
  result(): Measured;
}

/** A tally of an indicator that is checked (see check.ts). */
export function createTally(indicator: IndicatorDefinition, context: MeasureContext): Tally {
  const values: number[] = [];
  let unknown = 0;
  return {
    add: (record) => {
      const row = judge(indicator, record, context);
      if (row?.unknown) unknown++;
      else if (row !== undefined && row.value !== null) values.push(row.value);
      return row;
    },
    result: () => {
      const { measure: name, p = 50 } = indicator.measure;
      const figure = measureNamed(name)?.compute(values, p) ?? null;
      const value = figure === null ? null : round(figure, indicator.decimals);
      return { value, n: values.length, unknown };
    },
  };
}

export function measure(
  indicator: IndicatorDefinition,
  records: Iterable<IndicatorRecord>,
  context: MeasureContext,
): Measured {
  const tally = createTally(indicator, context);
  for (const record of records) tally.add(record);
  return tally.result();
}

/** The records that the indicator is about, one at a time: those behind its figure and the unknown. */
export function* countedRecords(
  indicator: IndicatorDefinition,
  records: Iterable<IndicatorRecord>,
  context: MeasureContext,
): Generator<CountedRecord> {
  for (const record of records) {
    const row = judge(indicator, record, context);
    if (row !== undefined) yield row;
  }
}

/** What one record adds; undefined when the indicator is not about it. */
export function judge(
  indicator: IndicatorDefinition,
  { ref, source }: IndicatorRecord,
  { facts, period, zone }: MeasureContext,
): CountedRecord | undefined {
  const { where, period_by } = indicator.over;
  const around: Surroundings = { source, facts };
  const at = momentOf(readFact(period_by, undefined, around));
  if (period !== undefined && !within(at, period, zone)) return undefined;
  const belongs = where === undefined ? true : interpret(where, around);
  if (belongs === false) return undefined;
  const value = belongs === 'unknown' ? undefined : valueOf(indicator.measure, around);
  return {
    ref,
    at,
    value: value ?? null,
    counted: indicator.measure.of === undefined ? typeof value === 'number' : value === 1,
    unknown: value === undefined,
  };
}

/** Undefined: unknown; null: the fact is legitimately not there. */
function valueOf(
  { of, fact }: IndicatorDefinition['measure'],
  around: Surroundings,
): number | null | undefined {
  if (fact !== undefined) {
    const value = readFact(fact, undefined, around);
    return value === null || typeof value === 'number' ? value : undefined;
  }
  if (of === undefined) return 1;
  const holds = interpret(of, around);
  return holds === 'unknown' ? undefined : Number(holds);
}

function momentOf(value: FactValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function within(
  at: string | null,
  { from, to }: Pick<Period, 'from' | 'to'>,
  zone: string,
): boolean {
  if (at === null) return false;
  const ms = instantMs(at);
  const day = ms === undefined ? dayNumber(at) : dayAt(zone, ms);
  if (day === undefined) return false;
  const text = dayText(day);
  return from <= text && text <= to;
}
