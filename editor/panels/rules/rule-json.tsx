/** A rule as it is written, to be read, copied and changed; kept when the field is left. */
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rule } from '@flowmeter/engine/definition/ruleset.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';
import { ProblemNotes } from '../inputs/field.tsx';
import { useIsReadOnly, useProblems } from '../panel.ts';
import { problemsAt } from '../problem-order.ts';
import { isSame } from '../subject.ts';
import { readRule } from './written.ts';
import { growing } from '../../display/growing.ts';

interface RuleJsonProps {
  rule: Rule;
  /** JSON Pointer of the rule. */
  at: string;
  /** Stays what it is, whatever is written. */
  fixedId: string | undefined;
  onChange: (rule: Rule) => void;
}

interface Unkept {
  text: string;
  problems: readonly Problem[];
}

export function RuleJson({ rule, at, fixedId, onChange }: RuleJsonProps) {
  const { t } = useTranslation('rules');
  const isReadOnly = useIsReadOnly();
  const problems = problemsAt(useProblems(), at);
  const [typed, setTyped] = useState<string>();
  const [unkept, setUnkept] = useState<Unkept>();
  const text = typed ?? unkept?.text ?? JSON.stringify(rule, null, 2);
  const keep = () => {
    if (typed === undefined) return;
    const read = readRule(typed, fixedId);
    setTyped(undefined);
    setUnkept(read.ok ? undefined : { text: typed, problems: read.problems });
    if (read.ok && !isSame(read.value, rule)) onChange(read.value);
  };
  return (
    <div className="rule-json">
      <Input.TextArea
        className="panel-code"
        value={text}
        readOnly={isReadOnly}
        {...growing(12)}
        spellCheck={false}
        aria-label={t('json.label', { id: rule.id })}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
          event.stopPropagation();
          setTyped(undefined);
          setUnkept(undefined);
        }}
        {...(unkept ? { status: 'error' as const, 'aria-invalid': true } : {})}
      />
      {unkept !== undefined && (
        <p className="panel-help" role="alert">
          {t('json.notKept')}
        </p>
      )}
      <ul className="placed-problems">
        {(unkept?.problems ?? problems).map((one) => (
          <li key={`${one.code}${one.at ?? ''}`}>
            {one.at !== undefined && <code>{one.at}</code>}
            <ProblemNotes problems={[one]} />
          </li>
        ))}
      </ul>
    </div>
  );
}
