/** A pre-audit holds a trial up: with a reason, somebody of the post that may let it pass goes on. */
import { Button, Input } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
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
  const rules = problems.flatMap(({ details }) =>
    typeof details.rule === 'string' ? details.rule : [],
  );
  if (rules.length === 0 || rules.length < problems.length) return null;
  const passer = passerOf(session, problems);
  if (passer === undefined) return <p className="quiet">{t('held.nobody')}</p>;
  const pass = (reason: string) =>
    onPass(Object.fromEntries(rules.map((rule) => [rule, reason])), passer.id);
  return <Reason passer={passer} isBusy={isBusy} onPass={pass} />;
}

interface ReasonProps {
  passer: Person;
  isBusy: boolean;
  onPass: (reason: string) => void;
}

/** Comes into sight with the keyboard in it: it stands below a form that may be long. */
function Reason({ passer, isBusy, onPass }: ReasonProps) {
  const { t } = useTranslation('trial');
  const say = useSay();
  const id = useId();
  const [reason, setReason] = useState('');
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.querySelector('input')?.focus({ preventScroll: true });
    place.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div className="field trial-held" ref={place}>
      <label className="field-label" htmlFor={id}>
        {t('held.reason', { name: say(passer.name) })}
      </label>
      <Input id={id} value={reason} onChange={(event) => setReason(event.target.value)} />
      <Button
        danger
        disabled={isBusy || reason.trim() === ''}
        onClick={() => onPass(reason.trim())}
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
