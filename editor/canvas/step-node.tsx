/** A step on the canvas: icon, name, post, limit, and what is the matter with it. */
import { ClockCircleOutlined, SafetyCertificateFilled, UserOutlined } from '@ant-design/icons';
import { Handle, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { kindOf } from '@flowmeter/engine/steps/registry.ts';
import { useSay } from '../words/say.ts';
import type { StepNode as StepNodeType } from './drawing.ts';
import { KindIcon } from './kind-icon.tsx';
import { BadgeMark, Barred, MarkSign } from './node-signs.tsx';
import { OutHandle } from './out-handle.tsx';
import { useView } from './port.ts';
import { Renaming } from './renaming.tsx';
import { useStepWords } from './step-words.ts';

export const StepNode = memo(function StepNode({ id, data, selected }: NodeProps<StepNodeType>) {
  const { step, mark, badge } = data;
  const say = useSay();
  const isRenamed = useView((view) => view.renaming === id);
  const reason = useView((view) => view.targets?.get(id));
  const isBarred = useView(
    (view) => view.targets !== undefined && view.targets.get(id) !== undefined,
  );
  const flashes = useView((view) => view.flash === id);
  const { arrival } = kindOf(step);
  const classes = [
    'step',
    `step-${arrival}`,
    selected ? 'is-selected' : '',
    isBarred ? 'is-barred' : '',
    mark ? `has-mark mark-is-${mark.kind}` : '',
    flashes ? 'flashes' : '',
  ];
  return (
    <div id={`step-${id}`} className={classes.join(' ')}>
      <Handle
        type="target"
        id="in"
        position={Position.Top}
        className="in-handle"
        isConnectable={data.editable}
      />
      <span className="step-icon">
        <KindIcon kind={step.kind} />
      </span>
      <div className="step-words">
        {isRenamed ? (
          <Renaming step={id} name={step.name} />
        ) : (
          <span className="step-name" title={say(step.name)}>
            {say(step.name)}
          </span>
        )}
        <StepDetails data={data} />
      </div>
      {step.legal === true && <LegalSign />}
      {badge && <BadgeMark badge={badge} />}
      {mark && <MarkSign mark={mark} />}
      {reason && <Barred reason={reason} />}
      <OutHandle id={id} isOpen={step.routes.length === 0} shown={data.outlet && data.editable} />
    </div>
  );
});

function StepDetails({ data }: { data: StepNodeType['data'] }) {
  const words = useStepWords(data.step);
  if (words.post === null && words.limit === null) return null;
  return (
    <>
      {words.post !== null && (
        <span className="step-detail">
          <UserOutlined aria-hidden /> <span className="cut-words">{words.post}</span>
        </span>
      )}
      {words.limit !== null && (
        <span className="step-detail figures" title={words.all}>
          <ClockCircleOutlined aria-hidden /> <span className="cut-words">{words.limit}</span>
          {words.more > 0 && <span className="step-more">+{words.more}</span>}
        </span>
      )}
    </>
  );
}

function LegalSign() {
  const { t } = useTranslation('canvas');
  return (
    <span className="step-legal" title={t('legalHelp')}>
      <SafetyCertificateFilled aria-hidden />
      {t('legal')}
    </span>
  );
}
