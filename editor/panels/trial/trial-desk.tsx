/** Everything that is tried out on a draft: a case, its examples, a past case, what its limits would mean. */
import './trial.css';
import './past.css';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import { Tabs } from '../../display/tabs.tsx';
import { CoveragePanel } from './coverage.tsx';
import { LimitEffects } from './limit-effects.tsx';
import { type Asked, PastCase } from './past-case.tsx';
import { Refused } from './refused.tsx';
import { TrialPanel, type TrialPanelProps } from './trial-panel.tsx';
import { useTrial } from './use-trial.ts';

const parts = ['case', 'cover', 'past', 'limits'] as const;
type Part = (typeof parts)[number];

interface TrialDeskProps extends Omit<TrialPanelProps, 'trial'> {
  flow: FlowDefinition;
  pack: Pack;
}

export function TrialDesk({ flow, pack, ...props }: TrialDeskProps) {
  const { onMarks, onShow } = props;
  const { t } = useTranslation('trial');
  const [part, setPart] = useState<Part>('case');
  const [asked, setAsked] = useState<Asked>();
  const trial = useTrial(flow, pack);
  const contents: Record<Part, ReactNode> = {
    case: <TrialPanel trial={trial} {...props} />,
    cover: trial.flow.ok ? (
      <CoveragePanel flow={trial.flow.value} onMarks={onMarks} onShow={onShow} />
    ) : (
      <Refused problems={trial.flow.problems} />
    ),
    past: <PastCase flow={flow} asked={asked} onAsk={setAsked} onMarks={onMarks} onShow={onShow} />,
    limits: (
      <LimitEffects
        flow={flow}
        onShow={onShow}
        onRetrace={(id) => {
          setAsked({ id, flow });
          setPart('past');
        }}
      />
    ),
  };
  return (
    <div className="trial-desk">
      <Tabs
        label={t('parts')}
        tabs={parts.map((key) => ({ key, words: t(`part.${key}`) }))}
        current={part}
        onChoose={setPart}
      >
        {contents[part]}
      </Tabs>
    </div>
  );
}
