/** The condition as it is written, to be read, copied and changed; kept when the field is left. */
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Condition } from '@flowmeter/engine/definition/condition.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';
import { ProblemNotes } from '../inputs/field.tsx';
import { useIsReadOnly } from '../panel.ts';
import { isSame } from '../subject.ts';
import { useEditing } from './editing.ts';
import { readCondition, writtenOf } from './written.ts';
import { growing } from '../../display/growing.ts';

interface JsonViewProps {
  value: Condition;
  onChange: (next: Condition) => void;
  /** Text that is not kept because it has problems; it stays while the view is away. */
  unkept: Unkept | undefined;
  setUnkept: (unkept: Unkept | undefined) => void;
}

export interface Unkept {
  text: string;
  problems: readonly Problem[];
}

export function JsonView({ value, onChange, unkept, setUnkept }: JsonViewProps) {
  const { t } = useTranslation('panels');
  const { problems } = useEditing();
  const isReadOnly = useIsReadOnly();
  const [typed, setTyped] = useState<string>();
  const text = typed ?? unkept?.text ?? writtenOf(value);
  const keep = () => {
    if (typed === undefined) return;
    const read = readCondition(typed);
    setTyped(undefined);
    setUnkept(read.ok ? undefined : { text: typed, problems: read.problems });
    if (read.ok && !isSame(read.value, value)) onChange(read.value);
  };
  return (
    <div className="condition-json">
      <Input.TextArea
        className="panel-code"
        value={text}
        readOnly={isReadOnly}
        {...growing(4, 18)}
        spellCheck={false}
        aria-label={t('condition.json')}
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
      {unkept ? (
        <div role="alert">
          <p className="panel-help">{t('condition.notKept')}</p>
          <PlacedProblems problems={unkept.problems} />
        </div>
      ) : (
        <PlacedProblems problems={problems} />
      )}
    </div>
  );
}

/** Each with its place in the text. */
function PlacedProblems({ problems }: { problems: readonly Problem[] }) {
  return problems.map((one) => (
    <div key={`${one.code}${one.at ?? ''}`} className="condition-placed">
      {one.at !== undefined && one.at !== '' && <code>{one.at}</code>}
      <ProblemNotes problems={[one]} />
    </div>
  ));
}
