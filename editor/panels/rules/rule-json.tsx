/** A rule as it is written, to be read, copied and changed; kept when the field is left. */
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rule } from '@flowmeter/engine/definition/ruleset.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';
import { CodeField } from '../inputs/code-field.tsx';
import { useProblems } from '../panel.ts';
import { problemsAt } from '../problem-order.ts';
import { isSame } from '../subject.ts';
import { readRule } from './written.ts';

interface RuleJsonProps {
  rule: Rule;
  /** JSON Pointer of the rule. */
  at: string;
  /** Stays what it is, whatever is written. */
  fixedId: string | undefined;
  onChange: (rule: Rule) => void;
}

export function RuleJson({ rule, at, fixedId, onChange }: RuleJsonProps) {
  const { t } = useTranslation('rules');
  const all = useProblems();
  const problems = useMemo(() => within(problemsAt(all, at), at), [all, at]);
  const [typed, setTyped] = useState<string>();
  const written = useMemo(() => JSON.stringify(rule, null, 2), [rule]);
  const unkept = useMemo(() => {
    const read = typed === undefined ? undefined : readRule(typed, fixedId);
    return read === undefined || read.ok ? none : read.problems;
  }, [typed, fixedId]);
  const keep = () => {
    if (typed === undefined) return;
    const read = readRule(typed, fixedId);
    if (!read.ok) return;
    setTyped(undefined);
    if (!isSame(read.value, rule)) onChange(read.value);
  };
  const isWrong = unkept.length > 0;
  return (
    <div className="rule-json">
      {isWrong && (
        <p className="panel-help" role="alert">
          {t('json.notKept')}
        </p>
      )}
      <CodeField
        label={t('json.label', { id: rule.id })}
        text={typed ?? written}
        problems={isWrong ? unkept : problems}
        isWrong={isWrong}
        onText={setTyped}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
          event.stopPropagation();
          setTyped(undefined);
        }}
      />
    </div>
  );
}

const none: readonly Problem[] = [];

/** Places as the rule alone has them. */
function within(problems: readonly Problem[], at: string): Problem[] {
  return problems.map((one) => ({ ...one, at: (one.at ?? at).slice(at.length) }));
}
