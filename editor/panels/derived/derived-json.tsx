/** A derived fact as it is written; kept when the field is left. */
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DerivedFact } from '@flowmeter/engine/definition/derived.ts';
import { pointer } from '@flowmeter/engine/definition/pointer.ts';
import { type Problem, problem } from '@flowmeter/engine/problem.ts';
import { growing } from '../../display/growing.ts';
import { ProblemNotes } from '../inputs/field.tsx';
import { useIsReadOnly } from '../panel.ts';
import { useDerived } from './desk.ts';

export function DerivedJson({ id, fact }: { id: string; fact: DerivedFact }) {
  const { t } = useTranslation('derived');
  const { port } = useDerived();
  const isReadOnly = useIsReadOnly();
  const [typed, setTyped] = useState<string>();
  const read = typed === undefined ? undefined : readFact(typed);
  const keep = () => {
    if (read === undefined || !('fact' in read)) return;
    port?.perform({ do: 'replaceFact', args: { id, fact: read.fact } });
    setTyped(undefined);
  };
  const problems = read !== undefined && 'problems' in read ? read.problems : [];
  return (
    <div className="rule-json">
      <Input.TextArea
        className="panel-code"
        value={typed ?? JSON.stringify(fact, null, 2)}
        readOnly={isReadOnly}
        {...growing(10, 40)}
        spellCheck={false}
        aria-label={t('view.json')}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={keep}
        {...(problems.length > 0 ? { status: 'error' as const, 'aria-invalid': true } : {})}
      />
      <ProblemNotes problems={problems} />
    </div>
  );
}

function readFact(text: string): { fact: DerivedFact } | { problems: Problem[] } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    return { problems: [problem('not_json', { reason })] };
  }
  const parsed = DerivedFact.safeParse(json);
  if (parsed.success) return { fact: parsed.data };
  return {
    problems: parsed.error.issues.map(({ message, path }) =>
      problem('schema', { reason: message }, pointer(path)),
    ),
  };
}
