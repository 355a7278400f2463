/** What a rule says of a record, and why: as a sentence, and as the tree of its condition. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rule } from '@flowmeter/engine/definition/ruleset.ts';
import { givenSource } from '@flowmeter/engine/examples/given.ts';
import { explain } from '@flowmeter/engine/rules/explain.ts';
import { interpret } from '@flowmeter/engine/rules/interpret.ts';
import { Mark } from '../../display/mark.tsx';
import { Reason } from '../../display/reason.tsx';
import { useSay } from '../../words/say.ts';
import { useWording } from '../condition/terms.ts';
import { decisive } from './because.ts';
import { useRules, useRuleTerms } from './desk.ts';
import { type Verdict, verdictOf } from './verdict.ts';
import { factsAbout } from './facts-about.ts';
import type { Given } from './readings.ts';

export function Why({ rule, given }: { rule: Rule; given: Given }) {
  const { t } = useTranslation('rules');
  const say = useSay();
  const reason = useReason(rule, given);
  const verdict = verdictOf(reason.holds);
  const because = decisive(reason).map(say);
  return (
    <div className="why">
      <p className="why-words" aria-live="polite">
        <VerdictMark verdict={verdict} />{' '}
        {t('try.because', { reasons: because.join(t('try.and')) })}
      </p>
      <Reason reason={reason} />
    </div>
  );
}

/** What a rule says of a record, asked once. */
export function useVerdict(): (rule: Rule, given: Given) => Verdict {
  const { pack } = useRules();
  return ({ conditions, params, record }, given) => {
    const facts = factsAbout(record, pack);
    return verdictOf(interpret(conditions, { params, facts, source: givenSource(given, pack) }));
  };
}

function useReason(rule: Rule, given: Given) {
  const { pack } = useRules();
  const terms = useRuleTerms(rule);
  const wording = useWording(terms);
  const { conditions, params } = rule;
  return useMemo(
    () => explain(conditions, params, givenSource(given, pack), terms.facts, wording),
    [conditions, params, given, pack, terms.facts, wording],
  );
}

const looks = {
  hits: { colour: 'amber', icon: 'alarm' },
  passes: { colour: 'grey', icon: 'done' },
  unknown: { colour: 'grey', icon: 'unknown' },
} as const;

export function VerdictMark({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation('rules');
  return (
    <Mark plain {...looks[verdict]}>
      {t(`verdict.${verdict}`)}
    </Mark>
  );
}
