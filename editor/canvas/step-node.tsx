/** A step on the canvas: icon, name, post, limit, and what is the matter with it. */
import { ClockCircleOutlined, SafetyCertificateFilled, UserOutlined } from '@ant-design/icons';
import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { kindOf } from '@flowmeter/engine/steps/registry.ts';
import type { StepNode as StepNodeType } from './drawing.ts';
import { KindIcon } from './kind-icon.tsx';
import { NodeFrame, NodeName } from './node-frame.tsx';
import { OpenCalled } from './open-called.tsx';
import { useStepWords } from './step-words.ts';

export const StepNode = memo(function StepNode({ id, data, selected }: NodeProps<StepNodeType>) {
  const { step } = data;
  const { arrival } = kindOf(step);
  return (
    <NodeFrame id={id} className={`step step-${arrival}`} data={data} selected={selected}>
      <span className="step-icon">
        <KindIcon kind={step.kind} />
      </span>
      <div className="step-words">
        <NodeName id={id} name={step.name} />
        <StepDetails data={data} />
      </div>
      {step.legal === true && <LegalSign />}
      <OpenCalled id={id} step={step} />
    </NodeFrame>
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
