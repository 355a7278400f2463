/** Checks of rules: their conditions, and whether what they say about themselves fits together. */
import { computedFact, declarationOf } from '../case/builtin-facts.ts';
import type { Rule } from '../definition/ruleset.ts';
import { problem, warning, type Problem } from '../problem.ts';
import { checkCondition } from './check.ts';
import { checkReading, type CheckTerms } from './check-arguments.ts';
import { placeholdersIn } from './words.ts';
import { comparisonsIn } from './interpret.ts';
import { factsIn, paramsIn } from './operands.ts';

/** What a rule is checked against; sets that are not given are not checked against. */
export interface RuleTerms extends Omit<CheckTerms, 'record' | 'params'> {
  posts?: ReadonlySet<string> | undefined;
  /** Flows and imported logs. */
  flows?: ReadonlySet<string> | undefined;
}

export function checkRule(rule: Rule, terms: RuleTerms, pointer = ''): Problem[] {
  const inner = { ...terms, record: rule.record, params: rule.params };
  return [
    ...checkCondition(rule.conditions, inner, `${pointer}/conditions`),
    ...checkStage(rule, pointer),
    ...checkValidity(rule, pointer),
    ...checkReferences(rule, terms, pointer),
    ...checkParams(rule, pointer),
    ...checkEditions(rule, pointer),
    ...checkWords(rule, inner, pointer),
  ];
}

/** Only an action can be stopped, and before a finding there is no action. */
function checkStage({ stage, record, blocks, override_post }: Rule, at: string): Problem[] {
  const found: Problem[] = [];
  if (stage === 'before' && record === 'finding') {
    found.push(problem('stage_without_action', {}, `${at}/record`));
  }
  if (blocks && stage !== 'before') found.push(problem('blocks_not_before', {}, `${at}/blocks`));
  if (override_post !== undefined && !blocks) {
    found.push(warning('override_without_block', {}, `${at}/override_post`));
  }
  return found;
}

function checkValidity({ valid_from, valid_to }: Rule, at: string): Problem[] {
  if (valid_from === undefined || valid_to === undefined || valid_from <= valid_to) return [];
  return [problem('validity_reversed', { from: valid_from, to: valid_to }, `${at}/valid_to`)];
}

function checkReferences(rule: Rule, { posts, flows }: RuleTerms, at: string): Problem[] {
  const { override_post: post } = rule;
  const found: Problem[] = [];
  if (post !== undefined && posts?.has(post) === false) {
    const details = { what: { zh: '岗位', en: 'post' }, id: post };
    found.push(problem('unknown_reference', details, `${at}/override_post`));
  }
  for (const [index, id] of (rule.flows ?? []).entries()) {
    if (flows?.has(id) !== false) continue;
    const details = { what: { zh: '流程', en: 'flow' }, id };
    found.push(problem('unknown_reference', details, `${at}/flows/${index}`));
  }
  return found;
}

/** A threshold that nothing uses misleads whoever changes it. */
function checkParams(rule: Rule, at: string): Problem[] {
  const used = new Set(comparisonsIn(rule.conditions).flatMap(paramsIn));
  for (const words of [rule.message, rule.rectification]) {
    for (const name of placeholdersIn(words.zh + words.en)) used.add(name);
  }
  return Object.keys(rule.params ?? {})
    .filter((id) => !used.has(id))
    .map((id) => warning('parameter_unused', { param: id }, `${at}/params/${id}`));
}

/** Editions are values like the one they replace, each from another day. */
function checkEditions({ params = {} }: Rule, at: string): Problem[] {
  return Object.entries(params).flatMap(([id, { value, editions = [] }]) =>
    editions.flatMap((edition, index) => {
      const place = `${at}/params/${id}/editions/${index}`;
      if (editions.findIndex(({ from }) => from === edition.from) < index) {
        return [problem('duplicate_id', { id: edition.from }, `${place}/from`)];
      }
      return shapeOf(edition.value) === shapeOf(value)
        ? []
        : [problem('edition_other_type', { param: id, from: edition.from }, `${place}/value`)];
    }),
  );
}

function shapeOf(value: unknown): string {
  return Array.isArray(value) ? `list of ${typeof value[0]}` : typeof value;
}

/** Words are filled from the rule's thresholds and from facts of the record. */
function checkWords(rule: Rule, terms: CheckTerms, at: string): Problem[] {
  const read = new Set(
    comparisonsIn(rule.conditions)
      .flatMap((one) => factsIn(one, rule))
      .map(({ fact }) => fact),
  );
  const found: Problem[] = [];
  for (const part of ['message', 'rectification'] as const) {
    for (const language of ['zh', 'en'] as const) {
      const place = `${at}/${part}/${language}`;
      for (const name of placeholdersIn(rule[part][language])) {
        if (Object.hasOwn(rule.params ?? {}, name) || read.has(name)) continue;
        const known = declarationOf(name, terms.facts) && !computedFact(name);
        const lacking = known ? checkReading({ fact: name }, terms, place) : undefined;
        const unknown = problem('placeholder_unknown', { name }, place);
        found.push(...(lacking?.map((one) => ({ ...one, at: place })) ?? [unknown]));
      }
    }
  }
  return found;
}
