/** Records as sources of facts: a case, a visit of it, a finding about it, at a time. */
import { localDay, type CompiledCalendar } from '../calendar/working-time.ts';
import type { FactValues } from '../definition/facts.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import type { OrganisationDefinition } from '../definition/organisation.ts';
import { readingName, type FactParams, type FactSource } from '../rules/source.ts';
import { missingFor, readOutput, reasonFor, type Tables } from '../tables/ask.ts';
import { builtinFact, computedFact } from './builtin-facts.ts';
import type { FindingRecord, Reading, Subject } from './fact-rows.ts';
import { ERASED } from '../privacy/erased.ts';
import type { CaseState, Instant } from './state.ts';

export interface RecordContext {
  /** The time of asking: what is still open is measured up to here. */
  at: Instant;
  /** The visit asked about; facts of a step are not known without it. */
  seq?: number;
  calendars: ReadonlyMap<string, CompiledCalendar>;
  flow?: FlowDefinition;
  org?: OrganisationDefinition;
  /** Entered but not yet kept: goes before the case's data. */
  data?: FactValues;
  finding?: FindingRecord;
  /** What its facts `<table>.<output>` are read from. */
  tables?: Tables;
}

/**
 * The facts of a record: built-in facts first, then what was entered, then the case's data. Each is
 * worked out once, when first read. What is not there is undefined, never a guess.
 */
export function caseSource(state: CaseState, context: RecordContext): FactSource {
  const { at, seq, calendars, flow, org, data, finding, tables } = context;
  const visit = seq === undefined ? undefined : state.visits.find((one) => one.seq === seq);
  const known = new Map<string, Reading>();
  const subject: Subject = {
    state,
    at,
    calendars,
    read: (fact) => read(fact),
    ...(visit && { visit }),
    ...(finding && { finding }),
    ...(flow && { flow }),
    ...(org && { org }),
  };

  function read(fact: string, params?: FactParams): Reading {
    const name = readingName(fact, params);
    if (known.has(name)) return known.get(name);
    const value = find(fact, params);
    known.set(name, value);
    return value;
  }

  function find(fact: string, params: FactParams = {}): Reading {
    const builtin = builtinFact(fact);
    if (builtin) return builtin.read(subject);
    const computed = computedFact(fact);
    if (computed) return computed.compute(subject, params);
    if (data !== undefined && Object.hasOwn(data, fact)) return data[fact];
    if (Object.hasOwn(state.data, fact)) return state.data[fact];
    if (state.erased?.includes(fact)) return ERASED;
    if (tables === undefined || !fact.includes('.')) return undefined;
    // What asks for itself on the way is not known.
    known.set(fact, undefined);
    return readOutput(tables, fact, { read }, acceptedOn(state, calendars));
  }

  if (tables === undefined) return { read };
  const day = () => acceptedOn(state, calendars);
  return {
    read,
    missing: (fact) => missingFor(tables, fact, { read }, day()),
    reason: (fact, wording) => reasonFor(tables, fact, { read }, { day: day(), wording }),
  };
}

/** The business date of a case: the day on which it was opened, in the zone of the first calendar. */
function acceptedOn({ openedAt }: CaseState, calendars: RecordContext['calendars']): string {
  const [calendar] = calendars.values();
  return calendar === undefined ? openedAt.slice(0, 10) : localDay(calendar, openedAt);
}
