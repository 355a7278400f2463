/** What a rule says of a record, and why: as a sentence, and as the tree of its condition. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleExample } from '@flowmeter/engine/definition/examples.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import type { Rule } from '@flowmeter/engine/definition/ruleset.ts';
import { givenSubject } from '@flowmeter/engine/examples/given-subject.ts';
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import { ruleOn } from '@flowmeter/engine/rules/editions.ts';
import { explain, type Reason as Explained } from '@flowmeter/engine/rules/explain.ts';
import type { Wording } from '@flowmeter/engine/rules/words.ts';
import { Mark } from '../../display/mark.tsx';
import { Reason } from '../../display/reason.tsx';
import { useSay } from '../../words/say.ts';
import { useWording } from '../condition/terms.ts';
import { ProblemNotes } from '../inputs/field.tsx';
import { decisive } from './because.ts';
import { useRules, useRuleTerms } from './desk.ts';
import { type Verdict, verdictOf } from './verdict.ts';

type Given = RuleExample['given'];

export function Why({ rule, given }: { rule: Rule; given: Given }) {
  const { t } = useTranslation('rules');
  const say = useSay();
  const { pack } = useRules();
  const wording = useWording(useRuleTerms(rule));
  const reason = useMemo(() => reasonOf(rule, given, pack, wording), [rule, given, pack, wording]);
  if (!reason.ok) return <ProblemNotes problems={reason.problems} />;
  const because = decisive(reason.value).map(say);
  return (
    <div className="why">
      <p className="why-words" aria-live="polite">
        <VerdictMark verdict={verdictOf(reason.value.holds)} />{' '}
        {t('try.because', { reasons: because.join(t('try.and')) })}
      </p>
      <Reason reason={reason.value} />
    </div>
  );
}

/** By the thresholds of the record's business date. */
function reasonOf(rule: Rule, given: Given, pack: Pack, wording: Wording): Result<Explained> {
  const subject = givenSubject(given, rule.record, pack);
  if (!subject.ok) return subject;
  const { source, facts, day } = subject.value;
  const { conditions, params } = day === undefined ? rule : ruleOn(rule, day);
  return ok(explain(conditions, params, source, facts, wording));
}

/** What a rule says of a record, asked once. */
export function useVerdict(): (rule: Rule, given: Given) => Verdict {
  const { pack } = useRules();
  return (rule, given) => {
    const reason = reasonOf(rule, given, pack, {});
    return reason.ok ? verdictOf(reason.value.holds) : 'unknown';
  };
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
