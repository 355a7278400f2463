/** A rule as it is read out: when what holds, what follows. */
import { useTranslation } from 'react-i18next';
import type { Rule } from '@flowmeter/engine/definition/ruleset.ts';
import { describe, messageOf } from '@flowmeter/engine/rules/explain.ts';
import { useSay } from '../../words/say.ts';
import { useWording } from '../condition/terms.ts';
import { ConditionTree } from './condition-tree.tsx';
import { useRuleTerms } from './desk.ts';

export function RuleSentence({ rule }: { rule: Rule }) {
  const { t } = useTranslation(['rules', 'display']);
  const terms = useRuleTerms(rule);
  const { when, then } = useRuleWords(rule);
  return (
    <div className="rule-sentence">
      <p className="rule-words">
        <span className="rule-when">{t('sentence.when')}</span> {when}{' '}
        <span className="rule-when">{t('sentence.then')}</span> {then}
      </p>
      <ConditionTree condition={rule.conditions} terms={terms} />
      <Consequences rule={rule} />
    </div>
  );
}

/** The rule in two halves of one sentence. */
export function useRuleWords(rule: Rule): { when: string; then: string } {
  const { t } = useTranslation(['rules', 'display']);
  const say = useSay();
  const terms = useRuleTerms(rule);
  const wording = useWording(terms);
  const found = t('sentence.finding', {
    severity: t(`display:severity.${rule.severity}`),
    name: say(rule.name),
  });
  return {
    when: say(describe(rule.conditions, rule.params, terms.facts, wording)),
    then: rule.blocks === true ? t('sentence.blocking', { found }) : found,
  };
}

function Consequences({ rule }: { rule: Rule }) {
  const { t } = useTranslation('rules');
  const say = useSay();
  const terms = useRuleTerms(rule);
  return (
    <dl className="rule-consequences">
      <div>
        <dt>{t('field.message')}</dt>
        <dd>{say(messageOf(rule, {}, terms.facts))}</dd>
      </div>
      <div>
        <dt>{t('field.rectification')}</dt>
        <dd>{say(rule.rectification)}</dd>
      </div>
    </dl>
  );
}
