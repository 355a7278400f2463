/** What a row of the tables of built-in facts is: a declaration and how it is read from a record. */
import type { CompiledCalendar } from '../calendar/working-time.ts';
import type { Fact, FactValue } from '../definition/facts.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import type { OrganisationDefinition } from '../definition/organisation.ts';
import type { RuleRecord, Severity, Stage } from '../definition/ruleset.ts';
import type { Localized } from '../problem.ts';
import type { FactParams } from '../rules/source.ts';
import type { CaseState, Instant, Visit } from './state.ts';

/** What a finding says about itself when rules and indicators ask. */
export interface FindingRecord {
  id: string;
  rule: string;
  stage: Stage;
  severity: Severity;
  status: 'open' | 'confirmed' | 'false_positive' | 'rectified' | 'closed';
  foundAt: Instant;
  handler?: string;
  verifiedAt?: Instant;
  closedAt?: Instant;
}

/** A record as facts see it: a case, perhaps one visit of it, perhaps a finding about it. */
export interface Subject {
  state: CaseState;
  at: Instant;
  visit?: Visit;
  finding?: FindingRecord;
  flow?: FlowDefinition;
  org?: OrganisationDefinition;
  calendars: ReadonlyMap<string, CompiledCalendar>;
  /** Any fact of the same record without arguments. */
  read(fact: string): FactValue | undefined;
}

/** Undefined: not known for this record, e.g. the calendar does not reach so far. */
export type Reading = FactValue | undefined;

/** A fact that every record of a kind has. */
export interface BuiltinFact extends Fact {
  record: RuleRecord;
  read(subject: Subject): Reading;
}

/**
 * An argument of a computed fact: a step id, several, the id of a date or date-time fact (or `now`),
 * the id of a list, or the id of a calendar.
 */
export interface FactParameter {
  id: string;
  name: Localized;
  kind: 'step' | 'steps' | 'moment' | 'instant' | 'list' | 'calendar';
  optional?: boolean;
}

/** A fact that is worked out from arguments. `record` is the least it needs. */
export interface ComputedFact extends Fact {
  record: RuleRecord;
  params: readonly FactParameter[];
  /** Looks at other facts of its subject alone, so that imported records have it too. */
  anywhere?: true;
  compute(subject: Subject, params: FactParams): Reading;
}

export function option(value: string, zh: string, en: string) {
  return { value, name: { zh, en } };
}

export const resultOptions = [
  option('pass', '通过', 'Passed'),
  option('return', '退回', 'Returned'),
  option('reject', '否决', 'Rejected'),
];
