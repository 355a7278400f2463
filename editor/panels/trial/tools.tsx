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
import { timersOf } from '@flowmeter/engine/simulation/clock.ts';
import { now, type Session } from '@flowmeter/engine/simulation/session.ts';
import { Instant } from '../../display/instant.tsx';
import type { Trial } from './use-trial.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const periods = { hour: HOUR, day: DAY, week: 7 * DAY, month: 30 * DAY } as const;
const periodNames = Object.keys(periods) as (keyof typeof periods)[];

interface ToolsProps {
  trial: Trial;
  session: Session;
  onSave: () => void;
}

export function TrialTools({ trial, session, onSave }: ToolsProps) {
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
      <ToTheEnd trial={trial} session={session} isOff={isBusy || hasEnded} />
      <Button
        size="small"
        icon={<ReloadOutlined aria-hidden />}
        disabled={isBusy}
        onClick={trial.restart}
      >
        {t('tool.restart')}
      </Button>
      <Button
        size="small"
        icon={<FileAddOutlined aria-hidden />}
        disabled={isBusy || session.points.length < 2}
        onClick={onSave}
      >
        {t('tool.save')}
      </Button>
    </div>
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
  isOff,
}: Pick<ToolsProps, 'trial' | 'session'> & { isOff: boolean }) {
  const { t } = useTranslation('trial');
  const run = (choose: 'first' | 'chance') => () =>
    trial.run({ choose, seed: session.points.length });
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
