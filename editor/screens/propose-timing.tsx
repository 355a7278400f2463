/** When a proposal takes effect: at its approval, at a time of a zone, or at once as an emergency. */
import { useQuery } from '@tanstack/react-query';
import { Alert, Input, Radio } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { schedule, type Timing } from '../api/changes.ts';

interface ProposeTimingProps {
  timing: Timing;
  onChange: (timing: Timing) => void;
}

const ways = ['atApproval', 'atTime', 'emergency'] as const;
type Way = (typeof ways)[number];

export function ProposeTiming({ timing, onChange }: ProposeTimingProps) {
  const { t } = useTranslation('editor');
  const id = useId();
  const { data } = useQuery(schedule);
  const zone = timing.effective?.zone ?? data?.zone ?? 'UTC';
  const choose = (way: Way) => onChange(beginning[way](zone));
  return (
    <div className="field">
      <span className="field-label" id={`${id}-label`}>
        {t('propose.when')}
      </span>
      <Radio.Group
        aria-labelledby={`${id}-label`}
        value={wayOf(timing)}
        options={ways.map((value) => ({ value, label: t(`propose.${value}`) }))}
        onChange={(event) => choose(event.target.value as Way)}
      />
      {timing.effective && (
        <>
          <Input
            type="datetime-local"
            className="figure-input"
            aria-label={t('propose.time')}
            aria-describedby={`${id}-zone`}
            aria-required
            value={timing.effective.local}
            onChange={(event) => onChange({ effective: { local: event.target.value, zone } })}
          />
          <span className="field-help" id={`${id}-zone`}>
            {t('propose.timeHelp', { zone })}
          </span>
        </>
      )}
      {timing.emergency === true && (
        <Alert type="warning" showIcon title={t('propose.emergencyHelp')} />
      )}
    </div>
  );
}

const beginning: Record<Way, (zone: string) => Timing> = {
  atApproval: () => ({}),
  atTime: (zone) => ({ effective: { local: '', zone } }),
  emergency: () => ({ emergency: true }),
};

function wayOf({ effective, emergency }: Timing): Way {
  if (emergency === true) return 'emergency';
  return effective === undefined ? 'atApproval' : 'atTime';
}
