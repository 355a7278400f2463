/** The days of a month, to pick one from. By the keyboard a day is typed. */
import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../words/say.ts';

interface MonthProps {
  /** What is typed: its last day is shown. */
  text: string;
  onDay: (day: string) => void;
}

const DAY = 86_400_000;

export function Month({ text, onDay }: MonthProps) {
  const { t } = useTranslation('grid');
  const language = useLanguage();
  const held = dayIn(text);
  const [turned, setTurned] = useState<{ text: string; month: string }>();
  const [today] = useState(thisDay);
  const month = turned?.text === text ? turned.month : (held ?? today).slice(0, 7);
  const turn = (by: 1 | -1) => setTurned({ text, month: monthAfter(month, by) });
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  const say = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
  const [title, weekday] = [say({ year: 'numeric', month: 'long' }), say({ weekday: 'narrow' })];
  const days = daysOf(month);
  return (
    <div className="cell-month" role="group" aria-label={t('month.label')}>
      <div className="cell-month-head">
        <button type="button" tabIndex={-1} aria-label={t('month.before')} onClick={() => turn(-1)}>
          <LeftOutlined aria-hidden />
        </button>
        <span>{title.format(new Date(`${month}-01`))}</span>
        <button type="button" tabIndex={-1} aria-label={t('month.after')} onClick={() => turn(1)}>
          <RightOutlined aria-hidden />
        </button>
      </div>
      <div className="cell-month-days">
        {days.slice(0, 7).map((day) => (
          <span key={`head ${day}`} className="cell-month-weekday" aria-hidden>
            {weekday.format(new Date(day))}
          </span>
        ))}
        {days.map((day) => (
          <button
            key={day}
            type="button"
            tabIndex={-1}
            aria-label={day}
            aria-pressed={day === held}
            data-other={day.slice(0, 7) !== month}
            data-today={day === today}
            onClick={() => onDay(day)}
          >
            {Number(day.slice(8))}
          </button>
        ))}
      </div>
    </div>
  );
}

function dayIn(text: string): string | undefined {
  const [, year, month = '', day = ''] =
    /(\d{4})[-/\u5e74](\d{1,2})[-/\u6708](\d{1,2})\D*$/.exec(text) ?? [];
  const said = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return year === undefined || Number.isNaN(Date.parse(said)) ? undefined : said;
}

/** By the calendar on the wall. */
function thisDay(): string {
  const now = new Date();
  return dayOf(now.getTime() - now.getTimezoneOffset() * 60_000);
}

function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

function monthAfter(month: string, by: 1 | -1): string {
  const date = new Date(`${month}-01`);
  date.setUTCMonth(date.getUTCMonth() + by);
  return date.toISOString().slice(0, 7);
}

/** Six weeks from the Monday on or before the first. */
function daysOf(month: string): string[] {
  const first = Date.parse(`${month}-01`);
  const monday = first - ((new Date(first).getUTCDay() + 6) % 7) * DAY;
  return Array.from({ length: 42 }, (_, place) => dayOf(monday + place * DAY));
}
