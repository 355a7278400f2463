/** A score card: the score and what it comes to, each figure a way down to its records. */
import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { parsePeriod, periodOf, previousPeriod } from '@flowmeter/engine/indicators/period.ts';
import { scorecardOf, type Scorecard } from '../api/scores.ts';
import { Answered } from '../display/answered.tsx';
import { BasisLabel } from '../display/basis.tsx';
import { useFormat } from '../display/format.ts';
import { PageHead, Section } from '../display/page.tsx';
import { useSay } from '../words/say.ts';
import { EditFigure } from './figure-edit.tsx';
import { ScoreItems } from './score-items.tsx';
import { isLost, LostClosing } from './scorecard-closing-lost.tsx';
import { ScorecardClosing } from './scorecard-closing.tsx';

const DAY = 86_400_000;
const route = getRouteApi('/in/scorecards/$id');

export function ScorecardScreen() {
  const { t } = useTranslation('scores');
  const { id } = route.useParams();
  const { period } = route.useSearch();
  const query = useQuery({ ...scorecardOf(id, period), placeholderData: keepPreviousData });
  const say = useSay();
  if (period !== undefined && isLost(query.error)) {
    return (
      <div className="page">
        <LostClosing id={id} period={period} error={query.error} />
      </div>
    );
  }
  return (
    <div className="page">
      <Answered page query={query} rows={10}>
        {(card) => (
          <>
            <PageHead
              title={say(card.name)}
              above={<Link to="/scorecards">{t('cards.title')}</Link>}
              details={
                <>
                  <span>{t(`cards.level.${card.level}`)}</span>
                  <span>{card.unit ? say(card.unit.name) : t('cards.everything')}</span>
                </>
              }
              actions={
                <>
                  <EditFigure kind="scorecard" id={card.id} />
                  <PeriodSwitch card={card} />
                </>
              }
            />
            <Totals card={card} />
            <ScorecardClosing card={card} />
            <Section title={t('card.items')} count={card.items.length} flush>
              <ScoreItems card={card} />
            </Section>
          </>
        )}
      </Answered>
    </div>
  );
}

function PeriodSwitch({ card }: { card: Scorecard }) {
  const { t } = useTranslation('scores');
  const navigate = useNavigate({ from: '/scorecards/$id' });
  const period = parsePeriod(card.period);
  if (!period.ok) return null;
  const go = (to: string) => void navigate({ search: { period: to }, replace: true });
  const before = previousPeriod(period.value).id;
  const after = periodOf(period.value.kind, dayAfter(period.value.to)).id;
  return (
    <div className="period" role="group" aria-label={t('card.period')}>
      <Button
        icon={<LeftOutlined aria-hidden />}
        aria-label={t('card.previous')}
        onClick={() => go(before)}
      />
      <strong className="figures" aria-live="polite">
        {card.period}
      </strong>
      <Button
        icon={<RightOutlined aria-hidden />}
        aria-label={t('card.next')}
        onClick={() => go(after)}
      />
    </div>
  );
}

function Totals({ card }: { card: Scorecard }) {
  const { t } = useTranslation('scores');
  const format = useFormat();
  return (
    <dl className="totals">
      <div className="total">
        <dt>{t('card.score')}</dt>
        <dd className="total-figure">
          {card.score === null ? t('card.noScore') : format.number(card.score, 2)}
        </dd>
      </div>
      <div className="total">
        <dt>
          {t('card.coefficient')} <BasisLabel kind={card.pay_basis} />
        </dt>
        <dd className="total-figure">
          {card.coefficient === null ? '—' : format.number(card.coefficient, 2)}
        </dd>
      </div>
      <div className="total">
        <dt>{t('card.grade')}</dt>
        <dd className="total-figure">{gradeWords(card.grade)}</dd>
      </div>
      <div className="total">
        <dt>{t('card.period')}</dt>
        <dd className="figures">
          {t('card.range', { from: format.day(card.from), to: lastDay(card.to, format.day) })}
        </dd>
        <dt>{t('card.version')}</dt>
        <dd>
          <Tooltip title={card.hash}>
            <code>{card.hash.slice(0, 10)}</code>
          </Tooltip>
        </dd>
      </div>
    </dl>
  );
}

/** A period ends where the next one begins; its last day is the day before. */
function lastDay(to: string, day: (at: string) => string): string {
  return day(new Date(Date.parse(to) - 1).toISOString());
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + DAY).toISOString().slice(0, 10);
}

/** Ids take letters only: `C_plus` is C+. */
function gradeWords(grade: string | null): string {
  return grade?.replace('_plus', '+').replace('_minus', '−') ?? '—';
}
