/** Can a call hand over what the other flow needs, and does it ever come back? */
import type { Fact } from '../definition/facts.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import { hashOf } from '../definition/hash.ts';
import { problem, type Problem } from '../problem.ts';
import { undeclared, unknownFact, type Terms } from './pack-terms.ts';
import { fits, itemOf } from './fitting.ts';
import { callingOf, callOf, repeatOf, startStepOf, type Calling } from './structure.ts';
import { unknown } from './unknown.ts';

export function checkCall(step: Calling, terms: Terms, at: string): Problem[] {
  const called = terms.flows.get(step.flow);
  const repeat = repeatOf(step);
  return [
    ...(called === undefined ? [unknown('flow', step.flow, `${at}/flow`)] : []),
    ...Object.entries(step.in).flatMap(([fact, source]) =>
      checkPair(fact, source, terms, `${at}/in/${fact}`),
    ),
    ...(repeat === undefined ? [] : checkItems(repeat, terms, at)),
    ...(called !== undefined && isCurrent(step, called) ? checkStart(step, called, terms, at) : []),
    ...Object.entries(callOf(step)?.out ?? {}).flatMap(([fact, source]) => {
      const place = `${at}/out/${fact}`;
      const kept = source === 'outcome' ? [] : undeclared(terms, source, place);
      return kept.length > 0 ? kept : checkPair(fact, source, terms, place);
    }),
  ];
}

/** Versions of flows that are named by their hashes, with the place where. */
export function pinnedIn(flow: FlowDefinition): { flow: string; hash: string; at: string }[] {
  return Object.entries(flow.steps).flatMap(([id, step]) => {
    const calling = callingOf(step);
    if (calling === undefined || calling.version === 'latest') return [];
    return [{ flow: calling.flow, hash: calling.version, at: `/steps/${id}/version` }];
  });
}

/** Flows that call one another round and round would open cases for ever. */
export function checkCircles(
  flow: FlowDefinition,
  flows: ReadonlyMap<string, FlowDefinition>,
): Problem[] {
  return Object.entries(flow.steps).flatMap(([id, step]) => {
    const calling = callingOf(step);
    if (calling === undefined) return [];
    const way = wayTo(flow, calling.flow, flows);
    if (way === undefined) return [];
    const names = [flow.id, ...way].map((one) => flows.get(one)?.name ?? { zh: one, en: one });
    const trace = {
      zh: names.map((name) => name.zh).join(' → '),
      en: names.map((name) => name.en).join(' → '),
    };
    return [problem('calls_in_circle', { trace }, `/steps/${id}/flow`)];
  });
}

/** The shortest way of calls from a flow back to `home`. */
function wayTo(
  home: FlowDefinition,
  from: string,
  flows: ReadonlyMap<string, FlowDefinition>,
): string[] | undefined {
  const ways = new Map([[from, [from]]]);
  for (const [id, way] of ways) {
    if (id === home.id) return way;
    for (const step of Object.values(flows.get(id)?.steps ?? {})) {
      const next = callingOf(step)?.flow;
      if (next !== undefined && !ways.has(next)) ways.set(next, [...way, next]);
    }
  }
  return undefined;
}

/** Another version than the one looked at may take other facts: opening the case will tell. */
function isCurrent({ version }: Calling, called: FlowDefinition): boolean {
  return version === 'latest' || version === hashOf(called);
}

function checkPair(fact: string, source: string, terms: Terms, at: string): Problem[] {
  const found = [...undeclared(terms, fact, at), ...unknownFact(terms, source, at)];
  const [target, from] = [terms.declared[fact], terms.known[source]];
  return [...found, ...misfit(target, from, at)];
}

function misfit(target: Fact | undefined, source: Fact | undefined, at: string): Problem[] {
  if (target === undefined || source === undefined || fits(source, target)) return [];
  return [problem('fact_does_not_fit', { fact: target.name, source: source.name }, at)];
}

function checkItems(
  { over, item_fact }: NonNullable<ReturnType<typeof repeatOf>>,
  terms: Terms,
  at: string,
): Problem[] {
  const [list, item] = [terms.known[over], terms.declared[item_fact]];
  const found = [
    ...unknownFact(terms, over, `${at}/over`),
    ...undeclared(terms, item_fact, `${at}/item_fact`),
  ];
  if (list === undefined) return found;
  if (list.type !== 'list') {
    return [...found, problem('list_needed', { fact: list.name }, `${at}/over`)];
  }
  return [...found, ...misfit(item, itemOf(list), `${at}/item_fact`)];
}

/** Everything that opening a case requires is handed over, and nothing that it does not take. */
function checkStart(step: Calling, called: FlowDefinition, terms: Terms, at: string): Problem[] {
  const form = startStepOf(called)?.form ?? [];
  const repeat = repeatOf(step);
  const given = new Map(Object.keys(step.in).map((fact) => [fact, `${at}/in/${fact}`]));
  if (repeat !== undefined) given.set(repeat.item_fact, `${at}/item_fact`);
  const nameOf = (fact: string) => terms.declared[fact]?.name ?? fact;
  const missing = form
    .filter(({ fact, optional, readonly }) => !optional && !readonly && !given.has(fact))
    .map(({ fact }) =>
      problem('call_without_input', { flow: called.name, fact: nameOf(fact) }, `${at}/in`),
    );
  const strange = [...given]
    .filter(([fact]) => !form.some((one) => one.fact === fact && !one.readonly))
    .map(([fact, place]) =>
      problem('call_input_unknown', { flow: called.name, fact: nameOf(fact) }, place),
    );
  return [...missing, ...strange];
}
