/** What happened to a change so far, and who had a hand in it. */
import { useTranslation } from 'react-i18next';
import { outcomes } from '@flowmeter/engine/changes/change.ts';
import type { Change } from '../api/changes.ts';
import { Instant } from '../display/instant.tsx';
import { useSay } from '../words/say.ts';

const actions = Object.keys(outcomes) as (keyof typeof outcomes)[];

export function ReviewLog({ change }: { change: Change }) {
  const { t } = useTranslation('changes');
  const say = useSay();
  const actionWords = (action: string) => {
    const known = actions.find((one) => one === action);
    return known === undefined ? action : t(`log.action.${known}`);
  };
  const contributors = change.contributors.map(({ name }) => say(name)).join(' · ');
  return (
    <div className="evidence">
      <ol className="review-log">
        {change.log.map((entry) => (
          <li key={`${entry.at} ${entry.action}`}>
            <div className="review-log-head">
              <strong>{say(entry.actor.name)}</strong>
              <span>{actionWords(entry.action)}</span>
              <Instant at={entry.at} />
            </div>
            {entry.comment !== '' && <blockquote>{entry.comment}</blockquote>}
          </li>
        ))}
      </ol>
      <section aria-label={t('log.contributors')}>
        <h2>{t('log.contributors')}</h2>
        <p>{contributors}</p>
        <p className="quiet">{t('log.contributorsHelp')}</p>
      </section>
    </div>
  );
}
