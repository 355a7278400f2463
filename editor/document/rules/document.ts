/** What is edited as a rule set: its rules, and the examples that say what they mean. */
import type { ExamplesDefinition } from '@flowmeter/engine/definition/examples.ts';
import type { Rule, RulesetDefinition } from '@flowmeter/engine/definition/ruleset.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';

export interface RulesDocument {
  set: RulesetDefinition;
  /** Null until there is one. */
  examples: ExamplesDefinition | null;
}

/** `base`, or `base_2`, `base_3`, …: the first that no rule has. */
export function freshRuleId(rules: readonly Rule[], base: string): string {
  return fresh(base, new Set(rules.map(({ id }) => id)));
}

function freshKey(rules: readonly Rule[], base: string): string {
  return fresh(base, new Set(rules.map(({ key }) => key)));
}

const MAX_ID = 64;

function fresh(base: string, used: ReadonlySet<string>): string {
  if (!used.has(base)) return base;
  for (let n = 2; ; n += 1) {
    const id = `${base.slice(0, MAX_ID - 6)}_${n}`;
    if (!used.has(id)) return id;
  }
}

/** Every case has it; the owner chooses another. */
export const firstCondition: Rule['conditions'] = {
  fact: 'case_status',
  operator: 'equal',
  value: 'open',
};

/** A rule to begin with: whole, of the set's usual kind, about a fact that is to be chosen. */
export function newRule(rules: readonly Rule[], conditions: Rule['conditions']): Rule {
  const like = rules.at(-1);
  const id = freshRuleId(rules, 'NEW');
  const name: Localized = { zh: '新规则', en: 'New rule' };
  return {
    id,
    key: freshKey(rules, 'new_rule'),
    name,
    stage: like?.stage ?? 'after',
    record: like?.record ?? 'case',
    theme: like?.theme ?? { zh: '其他', en: 'Other' },
    severity: 'R3',
    ...(like?.flows ? { flows: like.flows } : {}),
    conditions,
    event: like?.event ?? { type: 'finding' },
    message: { zh: '说明发现了什么。', en: 'Say what was found.' },
    rectification: { zh: '说明如何整改。', en: 'Say how to put it right.' },
  };
}

/** The same rule under an id and a key of its own. */
export function copyOf(rules: readonly Rule[], rule: Rule): Rule {
  return {
    ...rule,
    id: freshRuleId(rules, rule.id),
    key: freshKey(rules, rule.key),
    name: { zh: `${rule.name.zh}（副本）`, en: `${rule.name.en} (copy)` },
  };
}

/** Examples to begin with: they say nothing yet. */
export function blankExamples(of: {
  kind: string;
  id: string;
  name: Localized;
}): ExamplesDefinition {
  const { kind, id, name } = of;
  return {
    kind: 'examples',
    id,
    name: { zh: `${name.zh}：示例`, en: `${name.en}: examples` },
    of: { kind, id },
    rows: [],
  };
}
