/** A pre-audit holds a trial up: with a reason, somebody of the post that may let it pass goes on. */
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '@flowmeter/engine/definition/organisation.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';
import type { Session } from '@flowmeter/engine/simulation/session.ts';
import { useSay } from '../../words/say.ts';

interface HeldProps {
  session: Session;
  problems: readonly Problem[];
  isBusy: boolean;
  /** Rule -> reason, given by a person. */
  onPass: (overrides: Record<string, string>, by: string) => void;
}

export function Held({ session, problems, isBusy, onPass }: HeldProps) {
  const { t } = useTranslation('trial');
  const say = useSay();
  const id = useId();
  const [reason, setReason] = useState('');
  const rules = problems.flatMap(({ details }) =>
    typeof details.rule === 'string' ? details.rule : [],
  );
  if (rules.length === 0 || rules.length < problems.length) return null;
  const passer = passerOf(session, problems);
  if (passer === undefined) return <p className="quiet">{t('held.nobody')}</p>;
  return (
    <div className="field trial-held">
      <label className="field-label" htmlFor={id}>
        {t('held.reason', { name: say(passer.name) })}
      </label>
      <Input id={id} value={reason} onChange={(event) => setReason(event.target.value)} />
      <Button
        danger
        disabled={isBusy || reason.trim() === ''}
        onClick={() =>
          onPass(Object.fromEntries(rules.map((rule) => [rule, reason.trim()])), passer.id)
        }
      >
        {t('held.pass')}
      </Button>
    </div>
  );
}

/** Who holds all the posts that may let these rules pass. */
function passerOf({ flow }: Session, problems: readonly Problem[]): Person | undefined {
  const posts = problems.map(({ details }) => details.override_post);
  return flow.org?.people.find((one) =>
    posts.every((post) => typeof post === 'string' && one.posts.includes(post)),
  );
}
