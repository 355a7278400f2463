/** One rule as it is written. */
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rule } from '@flowmeter/engine/definition/ruleset.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';
import { DocumentJson } from '../inputs/document-json.tsx';
import { useProblems } from '../panel.ts';
import { problemsAt } from '../problem-order.ts';
import { readRule, writtenRule } from './written.ts';

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
  const read = useCallback((text: string) => readRule(text, fixedId), [fixedId]);
  return (
    <DocumentJson
      label={t('json.label', { id: rule.id })}
      value={rule}
      write={writtenRule}
      read={read}
      problems={problems}
      typed={typed}
      onTyped={setTyped}
      onChange={onChange}
    />
  );
}

/** Places as the rule alone has them. */
function within(problems: readonly Problem[], at: string): Problem[] {
  return problems.map((one) => ({ ...one, at: (one.at ?? at).slice(at.length) }));
}
