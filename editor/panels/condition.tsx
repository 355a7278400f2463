/**
 * The condition editor: the same document as a sentence whose words are pickers, and as JSON. It knows
 * nothing of flows and serves every condition: of routes, limits and rules.
 */
import { ExpandAltOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
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
export function ConditionEditor(props: ConditionEditorProps) {
  const { t } = useTranslation('panels');
  const [isWide, setIsWide] = useState(false);
  return (
    <>
      <Editor
        {...props}
        aside={
          <Tool
            label={t('condition.widen')}
            icon={<ExpandAltOutlined aria-hidden />}
            onClick={() => setIsWide(true)}
          />
        }
      />
      <Modal
        open={isWide}
        title={props.label}
        width={880}
        footer={null}
        destroyOnHidden
        onCancel={() => setIsWide(false)}
      >
        <Editor {...props} at={undefined} />
      </Modal>
    </>
  );
}

function Editor({ label, value, terms, onChange, at, aside }: EditorProps) {
  const [isJson, setIsJson] = useState(false);
  const [unkept, setUnkept] = useState<Unkept>();
  const [focused, setFocused] = useState<string>();
  const problems = useMemo(
    () => (value === undefined ? [] : checkCondition(value, checkTermsOf(terms))),
    [value, terms],
  );
  const editing: Editing = { terms, problems, focused, focus: setFocused, at };
  const add = (part: Condition) => {
    onChange(part);
    setFocused('');
  };
  return (
    <EditingContext value={editing}>
      <div className="condition" role="group" aria-label={label} data-at={at}>
        {value === undefined && <Adder path={[]} onAdd={add} />}
        {value !== undefined && isJson && (
          <JsonView value={value} onChange={onChange} unkept={unkept} setUnkept={setUnkept} />
        )}
        {value !== undefined && !isJson && (
          <Group condition={value} path={[]} whole={value} change={onChange} />
        )}
        {value !== undefined && (
          <div className="condition-foot">
            <Sentence condition={value} terms={terms} />
            <span className="condition-switches">
              <JsonSwitch isJson={isJson} onSwitch={() => setIsJson(!isJson)} />
              {aside}
            </span>
          </div>
        )}
      </div>
    </EditingContext>
  );
}

interface EditorProps extends ConditionEditorProps {
  /** Beside the switch to JSON. */
  aside?: ReactNode;
}

function JsonSwitch({ isJson, onSwitch }: { isJson: boolean; onSwitch: () => void }) {
  const { t } = useTranslation('panels');
  return (
    <Button
      type="text"
      size="small"
      className="condition-switch"
      disabled={false}
      aria-pressed={isJson}
      title={isJson ? t('condition.asSentence') : t('condition.asJson')}
      onClick={onSwitch}
    >
      {t('condition.jsonMark')}
    </Button>
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
