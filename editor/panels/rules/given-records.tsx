/** An example about records of a data set: the records as they are written, kept when the field is left. */
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RuleExample } from '@flowmeter/engine/definition/examples.ts';
import { pointer } from '@flowmeter/engine/definition/pointer.ts';
import { type Problem, problem } from '@flowmeter/engine/problem.ts';
import { ProblemNotes } from '../inputs/field.tsx';
import { useIsReadOnly } from '../panel.ts';
import { growing } from '../../display/growing.ts';

type Given = RuleExample['given'];

interface GivenRecordsProps {
  given: Given;
  onChange: (given: Given) => void;
}

export function GivenRecords({ given, onChange }: GivenRecordsProps) {
  const { t } = useTranslation('rules');
  const isReadOnly = useIsReadOnly();
  const [typed, setTyped] = useState<string>();
  const read = typed === undefined ? undefined : readGiven(typed);
  const keep = () => {
    if (read === undefined || !('given' in read)) return;
    onChange(read.given);
    setTyped(undefined);
  };
  return (
    <div className="rule-json">
      <p className="quiet">{t('examples.records')}</p>
      <Input.TextArea
        className="panel-code"
        value={typed ?? JSON.stringify(given, null, 2)}
        readOnly={isReadOnly}
        {...growing(6, 24)}
        spellCheck={false}
        aria-label={t('examples.given')}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={keep}
        {...(read !== undefined && 'problems' in read
          ? { status: 'error' as const, 'aria-invalid': true }
          : {})}
      />
      {read !== undefined && 'problems' in read && <ProblemNotes problems={read.problems} />}
    </div>
  );
}

function readGiven(text: string): { given: Given } | { problems: Problem[] } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    return { problems: [problem('not_json', { reason })] };
  }
  const parsed = RuleExample.shape.given.safeParse(json);
  if (parsed.success) return { given: parsed.data };
  return {
    problems: parsed.error.issues.map(({ message, path }) =>
      problem('schema', { reason: message }, pointer(path)),
    ),
  };
}
