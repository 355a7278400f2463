/**
 * The condition editor: the same document as a sentence whose words are pickers, and as JSON. It knows
 * nothing of flows and serves every condition: of routes, limits and rules.
 */
import { CodeOutlined, UnorderedListOutlined } from '@ant-design/icons';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Condition } from '@flowmeter/engine/definition/condition.ts';
import { checkCondition } from '@flowmeter/engine/rules/check.ts';
import { describe } from '@flowmeter/engine/rules/explain.ts';
import { useSay } from '../words/say.ts';
import { Adder } from './condition/adder.tsx';
import { checkTermsOf, type ConditionTerms } from './condition/comparison.ts';
import { EditingContext, type Editing } from './condition/editing.ts';
import { Group } from './condition/group.tsx';
import { JsonView, type Unkept } from './condition/json-view.tsx';
import { useWording } from './condition/terms.ts';
import { Tool } from './inputs/tool.tsx';
import './panels.css';

export interface ConditionEditorProps {
  /** What the condition is of, for screen readers, e.g. the name of a route. */
  label: string;
  value: Condition | undefined;
  /** The facts, steps, parameters and calendars that it may speak about. */
  terms: ConditionTerms;
  /** `undefined` when the last part is gone. Edits of one burst are one entry of a history. */
  onChange: (next: Condition | undefined, burst?: string) => void;
  /** JSON Pointer of the condition, where jumps to its problems come to. */
  at?: string | undefined;
}

/** A condition in sentence form. What it answers always fits the schema. */
export function ConditionEditor({ label, value, terms, onChange, at }: ConditionEditorProps) {
  const { t } = useTranslation('panels');
  const [isJson, setIsJson] = useState(false);
  const [unkept, setUnkept] = useState<Unkept>();
  const [focused, setFocused] = useState<string>();
  const problems = useMemo(
    () => (value === undefined ? [] : checkCondition(value, checkTermsOf(terms))),
    [value, terms],
  );
  const editing: Editing = { terms, problems, focused, focus: setFocused, at };
  const change = (next: Condition | undefined, burst?: string) => onChange(next, burst);
  return (
    <EditingContext value={editing}>
      <div className="condition" role="group" aria-label={label} data-at={at}>
        {value === undefined ? (
          <Adder
            path={[]}
            onAdd={(part) => {
              change(part);
              setFocused('');
            }}
          />
        ) : (
          <>
            {isJson ? (
              <JsonView value={value} onChange={change} unkept={unkept} setUnkept={setUnkept} />
            ) : (
              <Group condition={value} path={[]} whole={value} change={change} />
            )}
            <div className="condition-foot">
              <Sentence condition={value} terms={terms} />
              <Tool
                label={isJson ? t('condition.asSentence') : t('condition.asJson')}
                icon={isJson ? <UnorderedListOutlined aria-hidden /> : <CodeOutlined aria-hidden />}
                onClick={() => setIsJson(!isJson)}
              />
            </div>
          </>
        )}
      </div>
    </EditingContext>
  );
}

/** The condition as it is read out: 当 重要客户 = 是 且 供电电压 ≥ 10 kV. */
function Sentence({ condition, terms }: { condition: Condition; terms: ConditionTerms }) {
  const { t } = useTranslation('panels');
  const say = useSay();
  const wording = useWording(terms);
  const words = say(describe(condition, terms.params, terms.facts, wording));
  return (
    <p className="condition-sentence" aria-live="polite">
      {t('condition.when', { words })}
    </p>
  );
}
