/**
 * Is a pack whole? Every id once, every name that one definition speaks of there in another, and each
 * definition sound by the checks of its own kind.
 */
import { builtinFact, computedFact } from '../case/builtin-facts.ts';
import { checkCalendar } from '../calendar/check.ts';
import { misfitOf } from '../case/forms.ts';
import { checkFlow } from '../flow/soundness.ts';
import { checkIndicator, checkScorecard } from '../indicators/check.ts';
import { problem, warning, type Localized, type Problem } from '../problem.ts';
import { checkTable } from '../tables/check.ts';
import { checkExamples } from '../examples/registry.ts';
import { checkConnector } from './check-connector.ts';
import { checkOrganisation } from './check-organisation.ts';
import { checkDerived } from './check-derived.ts';
import { checkRecord } from './check-record.ts';
import { checkRetention } from './check-retention.ts';
import { checkAuditsOf, checkFlowNames, checkRuleset } from './check-ruleset.ts';
import type { Fact, FactsDefinition } from './facts.ts';
import type { FlowDefinition, LayoutDefinition } from './flow.ts';
import type { Definition, DefinitionKind, DefinitionOf } from './kinds.ts';
import { keptCheck } from './kept.ts';
import { all, find, type Pack } from './pack.ts';
import { parsePattern } from './pattern.ts';
import { postsEver } from './terms.ts';

/** A problem and the definition it is in; `at` of the problem is a JSON Pointer into that definition. */
export interface PackProblem {
  definition: Definition;
  problem: Problem;
}

/** Everything found wrong with a pack, definition by definition; errors forbid a release. */
export function checkPack(pack: Pack): PackProblem[] {
  const twins = twinsIn(pack);
  return pack.definitions.flatMap((definition) => {
    const found = [...(twins.get(definition) ?? []), ...checkDefinition(definition, pack)];
    return found.map((one) => ({ definition, problem: one }));
  });
}

/** What is wrong with one definition among those of a pack, ids used twice left aside. */
export function checkDefinition(definition: Definition, pack: Pack): Problem[] {
  const check = checks[definition.kind] as Check<DefinitionKind>;
  return check(definition, pack);
}

type Check<K extends DefinitionKind> = (definition: DefinitionOf<K>, pack: Pack) => Problem[];

/** One row a kind of definition. */
const checks: { [K in DefinitionKind]: Check<K> } = {
  flow: (flow, pack) => [
    ...checkFlow(flow, pack),
    ...checkAuditsOf(flow, pack),
    ...checkPosts(flow, pack),
  ],
  ruleset: checkRuleset,
  table: keptCheck(['facts', 'record', 'derived', 'table', 'calendar'], checkTable),
  facts: keptCheck([], checkFacts),
  record: keptCheck(['record', 'derived', 'table', 'calendar'], checkRecord),
  derived: keptCheck(['record', 'derived', 'table', 'calendar'], checkDerived),
  calendar: keptCheck([], checkCalendar),
  organisation: checkOrganisation,
  indicator: (indicator, pack) => [
    ...checkIndicator(indicator, pack),
    ...checkFlowNames(indicator.over, pack, '/over'),
  ],
  scorecard: checkScorecard,
  connector: checkConnector,
  retention: checkRetention,
  layout: checkLayout,
  examples: checkExamples,
};

/** A definition's kind and id, and every fact and rule, may stand once in a pack. */
function twinsIn(pack: Pack): Map<Definition, Problem[]> {
  const seen = new Set<string>();
  const twins = new Map<Definition, Problem[]>();
  for (const definition of pack.definitions) {
    const found = namesIn(definition)
      .filter(({ scope, id }) => seen.has(`${scope} ${id}`))
      .map(({ id, at }) => problem('duplicate_id', { id }, at));
    for (const { scope, id } of namesIn(definition)) seen.add(`${scope} ${id}`);
    if (found.length > 0) twins.set(definition, found);
  }
  return twins;
}

function namesIn(definition: Definition): { scope: string; id: string; at: string }[] {
  const own = { scope: definition.kind, id: definition.id, at: '/id' };
  if (definition.kind === 'facts') {
    const inside = Object.keys(definition.facts);
    return [own, ...inside.map((id) => ({ scope: 'fact', id, at: `/facts/${id}` }))];
  }
  if (definition.kind === 'ruleset') {
    const inside = definition.rules.map((rule) => rule.id);
    return [own, ...inside.map((id, i) => ({ scope: 'rule', id, at: `/rules/${i}/id` }))];
  }
  return [own];
}

function checkFacts({ facts }: FactsDefinition): Problem[] {
  return Object.entries(facts).flatMap(([id, fact]) => checkFact(id, fact, `/facts/${id}`));
}

/** A built-in fact would be read instead of one of the same name. */
function checkFact(id: string, fact: Fact, at: string): Problem[] {
  const found: Problem[] = [];
  if (builtinFact(id) !== undefined || computedFact(id) !== undefined) {
    found.push(problem('hides_builtin', { fact: id }, at));
  }
  if (fact.type === 'enum' && fact.options === undefined) {
    found.push(problem('enum_without_options', { fact: fact.name }, at));
  }
  if (fact.pattern !== undefined && parsePattern(fact.pattern) === undefined) {
    const details = { fact: fact.name, pattern: fact.pattern };
    found.push(problem('pattern_unreadable', details, `${at}/pattern`));
  }
  // Samples of dates are periods from the day of entry, e.g. `P1Y`.
  const samples = fact.type === 'date' || fact.type === 'datetime' ? [] : (fact.samples ?? []);
  samples.forEach((sample, index) => {
    const misfit = misfitOf(fact, sample);
    if (misfit !== undefined) found.push({ ...misfit, at: `${at}/samples/${index}` });
  });
  return found;
}

function checkLayout(layout: LayoutDefinition, pack: Pack): Problem[] {
  const flow = find(pack, 'flow', layout.flow);
  if (flow === undefined) {
    return [unknown({ zh: '流程', en: 'flow' }, layout.flow, '/flow')];
  }
  return Object.keys(layout.positions)
    .filter((step) => !Object.hasOwn(flow.steps, step))
    .map((step) => unknown({ zh: '环节', en: 'step' }, step, `/positions/${step}`));
}

/** Work that nobody can do rests for ever. */
function checkPosts(flow: FlowDefinition, pack: Pack): Problem[] {
  const orgs = all(pack, 'organisation');
  const held = new Set(orgs.flatMap((org) => org.people.flatMap(postsEver)));
  return Object.entries(flow.steps).flatMap(([id, step]) => {
    const post = 'assign' in step ? step.assign?.post : undefined;
    const known = orgs.flatMap((org) => org.posts).find((one) => one.id === post);
    if (known === undefined || held.has(known.id)) return [];
    return [warning('post_without_people', { post: known.name }, `/steps/${id}/assign/post`)];
  });
}

function unknown(what: Localized, id: string, at: string): Problem {
  return problem('unknown_reference', { what, id }, at);
}
