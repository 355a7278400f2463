/** A called case is being tried out: of whom, and the ways back to its caller. */
import { EnterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { now, type Session } from '@flowmeter/engine/simulation/session.ts';
import { useSay } from '../../words/say.ts';
import type { Trial } from './use-trial.ts';

export function Inside({ trial, session }: { trial: Trial; session: Session }) {
  const { t } = useTranslation('trial');
  const say = useSay();
  const caller = trial.callers.at(-1);
  if (caller === undefined) return null;
  const { flow } = caller.session.flow;
  const title = t('called.inside', {
    step: say(flow.steps[caller.step]?.name) || caller.step,
    flow: say(session.flow.flow.name),
  });
  const hasEnded = now(session).state.status === 'ended';
  return (
    <div className="trial-inside" role="group" aria-label={title}>
      <EnterOutlined aria-hidden />
      <span className="trial-words">{title}</span>
      <Button
        size="small"
        type={hasEnded ? 'primary' : 'default'}
        disabled={trial.isBusy || !hasEnded}
        onClick={trial.handBack}
      >
        {t('called.handBack')}
      </Button>
      <Button size="small" disabled={trial.isBusy} onClick={trial.giveUp}>
        {t('called.giveUp')}
      </Button>
    </div>
  );
}
