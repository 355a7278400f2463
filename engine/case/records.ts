/** Records as sources of facts: a case, a visit of it, a finding about it, at a time. */
import type { CompiledCalendar } from '../calendar/working-time.ts';
import type { FactValues } from '../definition/facts.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import type { OrganisationDefinition } from '../definition/organisation.ts';
import { readingName, type FactParams, type FactSource } from '../rules/source.ts';
import { builtinFact, computedFact } from './builtin-facts.ts';
import type { FindingRecord, Reading, Subject } from './fact-rows.ts';
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
}

/**
 * The facts of a record: built-in facts first, then what was entered, then the case's data. Each is
 * worked out once, when first read. What is not there is undefined, never a guess.
 */
export function caseSource(state: CaseState, context: RecordContext): FactSource {
  const { at, seq, calendars, flow, org, data, finding } = context;
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
    return Object.hasOwn(state.data, fact) ? state.data[fact] : undefined;
  }

  return { read };
}
