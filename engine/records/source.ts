/** Imported records as sources of facts: fields, links, derived facts, tables, time between moments. */
import { localDay } from '../calendar/working-time.ts';
import { instantText } from '../calendar/zone.ts';
import { computedFact } from '../case/builtin-facts.ts';
import type { Subject } from '../case/fact-rows.ts';
import { noCase } from '../case/no-case.ts';
import type { Fact, FactValue } from '../definition/facts.ts';
import type { RecordLink } from '../definition/record.ts';
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
  const linked = new Map<string, Link>();
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

  function follow(id: string): RecordSource | null | undefined {
    const link = linked.get(id) ?? {
      followed: -1,
      target: recordSource(asking, kind.links[id]?.record ?? ''),
    };
    linked.set(id, link);
    if (link.followed !== row) link.found = linkedTo(source, id, link.target);
    link.followed = row;
    return link.found;
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
    },
    read,
    day: () => dayOf(source),
    among: (id, look) => among(asking, id, look),
  };
  return source;
}

/** Where a link led from the row from which it was last followed. */
interface Link {
  followed: number;
  target: RecordSource | undefined;
  found?: RecordSource | null | undefined;
}

/** Sources that nobody stands on at the moment; making one costs more than what is asked of it. */
const idle = new WeakMap<Asking, Map<string, RecordSource[]>>();

function among<T>(asking: Asking, kind: string, look: (other: RecordSource) => T): T | undefined {
  const kinds = idle.get(asking) ?? new Map<string, RecordSource[]>();
  idle.set(asking, kinds);
  const waiting = kinds.get(kind) ?? [];
  kinds.set(kind, waiting);
  const other = waiting.pop() ?? recordSource(asking, kind);
  if (other === undefined) return undefined;
  const answer = look(other);
  waiting.push(other);
  return answer;
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

function linkedTo(
  source: RecordSource,
  id: string,
  target: RecordSource | undefined,
): RecordSource | null | undefined {
  const link = source.kind.links[id];
  if (link === undefined || target === undefined) return undefined;
  const { theirs, ours } = fieldsOf(link);
  const values: Exclude<Plain, null>[] = [];
  for (const field of ours) {
    const value = plainly(source, field);
    if (value === null || value === undefined) return value;
    values.push(value);
  }
  const rows = target.records.lookup(theirs, values);
  const [row] = [rows[0]];
  if (row === undefined || rows.length > 1) return undefined;
  target.stand(row);
  return target;
}

function fieldsOf(link: RecordLink) {
  const known = linkFields.get(link);
  if (known !== undefined) return known;
  const made = { theirs: Object.keys(link.by), ours: Object.values(link.by) };
  linkFields.set(link, made);
  return made;
}

const linkFields = new WeakMap<RecordLink, { theirs: string[]; ours: string[] }>();

/** A field as it is compared. */
function plainly(source: RecordSource, field: string): Plain | undefined {
  const fact = source.kind.definition.fields[field];
  const value = source.read(field);
  if (value === null || (value === undefined && fact?.nullable)) return null;
  return fact && plain(fact.type, value);
}
