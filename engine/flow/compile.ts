/** What running a flow needs, made once for a flow's hash and the definitions in force beside it. */
import { compileCalendar, type CompiledCalendar } from '../calendar/working-time.ts';
import { builtinFacts } from '../case/builtin-facts.ts';
import type { Fact } from '../definition/facts.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import { hashOf } from '../definition/hash.ts';
import type { OrganisationDefinition } from '../definition/organisation.ts';
import { all, factsOf, rulesOf, type Pack } from '../definition/pack.ts';
import type { Rule } from '../definition/ruleset.ts';
import { tablesOf, type Tables } from '../tables/ask.ts';
import { tableFactsOfCases } from '../tables/facts.ts';
import { compileMachine, type Machine } from './machine.ts';
import { startOf } from './structure.ts';

/** The definitions in force beside a flow. */
export interface Surroundings {
  calendars: Map<string, CompiledCalendar>;
  /** Facts of the dictionaries, keyed by id. */
  facts: Record<string, Fact>;
  /** Those, the built-in ones and the outputs of tables: what conditions may speak about. */
  known: Record<string, Fact>;
  rules: Map<string, Rule>;
  tables: Tables;
  org: OrganisationDefinition | undefined;
}

export interface CompiledFlow extends Surroundings {
  flow: FlowDefinition;
  hash: string;
  machine: Machine;
  start: string;
}

/** Compiles a checked flow against the definitions around it. */
export function compileFlow(flow: FlowDefinition, pack: Pack): CompiledFlow {
  return { ...surroundingsOf(pack), ...compileAlone(flow) };
}

/** What does not depend on the pack; cache by the flow's hash. */
export function compileAlone(flow: FlowDefinition) {
  return { flow, hash: hashOf(flow), machine: compileMachine(flow), start: startOf(flow) };
}

/** What does not depend on the flow; cache while the definitions in force stay the same. */
export function surroundingsOf(pack: Pack): Surroundings {
  const calendars = all(pack, 'calendar').map((one) => [one.id, compileCalendar(one)] as const);
  const facts = factsOf(pack);
  const tables = all(pack, 'table');
  const known = { ...builtinFacts, ...facts, ...tableFactsOfCases(tables, facts) };
  return {
    calendars: new Map(calendars),
    facts,
    known,
    rules: rulesOf(pack),
    tables: tablesOf(tables, known),
    org: all(pack, 'organisation')[0],
  };
}
