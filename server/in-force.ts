/**
 * The definitions in force, indexed, and flows compiled. One copy in memory, made again when a
 * release changes what is in force. Cases keep their flow version and the tables that it asks; calendars,
 * facts, rules and the organisation around it are those in force now.
 */
import { below, lineOf } from '@flowmeter/engine/case/duties.ts';
import type { CaseState } from '@flowmeter/engine/case/state.ts';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { OrganisationDefinition, Person } from '@flowmeter/engine/definition/organisation.ts';
import { all, withDefinition, type Pack } from '@flowmeter/engine/definition/pack.ts';
import { samePerson } from '@flowmeter/engine/definition/same-person.ts';
import { organisationAt } from '@flowmeter/engine/definition/terms.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';
import { compileAlone, surroundingsOf, type CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import { withVersions } from '@flowmeter/engine/tables/ask.ts';
import type { Actor } from './app-env.ts';
import type { Clock } from './clock.ts';
import { hasErrors, runnableOf, type Refusal, type Runnable } from './refusals.ts';
import type { ActiveDefinition, DefinitionStore } from './store/definitions.ts';
import { createLru } from './store/lru.ts';

export interface InForce {
  pack(): Pack;
  /** The active definition of a kind and id, with its hash. */
  active(kind: string, id: string): ActiveDefinition | undefined;
  /** Why what stands in force is not run; undefined where it is, or where there is nothing. */
  refusal(kind: string, id: string): Problem | undefined;
  /** Everything that stands in force and is not run. */
  refusals(): readonly Refusal[];
  /** With the posts, roles and units that people have at this moment. */
  organisation(): OrganisationDefinition | undefined;
  /** Are these accounts of one human? */
  samePerson(a: string, b: string): boolean;
  person(id: string): Person | undefined;
  /** A person with what they may see. */
  actor(person: Person): Actor;
  /** A unit and the units below it. */
  unitsBelow(unit: string): ReadonlySet<string>;
  /** A unit and the units above it. */
  unitsAbove(unit: string): readonly string[];
  /** The flow version in force; undefined when there is none. */
  flow(id: string): CompiledFlow | undefined;
  /** Every flow in force. */
  flows(): CompiledFlow[];
  /** Any stored version of a flow, by hash, with the definitions now in force around it. */
  version(hash: string): Promise<CompiledFlow | undefined>;
  /** The version that a case runs, with the tables that it keeps to. */
  ofCase(state: Pick<CaseState, 'flow' | 'tables'>): Promise<CompiledFlow | undefined>;
  /** Reads again what is in force. */
  refresh(): Promise<void>;
  /** Hears of every refresh, after it. */
  onRefreshed(hear: () => void): void;
}

const COMPILED_FLOWS = 200;

export async function createInForce(store: DefinitionStore, clock: Clock): Promise<InForce> {
  const compiled = createLru<ReturnType<typeof compileAlone>>(COMPILED_FLOWS);
  const hearers: (() => void)[] = [];
  let index = indexOf(runnableOf(await store.coverage()), clock());

  /** What counts at this moment: terms of people begin and end by themselves. */
  function current(): ReturnType<typeof indexOf> {
    const ms = clock();
    if (ms < index.from || ms >= index.until) index = indexOf(index.runnable, ms);
    return index;
  }

  function whole(alone: ReturnType<typeof compileAlone>): CompiledFlow {
    const known = current().flows.get(alone.hash);
    if (known !== undefined) return known;
    const made = { ...current().surroundings, ...alone };
    current().flows.set(alone.hash, made);
    return made;
  }

  function compile(definition: FlowDefinition, hash: string): CompiledFlow {
    const known = current().flows.get(hash);
    if (known !== undefined) return known;
    const alone = compiled.get(hash) ?? compileAlone(definition);
    compiled.set(hash, alone);
    return whole(alone);
  }

  function flow(id: string): CompiledFlow | undefined {
    const row = current().active.get(`flow/${id}`);
    return row?.definition.kind === 'flow' ? compile(row.definition, row.hash) : undefined;
  }

  async function version(hash: string): Promise<CompiledFlow | undefined> {
    const known = current().flows.get(hash);
    if (known !== undefined) return known;
    const definition = await store.byHash(hash);
    if (definition?.kind !== 'flow') return undefined;
    const { pack, runnable } = current();
    const isBroken = runnable.refused.length > 0 && hasErrors(definition, pack);
    return isBroken ? undefined : compile(definition, hash);
  }

  return {
    pack: () => current().pack,
    active: (kind, id) => current().active.get(`${kind}/${id}`),
    refusal: (kind, id) => current().refused.get(`${kind}/${id}`),
    refusals: () => current().runnable.refused,
    ...peopleIn(current),
    flow,
    flows: () => all(current().pack, 'flow').flatMap((one) => flow(one.id) ?? []),
    version,
    ofCase: async (state) => {
      const found = await version(state.flow.hash);
      return found && keeping(found, state.tables ?? {}, { store, made: current().keeping });
    },
    refresh: async () => {
      index = indexOf(runnableOf(await store.coverage()), clock());
      for (const hear of hearers) hear();
    },
    onRefreshed: (hear) => void hearers.push(hear),
  };
}

/** Who there is at this moment, what they may see, and which units stand above and below. */
function peopleIn(current: () => ReturnType<typeof indexOf>) {
  return {
    organisation: () => current().org,
    samePerson: (a, b) => samePerson(current().org, a, b),
    person: (id) => current().people.get(id),
    actor: (person) => {
      const known = current().actors.get(person);
      if (known !== undefined) return known;
      const actor = { ...person, sees: current().below.get(person.unit) ?? new Set([person.unit]) };
      current().actors.set(person, actor);
      return actor;
    },
    unitsBelow: (unit) => current().below.get(unit) ?? new Set([unit]),
    unitsAbove: (unit) => current().above.get(unit) ?? [unit],
  } satisfies Partial<InForce>;
}

/** The flow beside these versions of tables; undefined when one of them is not to be had. */
async function keeping(
  flow: CompiledFlow,
  pins: Readonly<Record<string, string>>,
  { store, made }: { store: DefinitionStore; made: Map<string, CompiledFlow> },
): Promise<CompiledFlow | undefined> {
  const others = Object.entries(pins).filter(([id, hash]) => flow.tables.hashOf(id) !== hash);
  if (others.length === 0) return flow;
  const key = [flow.hash, ...others.flat()].join(' ');
  const known = made.get(key);
  if (known !== undefined) return known;
  const found = await Promise.all(others.map(([, hash]) => store.byHash(hash)));
  const tables = found.filter((one) => one?.kind === 'table');
  if (tables.length < others.length) return undefined;
  const kept = { ...flow, tables: withVersions(flow.tables, tables) };
  made.set(key, kept);
  return kept;
}

function indexOf(runnable: Runnable, ms: number) {
  const { active, refused } = runnable;
  const pack: Pack = { definitions: active.map((one) => one.definition) };
  const written = all(pack, 'organisation')[0];
  const moment = written && organisationAt(written, ms);
  const org = moment?.org;
  const around = org === undefined ? pack : withDefinition(pack, org);
  const units = org?.units.map((unit) => unit.id) ?? [];
  return {
    runnable,
    refused: new Map(refused.map((one) => [`${one.kind}/${one.id}`, one.problem])),
    from: moment?.from ?? -Infinity,
    until: moment?.until ?? Infinity,
    pack,
    org,
    active: new Map(active.map((one) => [`${one.kind}/${one.id}`, one])),
    people: new Map(org?.people.map((person) => [person.id, person])),
    below: new Map(units.map((unit) => [unit, new Set(org && below(org, unit))])),
    above: new Map(units.map((unit) => [unit, org ? lineOf(org, unit) : []])),
    surroundings: surroundingsOf(around),
    flows: new Map<string, CompiledFlow>(),
    /** Flows beside tables as they were when cases were opened. */
    keeping: new Map<string, CompiledFlow>(),
    actors: new WeakMap<Person, Actor>(),
  };
}
