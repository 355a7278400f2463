/** What takes effect when: approved changes whose time has not come, day by day. */
import '../theme/review.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { schedule, type ChangeRow } from '../api/changes.ts';
import { Answered } from '../display/answered.tsx';
import { clockParts, useFormat } from '../display/format.ts';
import { ChangeState } from '../display/marks.tsx';
import { Nothing } from '../display/nothing.tsx';
import { useNow } from '../display/now.ts';
import { PageHead, Section } from '../display/page.tsx';
import { useSay } from '../words/say.ts';
import { DefinitionsNamed } from './changes.tsx';

export function ScheduleScreen() {
  const { t } = useTranslation('changes');
  const query = useQuery(schedule);
  return (
    <div className="page">
      <PageHead
        title={t('schedule.title')}
        above={
          <Link to="/changes" search={{}}>
            {t('list.title')}
          </Link>
        }
        details={<span>{t('schedule.help')}</span>}
      />
      <Answered query={query} rows={6}>
        {({ rows, zone }) =>
          rows.length === 0 ? (
            <Nothing text={t('schedule.empty')}>
              <Link to="/changes" search={{}}>
                {t('schedule.all')}
              </Link>
            </Nothing>
          ) : (
            byDay(rows, zone).map(([day, changes]) => (
              <Day key={day} day={day} changes={changes} zone={zone} />
            ))
          )
        }
      </Answered>
    </div>
  );
}

function Day({ day, changes, zone }: { day: string; changes: ChangeRow[]; zone: string }) {
  return (
    <Section title={day} count={changes.length} flush>
      <ul className="lines">
        {changes.map((row) => (
          <Line key={row.id} row={row} zone={zone} />
        ))}
      </ul>
    </Section>
  );
}

function Line({ row, zone }: { row: ChangeRow; zone: string }) {
  const { t } = useTranslation('changes');
  const say = useSay();
  const format = useFormat();
  const now = useNow();
  const at = row.effective_from ?? '';
  const own = row.zone ?? zone;
  return (
    <li className="schedule-line">
      <div className="schedule-time">
        <time dateTime={at} className="figures">
          {clockParts(at, zone).time}
        </time>
        <span className="row-step">
          {t('schedule.in', { time: format.span(Date.parse(at) - now) })}
        </span>
      </div>
      <Link to="/changes/$id" params={{ id: row.id }} search={{}} className="line-link">
        <span className="row-title">{row.title}</span>
        <span className="row-step">
          {t('schedule.approvedBy', { who: say(row.decided_by?.name) })}
          {own !== zone && ` · ${format.instant(at, own)} ${own}`}
        </span>
      </Link>
      <DefinitionsNamed row={row} />
      <ChangeState state={row.state} />
    </li>
  );
}

function byDay(rows: readonly ChangeRow[], zone: string): [string, ChangeRow[]][] {
  const days = new Map<string, ChangeRow[]>();
  for (const row of rows) {
    const { day } = clockParts(row.effective_from ?? '', zone);
    days.set(day, [...(days.get(day) ?? []), row]);
  }
  return [...days];
}
