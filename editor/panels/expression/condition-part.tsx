/** A condition within an expression: the same editor that rules have, about the facts of the scope. */
import { useMemo } from 'react';
import type { Condition } from '@flowmeter/engine/definition/condition.ts';
import type { Scope } from '@flowmeter/engine/records/scope.ts';
import { ConditionEditor } from '../condition.tsx';
import type { ConditionTerms } from '../condition/comparison.ts';

interface ConditionPartProps {
  label: string;
  value: Condition | undefined;
  scope: Scope;
  at: string;
  onChange: (next: Condition | undefined, burst?: string) => void;
}

export function ConditionPart({ scope, ...props }: ConditionPartProps) {
  const terms = useMemo(() => termsOf(scope), [scope]);
  return <ConditionEditor terms={terms} {...props} />;
}

/** Own fields are offered first. */
function termsOf({ facts, kind, params, terms }: Scope): ConditionTerms {
  const { fields, id } = kind.definition;
  return {
    facts,
    near: new Set([...Object.keys(fields), ...Object.keys(kind.derived)]),
    record: id,
    params,
    calendars: [...terms.calendars.keys()].map((one) => ({ id: one, name: { zh: one, en: one } })),
    today: () => new Date().toISOString().slice(0, 10),
  };
}
