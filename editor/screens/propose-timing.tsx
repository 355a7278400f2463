/** When a proposal takes effect: at its approval, at a time of a zone, or at once as an emergency. */
import { useQuery } from '@tanstack/react-query';
import { Alert, Input, Radio } from 'antd';
import { lazy, Suspense, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { schedule, type Timing } from '../api/changes.ts';
import { clockParts } from '../display/format.ts';

const DatePicker = lazy(async () => ({
  default: (await import('../forms/date-picker.tsx')).DatePicker,
}));

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
        <At
          label={`${id}-label`}
          local={timing.effective.local}
          zone={zone}
          onChange={(local) => onChange({ effective: { local, zone } })}
        />
      )}
      {timing.emergency === true && (
        <Alert type="warning" showIcon title={t('propose.emergencyHelp')} />
      )}
    </div>
  );
}

interface AtProps {
  /** Id of what names it. */
  label: string;
  local: string;
  zone: string;
  onChange: (local: string) => void;
}

/** A day and a time as the clocks of the zone show them, wherever the browser is. */
function At({ label, local, zone, onChange }: AtProps) {
  const { t } = useTranslation('editor');
  const id = useId();
  const name = t('propose.time');
  return (
    <>
      <Suspense fallback={<Input disabled aria-label={name} />}>
        <DatePicker
          id={id}
          fact={{ name: { zh: name, en: name }, type: 'datetime' }}
          value={local === '' ? null : local}
          disabled={false}
          withTime
          onChange={(instant) => onChange(typeof instant === 'string' ? wallOf(instant) : '')}
          aria={{
            'aria-labelledby': label,
            'aria-describedby': `${id}-zone`,
            'aria-required': true,
          }}
        />
      </Suspense>
      <span className="field-help" id={`${id}-zone`}>
        {t('propose.timeHelp', { zone })}
      </span>
    </>
  );
}

/** The picker tells the instant of the browser's clock: what it showed is what is meant. */
function wallOf(instant: string): string {
  const { day, time } = clockParts(instant);
  return `${day}T${time}`;
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
