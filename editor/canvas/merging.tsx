/** What somebody decides when two tasks become one: who does it, and whose limits count. */
import { Modal, Radio } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { taskOf } from '@flowmeter/engine/flow/structure.ts';
import type { StepOf } from '@flowmeter/engine/steps/registry.ts';
import { choicesOf, type Merge } from '../document/commands/merge-steps.ts';
import type { FlowDocument } from '../document/document.ts';
import { stepFieldName } from '../document/field-names.ts';
import { useSay } from '../words/say.ts';
import { closeAsking, doAsked } from './action-runs.ts';
import { useEdit, useViewStore } from './port.ts';
import { useStepWords } from './step-words.ts';
import type { Asking } from './view-state.ts';

interface MergeDialogProps {
  asking: Extract<Asking, { what: 'merge' }>;
  document: FlowDocument;
}

export function MergeDialog({ asking, document }: MergeDialogProps) {
  const { steps } = document.flow;
  const [one, other] = [taskOf(steps[asking.first]), taskOf(steps[asking.second])];
  if (one === undefined || other === undefined) return null;
  return <Choices asking={asking} one={one} other={other} />;
}

type Task = StepOf<'task'>;

interface ChoicesProps {
  asking: MergeDialogProps['asking'];
  one: Task;
  other: Task;
}

function Choices({ asking, one, other }: ChoicesProps) {
  const { t } = useTranslation('canvas');
  const say = useSay();
  const edit = useEdit();
  const view = useViewStore();
  const open = choicesOf(one, other);
  const [work, setWork] = useState<Merge['work']>('first');
  const [limits, setLimits] = useState<Merge['limits']>('both');
  const fields = open.work.map((key) => say(stepFieldName(one, key))).join(t('listComma'));
  const finish = () => {
    const args = { steps: [asking.first, asking.second], work, limits };
    if (edit) doAsked(edit, view, { do: 'mergeSteps', args }, true);
  };
  const title = t('merge.title', { first: say(one.name), second: say(other.name) });
  return (
    <Modal
      open
      width={520}
      title={title}
      okText={t('merge.do')}
      onOk={finish}
      onCancel={() => closeAsking(view)}
    >
      <div className="merge-choices">
        {open.work.length > 0 && (
          <Choice
            title={t('merge.work')}
            help={t('merge.workHelp', { fields })}
            value={work}
            onChoose={(value) => setWork(value as Merge['work'])}
            options={[one, other].map((step, at) => ({
              value: at === 0 ? 'first' : 'second',
              label: <Worker step={step} />,
            }))}
          />
        )}
        {open.limits && (
          <Choice
            title={t('merge.limits')}
            help={t('merge.limitsHelp')}
            value={limits}
            onChoose={(value) => setLimits(value as Merge['limits'])}
            options={[
              { value: 'both', label: t('merge.both') },
              { value: 'first', label: <Limits step={one} /> },
              { value: 'second', label: <Limits step={other} /> },
            ]}
          />
        )}
        <p className="merge-sum">{t('merge.sum', sumOf(one, other))}</p>
      </div>
    </Modal>
  );
}

/** How much is entered and asked at the merged step. */
function sumOf(one: Task, other: Task): { facts: number; audits: number } {
  const rules = [one, other].flatMap(({ audits }) => [...audits.before, ...audits.during]);
  const facts = [one, other].flatMap(({ form }) => form.map((field) => field.fact));
  return { facts: new Set(facts).size, audits: new Set(rules).size };
}

interface ChoiceProps {
  title: string;
  help: string;
  value: string;
  options: { value: string; label: ReactNode }[];
  onChoose: (value: string) => void;
}

function Choice({ title, help, value, options, onChoose }: ChoiceProps) {
  return (
    <fieldset>
      <legend>{title}</legend>
      <Radio.Group
        vertical
        aria-label={title}
        value={value}
        options={options}
        onChange={(event) => onChoose(String(event.target.value))}
      />
      <p className="merge-help">{help}</p>
    </fieldset>
  );
}

function Worker({ step }: { step: Task }) {
  const { t } = useTranslation('canvas');
  const say = useSay();
  const { post } = useStepWords(step);
  return (
    <span>
      {post ?? t('merge.nobody')}{' '}
      <span className="merge-from">{t('merge.as', { name: say(step.name) })}</span>
    </span>
  );
}

function Limits({ step }: { step: Task }) {
  const { t } = useTranslation('canvas');
  const say = useSay();
  const { all } = useStepWords(step);
  return (
    <span>
      {all} <span className="merge-from">{t('merge.as', { name: say(step.name) })}</span>
    </span>
  );
}
