/** What rules found on the way, each with its reason; and what they could not decide. */
import { useTranslation } from 'react-i18next';
import { findingsOf, undecidedAt } from '@flowmeter/engine/simulation/finding.ts';
import type { Session } from '@flowmeter/engine/simulation/session.ts';
import { now } from '@flowmeter/engine/simulation/session.ts';
import { Mark } from '../../display/mark.tsx';
import { Reason } from '../../display/reason.tsx';
import { useSay } from '../../words/say.ts';

export function Findings({ session }: { session: Session }) {
  const { t } = useTranslation('trial');
  const say = useSay();
  const found = findingsOf(session);
  const undecided = undecidedAt(session, now(session));
  const nameOf = (step: string | undefined) => say(session.flow.flow.steps[step ?? '']?.name);
  return (
    <section className="trial-part" aria-label={t('found.title')}>
      <h3>
        {t('found.title')} <span className="section-count">{found.length}</span>
      </h3>
      {found.length + undecided.length === 0 && <p className="quiet">{t('found.none')}</p>}
      <ul className="trial-list">
        {found.map(({ rule, seq = 0, step, message, reason }) => (
          <li key={`${rule.id} ${seq}`}>
            <details>
              <summary>
                <Mark colour="amber" icon="over" plain>
                  {rule.severity}
                </Mark>
                <span className="trial-words">{say(message)}</span>
                <span className="trial-details">{nameOf(step)}</span>
              </summary>
              <p className="quiet">{say(rule.name)}</p>
              <Reason reason={reason} />
            </details>
          </li>
        ))}
        {undecided.map(({ rule, seq = 0, step, missing }) => (
          <li key={`? ${rule.id} ${seq}`}>
            <Mark colour="grey" icon="unknown" plain>
              {t('found.undecided')}
            </Mark>
            <span className="trial-words">{say(rule.name)}</span>
            <span className="trial-details">{nameOf(step)}</span>
            <p className="quiet">
              {t('found.missing', { facts: missing.map(({ name }) => say(name)).join(', ') })}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
