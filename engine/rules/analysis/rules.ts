/**
 * What is odd about rules before anyone runs them: a rule or a part of it that no record can fulfil or
 * that every record does, a part that changes nothing, rules that say the same or contradict each other,
 * one that is contained in another, and rules that together stop every action. Each with a record that
 * shows it, where one can. All are warnings: only who wrote the rules knows what was meant.
 *
 * The answer is about readings as they are declared: a computed fact may be any value of its type.
 */
import type { FactDictionary } from '../../case/forms.ts';
import type { Rule } from '../../definition/ruleset.ts';
import { warning, type Problem, type ProblemCode } from '../../problem.ts';
import { comparisonsIn } from '../interpret.ts';
import { meaningOf, type Terms } from '../operands.ts';
import { exclusionIn, oddParts } from './parts.ts';
import { granted, search, type Budget, type Found, type Wish, type Witness } from './search.ts';
import { sayWitness } from './witness-words.ts';

/** A rule, the JSON Pointer at which it stands, and the dictionary of what it is about. */
export interface Analysed {
  rule: Rule;
  at: string;
  facts: FactDictionary;
}

/** Steps of one analysis; a rule needs a few dozen, a pair of rules seldom more. */
const STEPS = 200_000;

export function analyseRules(rules: readonly Analysed[], steps = STEPS): Problem[] {
  const budget: Budget = { steps };
  const each = rules.map((one) => analyseOne(one, budget));
  const sound = each.flatMap(({ sound: known }) => known ?? []);
  const found = [
    ...each.flatMap(({ problems }) => problems),
    ...pairsIn(sound, budget).flatMap(([one, other]) => compareRules(one, other, budget)),
    ...allStopped(sound, budget),
  ];
  if (budget.steps >= 0) return found;
  return [...found, warning('analysis_incomplete', { rules: rules.length }, '/rules')];
}

/** A rule that some records fulfil and others do not, with one of each. */
interface Sound extends Analysed {
  hit: Witness;
  miss: Witness;
  readings: ReadonlySet<string>;
}

function analyseOne(one: Analysed, budget: Budget): { problems: Problem[]; sound?: Sound } {
  const { rule, at, facts } = one;
  const terms = termsOf(one);
  const asking = { terms, rule: rule.id, budget };
  const where = `${at}/conditions`;
  const hit = search([wish(one, true)], budget);
  if (hit === 'none') {
    const why = exclusionIn(rule.conditions, where, asking);
    return { problems: [warning('rule_never_holds', { rule: rule.id, ...why.details }, why.at)] };
  }
  const miss = search([wish(one, false)], budget);
  if (miss === 'none') {
    return { problems: [warning('rule_always_holds', { rule: rule.id }, where)] };
  }
  const problems = oddParts(rule.conditions, where, asking);
  if (hit === 'undecided' || miss === 'undecided') return { problems };
  const readings = comparisonsIn(rule.conditions).flatMap((comparison) => {
    const meaning = meaningOf(comparison, { facts, params: rule.params });
    if (meaning === undefined) return [];
    const { left, right } = meaning;
    return 'reading' in right ? [left.name, right.reading.name] : [left.name];
  });
  return { problems, sound: { ...one, hit, miss, readings: new Set(readings) } };
}

function termsOf({ rule, facts }: Analysed): Terms {
  return { facts, params: rule.params };
}

function wish(one: Analysed, truth: boolean): Wish {
  return { condition: one.rule.conditions, terms: termsOf(one), truth };
}

/** Rules that are asked together, about facts that both read; looking for them takes steps too. */
function pairsIn(rules: readonly Sound[], budget: Budget): [Sound, Sound][] {
  const readers = new Map<string, Sound[]>();
  const pairs: [Sound, Sound][] = [];
  for (const rule of rules) {
    const others = new Set([...rule.readings].flatMap((name) => readers.get(name) ?? []));
    budget.steps -= others.size;
    if (budget.steps < 0) return pairs;
    for (const other of others) if (meet(other.rule, rule.rule)) pairs.push([other, rule]);
    for (const name of rule.readings) readers.set(name, [...(readers.get(name) ?? []), rule]);
  }
  return pairs;
}

function meet(one: Rule, other: Rule): boolean {
  if (one.record !== other.record || one.stage !== other.stage) return false;
  const [ours, theirs] = [one.flows, other.flows];
  return ours === undefined || theirs === undefined || ours.some((id) => theirs.includes(id));
}

function compareRules(one: Sound, other: Sound, budget: Budget): Problem[] {
  const within = contains(other, one, budget);
  const around = contains(one, other, budget);
  if (within && around) {
    const code = isAlike(one.rule, other.rule) ? 'rules_duplicate' : 'rules_contradict';
    return [about(code, other, one, one.hit)];
  }
  if (within) return [about('rule_contained', one, other, one.hit)];
  return around ? [about('rule_contained', other, one, other.hit)] : [];
}

/** Does the wider rule hold wherever the narrower one does? A record at hand may already deny it. */
function contains(wider: Sound, narrower: Sound, budget: Budget): boolean {
  const wishes = [wish(narrower, true), wish(wider, false)];
  if ([narrower.hit, wider.miss].some((record) => granted(wishes, record) === true)) return false;
  return search(wishes, budget) === 'none';
}

/** Do they lead to the same, wherever both hold? */
function isAlike(one: Rule, other: Rule): boolean {
  return (
    one.severity === other.severity &&
    (one.blocks ?? false) === (other.blocks ?? false) &&
    one.event.type === other.event.type
  );
}

function about(code: ProblemCode, one: Sound, other: Analysed, record: Witness): Problem {
  const details = { rule: one.rule.id, other: other.rule.id, ...witnessOf(record, one) };
  return warning(code, details, `${one.at}/conditions`);
}

function witnessOf(record: Witness, { facts }: Analysed) {
  return {
    witness: sayWitness(record, facts),
    record: JSON.stringify(Object.fromEntries(record)),
  };
}

/** Rules that block, one of which holds for every record: what they guard can never be done. */
function allStopped(rules: readonly Sound[], budget: Budget): Problem[] {
  const blocking = rules.filter(({ rule }) => rule.blocks === true);
  const groups = Map.groupBy(
    blocking,
    ({ rule }) => `${rule.record} ${rule.flows?.join(' ') ?? ''}`,
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined || group.length < 2) return [];
    const left: Found = search(
      group.map((one) => wish(one, false)),
      budget,
    );
    if (left !== 'none') return [];
    const ids = group.map(({ rule }) => rule.id).join('、');
    return [warning('rules_stop_all', { rules: ids }, `${first.at}/conditions`)];
  });
}
