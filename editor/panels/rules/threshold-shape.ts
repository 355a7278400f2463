/** What a threshold is, by what it is used for. */
import { useTranslation } from 'react-i18next';
import { declarationOf } from '@flowmeter/engine/case/builtin-facts.ts';
import type { FactDictionary } from '@flowmeter/engine/case/forms.ts';
import type { Comparison } from '@flowmeter/engine/definition/condition.ts';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import type { Rule } from '@flowmeter/engine/definition/ruleset.ts';
import { comparisonsIn } from '@flowmeter/engine/rules/interpret.ts';
import { isFactOperand, isParamOperand } from '@flowmeter/engine/rules/operands.ts';
import { operatorOf } from '@flowmeter/engine/rules/operators.ts';
import { useRuleTerms } from './desk.ts';

export interface ThresholdShape {
  /** Its name, type and unit. */
  fact: Fact;
  isList: boolean;
}

/** What it is compared with, or handed to, says what it is; one that nothing uses is a plain number. */
export function useThresholdShape(rule: Rule, id: string): ThresholdShape {
  const { t } = useTranslation('rules');
  const { facts } = useRuleTerms(rule);
  const comparisons = comparisonsIn(rule.conditions);
  const compared = comparisons.find(({ value }) => isParamOperand(value) && value.param === id);
  const declared =
    compared === undefined
      ? comparisons.map((one) => handedTo(one, id, facts)).find((one) => one !== undefined)
      : declarationOf(compared.fact, facts);
  const unit = rule.params?.[id]?.unit ?? declared?.unit;
  const words = t('threshold.unused');
  const bare: Fact = { name: { zh: words, en: words }, type: 'number' };
  return {
    fact: { ...(declared ?? bare), ...(unit === undefined ? {} : { unit }) },
    isList: compared !== undefined && operatorOf(compared.operator)?.takes === 'list',
  };
}

/** The figure of a derived fact that the threshold sets, called after both. */
function handedTo(comparison: Comparison, id: string, facts: FactDictionary): Fact | undefined {
  const { value } = comparison;
  for (const { fact, params = {} } of isFactOperand(value) ? [comparison, value] : [comparison]) {
    const asked = Object.entries(params).find(
      ([, given]) =>
        typeof given === 'object' && given !== null && 'param' in given && given.param === id,
    );
    const declared = Object.hasOwn(facts, fact) ? facts[fact] : undefined;
    const figure = asked && declared?.asks?.[asked[0]];
    if (figure === undefined || declared === undefined) continue;
    const name = {
      zh: `${declared.name.zh}：${figure.name.zh}`,
      en: `${declared.name.en}: ${figure.name.en}`,
    };
    return { name, type: figure.type };
  }
  return undefined;
}

/** Nobody has said yet what it stands on. */
export const newParam: NonNullable<Rule['params']>[string] = {
  value: 0,
  basis: { kind: 'typical', source: { zh: '内控要求（待核定）', en: 'Own rules (to be settled)' } },
};
