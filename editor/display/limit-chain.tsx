/** Who is told what about a limit, and when: reminders before it is due, escalation after it. */
import { useTranslation } from 'react-i18next';
import type { Due } from '../api/cases.ts';
import { useSay } from '../words/say.ts';
import { useFormat } from './format.ts';
import { Mark } from './mark.tsx';

/** What was told already is marked; what is to come says when, where that is known. */
export function LimitChain({ limit }: { limit: Due }) {
  const { t } = useTranslation('display');
  const say = useSay();
  const format = useFormat();
  if (limit.reminders.length + limit.escalations.length === 0) return null;
  return (
    <ul className="limit-chain">
      {limit.reminders.map(({ share, at, told }) => (
        <li key={share}>
          <Told at={at} told={told} zone={limit.zone}>
            {t('limit.reminder', { share: format.number(share * 100) })}
          </Told>
        </li>
      ))}
      {limit.escalations.map(({ level, to, at, told, reassign, notice }) => (
        <li key={level} title={say(notice)}>
          <Told at={at} told={told} zone={limit.zone} isLate>
            {t(reassign ? 'limit.reassignment' : 'limit.escalation', { to: say(to.name) })}
          </Told>
        </li>
      ))}
    </ul>
  );
}

interface ToldProps {
  at: string | null;
  told: string | null;
  zone: string;
  isLate?: boolean;
  children: string;
}

function Told({ at, told, zone, isLate = false, children }: ToldProps) {
  const format = useFormat();
  const when = told === null ? at && format.due(at, zone) : format.instant(told, zone);
  const colour = told === null ? 'grey' : isLate ? 'red' : 'blue';
  return (
    <>
      <Mark colour={colour} icon={told === null ? 'clock' : isLate ? 'over' : 'done'} plain>
        {children}
      </Mark>
      {when !== null && <span className="figures quiet">{when}</span>}
    </>
  );
}
