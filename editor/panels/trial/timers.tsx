/** What time will do to the case, and what has run out already, by the virtual clock. */
import { useTranslation } from 'react-i18next';
import { type Timer, timersOf } from '@flowmeter/engine/simulation/clock.ts';
import { now, type Session } from '@flowmeter/engine/simulation/session.ts';
import { useFormat } from '../../display/format.ts';
import { Mark, type MarkIcon } from '../../display/mark.tsx';
import type { StateColour } from '../../theme/palette.ts';
import { useSay } from '../../words/say.ts';

const looks: Record<Timer['kind'] | 'over', { colour: StateColour; icon: MarkIcon }> = {
  wait: { colour: 'blue', icon: 'clock' },
  warn: { colour: 'amber', icon: 'alarm' },
  remind: { colour: 'amber', icon: 'alarm' },
  due: { colour: 'amber', icon: 'clock' },
  escalate: { colour: 'red', icon: 'alarm' },
  over: { colour: 'red', icon: 'over' },
};

interface Row {
  what: keyof typeof looks;
  at: string;
  step: string | undefined;
  key: string;
}

export function Timers({ session }: { session: Session }) {
  const { t } = useTranslation('trial');
  const say = useSay();
  const format = useFormat();
  const [calendar] = session.flow.calendars.values();
  const rows = [...overdue(session), ...ahead(session)];
  return (
    <section className="trial-part" aria-label={t('timers.title')}>
      <h3>{t('timers.title')}</h3>
      {rows.length === 0 && <p className="quiet">{t('timers.none')}</p>}
      <ul className="trial-list">
        {rows.map(({ what, at, step, key }) => (
          <li key={key} className="trial-timer">
            <Mark {...looks[what]} plain>
              {t(`timers.${what}`)}
            </Mark>
            <span className="trial-words">
              {say(session.flow.flow.steps[step ?? '']?.name) || t('timers.case')}
            </span>
            <time dateTime={at} className="figures">
              {format.due(at, calendar?.zone)}
            </time>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ahead(session: Session): Row[] {
  return timersOf(session).map(({ kind, at, seq, step, limit = '', level = 0 }) => {
    return { what: kind, at, step, key: `${kind} ${seq} ${limit} ${level}` };
  });
}

function overdue(session: Session): Row[] {
  const { state, at } = now(session);
  if (state.status === 'ended') return [];
  const open = state.visits.filter(({ status }) => status === 'open');
  const limits = [
    ...state.limits.map((limit) => ({ limit, step: undefined, seq: 0 })),
    ...open.flatMap(({ limits: own, step, seq }) => own.map((limit) => ({ limit, step, seq }))),
  ];
  return limits.flatMap(({ limit, step, seq }): Row[] =>
    limit.dueAt !== null && (limit.dueAt < at || limit.passedAt !== undefined)
      ? [{ what: 'over', at: limit.dueAt, step, key: `over ${seq} ${limit.id}` }]
      : [],
  );
}
