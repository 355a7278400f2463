/** The bar of a trial: its clock, back, the next timer, to the end, again, and saving it. */
import {
  ClockCircleOutlined,
  FastForwardOutlined,
  FileAddOutlined,
  ReloadOutlined,
  StepBackwardOutlined,
  StepForwardOutlined,
} from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { mayCancel } from '@flowmeter/engine/simulation/asides.ts';
import { timersOf } from '@flowmeter/engine/simulation/clock.ts';
import { now, type Session } from '@flowmeter/engine/simulation/session.ts';
import { Instant } from '../../display/instant.tsx';
import { Playing, Stops } from './playing.tsx';
import type { Play } from './use-play.ts';
import type { Trial } from './use-trial.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const periods = { hour: HOUR, day: DAY, week: 7 * DAY, month: 30 * DAY } as const;
const periodNames = Object.keys(periods) as (keyof typeof periods)[];

interface ToolsProps {
  trial: Trial;
  session: Session;
  play: Play;
  stops: readonly string[];
  onStops: (stops: string[]) => void;
  onSave: () => void;
}

export function TrialTools({ trial, session, play, stops, onStops, onSave }: ToolsProps) {
  const { t } = useTranslation('trial');
  const { isBusy } = trial;
  const { state, at } = now(session);
  const hasEnded = state.status === 'ended';
  const [calendar] = session.flow.calendars.values();
  return (
    <div className="trial-tools" role="toolbar" aria-label={t('tools')}>
      <span className="trial-clock" role="status">
        <ClockCircleOutlined aria-hidden />
        <span className="unseen">{t('clock.now')}</span>
        <Instant at={at} {...(calendar && { zone: calendar.zone })} />
      </span>
      <Playing play={play} isOff={play.isOver} />
      <Button
        size="small"
        icon={<StepBackwardOutlined aria-hidden />}
        disabled={isBusy || session.points.length < 2}
        onClick={trial.back}
      >
        {t('tool.back')}
      </Button>
      <Button
        size="small"
        icon={<StepForwardOutlined aria-hidden />}
        disabled={isBusy || timersOf(session).length === 0}
        onClick={trial.next}
      >
        {t('tool.next')}
      </Button>
      <Passing trial={trial} isOff={isBusy || hasEnded} />
      <ToTheEnd trial={trial} session={session} stops={stops} isOff={isBusy || hasEnded} />
      {trial.callers.length === 0 && (
        <>
          <Stops flow={session.flow.flow} stops={stops} onChange={onStops} />
          <Button
            size="small"
            icon={<ReloadOutlined aria-hidden />}
            disabled={isBusy}
            onClick={trial.restart}
          >
            {t('tool.restart')}
          </Button>
          <Keeping trial={trial} session={session} onSave={onSave} />
        </>
      )}
    </div>
  );
}

/** What becomes of the case that is tried out: an example, or nothing. */
function Keeping({ trial, session, onSave }: Pick<ToolsProps, 'trial' | 'session' | 'onSave'>) {
  const { t } = useTranslation('trial');
  const { isBusy } = trial;
  return (
    <>
      <Button
        size="small"
        icon={<FileAddOutlined aria-hidden />}
        disabled={isBusy || session.points.length < 2}
        onClick={onSave}
      >
        {t('tool.save')}
      </Button>
      {mayCancel(session) && (
        <Button
          size="small"
          danger
          disabled={isBusy}
          onClick={() => trial.act({ do: 'cancel', reason: t('at.tried') })}
        >
          {t('deed.cancel')}
        </Button>
      )}
    </>
  );
}

function Passing({ trial, isOff }: { trial: Trial; isOff: boolean }) {
  const { t } = useTranslation('trial');
  const items = periodNames.map((name) => ({
    key: name,
    label: t(`clock.${name}`),
    onClick: () => trial.pass(periods[name]),
  }));
  return (
    <Dropdown menu={{ items }} trigger={['click']} disabled={isOff}>
      <Button size="small">{t('clock.pass')}</Button>
    </Dropdown>
  );
}

function ToTheEnd({
  trial,
  session,
  stops,
  isOff,
}: Pick<ToolsProps, 'trial' | 'session' | 'stops'> & { isOff: boolean }) {
  const { t } = useTranslation('trial');
  const run = (choose: 'first' | 'chance') => () =>
    trial.run({ choose, seed: session.points.length, stops });
  const items = [
    { key: 'first', label: t('tool.runFirst'), onClick: run('first') },
    { key: 'chance', label: t('tool.runChance'), onClick: run('chance') },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']} disabled={isOff}>
      <Button size="small" icon={<FastForwardOutlined aria-hidden />}>
        {t('tool.run')}
      </Button>
    </Dropdown>
  );
}
