/** Imported records as sources of facts: fields, links, derived facts, tables, time between moments. */
import { localDay } from '../calendar/working-time.ts';
import { instantText } from '../calendar/zone.ts';
import { computedFact } from '../case/builtin-facts.ts';
import type { Subject } from '../case/fact-rows.ts';
import { noCase } from '../case/no-case.ts';
import type { Fact, FactValue } from '../definition/facts.ts';
import { plain, readFact } from '../rules/operands.ts';
import type { Plain } from '../rules/operators.ts';
import { readingName, type FactParams } from '../rules/source.ts';
import { readOutput } from '../tables/ask.ts';
import type { RecordSet } from './data-set.ts';
import { derivedOf } from './derive.ts';
import { kindOfType, type RecordKind } from './kinds.ts';
import type { Asking, RecordSource } from './record-source.ts';

/** The record in a row; undefined where there is no such kind, or none of it were ever imported. */
export function recordSource(asking: Asking, kind: string, row = 0): RecordSource | undefined {
  const found = asking.terms.kinds.get(kind);
  const records = asking.data.records(kind);
  return found && records && sourceOf(asking, found, records, row);
}

/** What was worked out of the record on which a source stands is kept until it stands on another. */
function sourceOf(
  asking: Asking,
  kind: RecordKind,
  records: RecordSet,
  first: number,
): RecordSource {
  const { fields } = kind.definition;
  const known = new Map<string, FactValue | undefined>();
  const linked = new Map<string, RecordSource | null | undefined>();
  let row = first;

  function read(fact: string, params?: FactParams): FactValue | undefined {
    if (params === undefined && Object.hasOwn(fields, fact)) return records.read(row, fact);
    const name = readingName(fact, params);
    if (known.has(name)) return known.get(name);
    // A fact that is worked out from itself (which no checked pack has) is not known.
    known.set(name, undefined);
    const value = find(source, follow, fact, params);
    known.set(name, value);
    return value;
  }

  function follow(link: string): RecordSource | null | undefined {
    if (!linked.has(link)) linked.set(link, linkedTo(source, link));
    return linked.get(link);
  }

  const source: RecordSource = {
    asking,
    kind,
    records,
    get row() {
      return row;
    },
    stand(next) {
      row = next;
      if (known.size > 0) known.clear();
      if (linked.size > 0) linked.clear();
    },
    read,
    day: () => dayOf(source),
    other: (id) => recordSource(asking, id),
  };
  return source;
}

/** Null: there is none, for what leads there is null. Undefined: it is not known which one. */
type Follow = (link: string) => RecordSource | null | undefined;

/** What is no field of the record itself. */
function find(
  source: RecordSource,
  follow: Follow,
  fact: string,
  params: FactParams | undefined,
): FactValue | undefined {
  const { asking, kind } = source;
  if (fact === 'now') return asking.at;
  if (fact === 'today') return localDay(asking.terms.setting, asking.at);
  const derived = derivedOf(source, fact, params);
  if (derived !== undefined) return factValue(derived.type, derived.answer(source));
  const dot = fact.indexOf('.');
  if (dot < 0) return computed(source, fact, params);
  const head = fact.slice(0, dot);
  if (!Object.hasOwn(kind.links, head)) return readOutput(kind.tables, fact, source, source.day());
  const other = follow(head);
  return other && readFact(fact.slice(dot + 1), params, { source: other, facts: other.kind.facts });
}

/** Time between two moments, items of a list. */
function computed(
  source: RecordSource,
  fact: string,
  params: FactParams | undefined,
): FactValue | undefined {
  const found = computedFact(fact);
  if (found?.anywhere !== true) return undefined;
  const { at, terms } = source.asking;
  const read = (one: string) => source.read(one);
  const subject: Subject = { ...noCase, at, calendars: terms.calendars, read };
  return found.compute(subject, params ?? {});
}

function dayOf({ asking, kind, records, row }: RecordSource): string {
  const { date = '', fields } = kind.definition;
  const { setting } = asking.terms;
  const type = Object.hasOwn(fields, date) ? fields[date]?.type : undefined;
  const value = type === undefined ? undefined : records.read(row, date);
  if (type === undefined || typeof value !== 'string' || plain(type, value) === undefined) {
    return localDay(setting, asking.at);
  }
  return type === 'date' ? value : localDay(setting, value);
}

/** What an expression answered, as facts have it: date-times as text. */
function factValue(type: Fact['type'], value: Plain | undefined): FactValue | undefined {
  return kindOfType(type) === 'datetime' && typeof value === 'number' ? instantText(value) : value;
}

function linkedTo(source: RecordSource, id: string): RecordSource | null | undefined {
  const { asking, kind } = source;
  const link = kind.links[id];
  const target = link && recordSource(asking, link.record);
  if (link === undefined || target === undefined) return undefined;
  const values: Exclude<Plain, null>[] = [];
  for (const field of Object.values(link.by)) {
    const value = plainly(source, field);
    if (value === null || value === undefined) return value;
    values.push(value);
  }
  const rows = target.records.lookup(Object.keys(link.by), values);
  const [row] = [rows[0]];
  if (row === undefined || rows.length > 1) return undefined;
  target.stand(row);
  return target;
}

/** A field as it is compared. */
function plainly(source: RecordSource, field: string): Plain | undefined {
  const fact = source.kind.definition.fields[field];
  const value = source.read(field);
  if (value === null || (value === undefined && fact?.nullable)) return null;
  return fact && plain(fact.type, value);
}
