/** A rule as it is read out: when what holds, what follows. */
import { useTranslation } from 'react-i18next';
import type { Rule } from '@flowmeter/engine/definition/ruleset.ts';
import type { FactDictionary } from '@flowmeter/engine/case/forms.ts';
import { declarationOf } from '@flowmeter/engine/case/builtin-facts.ts';
import { fill, type Localized } from '@flowmeter/engine/problem.ts';
import { describe } from '@flowmeter/engine/rules/explain.ts';
import { placeholdersIn, sayValue } from '@flowmeter/engine/rules/words.ts';
import { useSay } from '../../words/say.ts';
import type { Path } from '../../document/assign.ts';
import { ConditionEditor } from '../condition.tsx';
import { useWording } from '../condition/terms.ts';
import { useIsReadOnly } from '../panel.ts';
import { ConditionTree } from './condition-tree.tsx';
import { useRuleTerms } from './desk.ts';

interface RuleSentenceProps {
  rule: Rule;
  /** JSON Pointer of the rule. */
  at: string;
  change: (path: Path, value: unknown, burst?: string) => void;
}

export function RuleSentence({ rule, at, change }: RuleSentenceProps) {
  const { t } = useTranslation(['rules', 'display']);
  const isReadOnly = useIsReadOnly();
  const terms = useRuleTerms(rule);
  const { when, then } = useRuleWords(rule);
  return (
    <div className="rule-sentence">
      <p className="rule-words">
        <span className="rule-when">{t('sentence.when')}</span> {when}{' '}
        <span className="rule-when">{t('sentence.then')}</span> {then}
      </p>
      {isReadOnly ? (
        <ConditionTree condition={rule.conditions} terms={terms} />
      ) : (
        <ConditionEditor
          label={t('field.conditionsOf', { id: rule.id })}
          value={rule.conditions}
          terms={terms}
          at={`${at}/conditions`}
          onChange={(next, burst) => next !== undefined && change(['conditions'], next, burst)}
        />
      )}
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
        <dd>{say(messageWords(rule, terms.facts))}</dd>
      </div>
      <div>
        <dt>{t('field.rectification')}</dt>
        <dd>{say(rule.rectification)}</dd>
      </div>
    </dl>
  );
}

/** The message with the names of the facts that will be filled in, and the thresholds as they are. */
function messageWords({ message, params = {} }: Rule, facts: FactDictionary): Localized {
  const names = placeholdersIn(message.zh + message.en);
  const said = names.map((id): [string, Localized] => {
    const param = Object.hasOwn(params, id) ? params[id] : undefined;
    if (param !== undefined) return [id, sayValue(id, param.value, {}, {}, param.unit)];
    const name = declarationOf(id, facts)?.name ?? { zh: id, en: id };
    return [id, { zh: `【${name.zh}】`, en: `[${name.en}]` }];
  });
  const values = (language: keyof Localized) =>
    Object.fromEntries(said.map(([id, words]) => [id, words[language]]));
  return { zh: fill(message.zh, values('zh')), en: fill(message.en, values('en')) };
}
