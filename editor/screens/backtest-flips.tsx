/** The records and cases about which a candidate says otherwise, one by one, each with why. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Segmented, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { flipsOf, type Backtest, type Flip, type FlipFilter } from '../api/backtests.ts';
import { Waiting } from '../display/answered.tsx';
import { Failure } from '../display/failure.tsx';
import { useFormat } from '../display/format.ts';
import { Mark } from '../display/mark.tsx';
import { Nothing } from '../display/nothing.tsx';
import { Section } from '../display/page.tsx';
import { Reason } from '../display/reason.tsx';
import { MoreRows } from '../display/table.tsx';
import { flipSides } from '../search.ts';
import { useSay } from '../words/say.ts';

const route = getRouteApi('/in/backtests/$id');

export function BacktestFlips({ backtest }: { backtest: Backtest }) {
  const { t } = useTranslation('backtest');
  const { rule, side } = route.useSearch();
  const { gained, lost, kept } = backtest;
  const query = useInfiniteQuery(flipsOf(backtest.id, { rule, side }));
  const found = query.data?.pages.flatMap((page) => page.rows) ?? [];
  // Keys that are told in part may be alike.
  const rows = found.map((flip, place) => ({ flip, name: `${place} ${flip.rule.id}` }));
  const all = gained === null || lost === null ? undefined : gained + lost;
  return (
    <Section
      title={t('flips')}
      {...(all === undefined ? {} : { count: all })}
      actions={<Filters />}
      flush
    >
      {all !== undefined && kept !== null && kept < all && (
        <p className="quiet backtest-note">{t('kept', { all, kept })}</p>
      )}
      {query.isPending && <Waiting rows={4} />}
      {query.isError && <Failure error={query.error} again={() => query.refetch()} />}
      {query.isSuccess && rows.length === 0 && (
        <Nothing text={all === 0 ? t('noFlips') : t('noFlipsSo')} />
      )}
      <ul className="flips">
        {rows.map(({ flip, name }) => (
          <FlipRow key={name} flip={flip} />
        ))}
      </ul>
      <MoreRows query={query} count={rows.length} />
    </Section>
  );
}

function Filters() {
  const { t } = useTranslation('backtest');
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/backtests/$id' });
  const narrow = (change: FlipFilter) =>
    void navigate({ search: { ...search, ...change }, replace: true });
  return (
    <>
      {search.rule !== undefined && (
        <Tag closable onClose={() => narrow({ rule: undefined })}>
          {t('onlyRule', { rule: search.rule })}
        </Tag>
      )}
      <Segmented<(typeof sides)[number]>
        size="small"
        aria-label={t('flips')}
        value={search.side ?? 'all'}
        options={sides.map((value) => ({
          value,
          label: t(`sides.${value}`),
        }))}
        onChange={(chosen) => narrow({ side: chosen === 'all' ? undefined : chosen })}
      />
    </>
  );
}

const sides = ['all', ...flipSides] as const;

const looks = {
  gained: { colour: 'amber', icon: 'alarm' },
  lost: { colour: 'grey', icon: 'none' },
} as const;

function FlipRow({ flip }: { flip: Flip }) {
  const { t } = useTranslation('backtest');
  const say = useSay();
  const format = useFormat();
  const { rule, side, kind, key, period, unit, person, money } = flip;
  const isCase = kind.id === 'case';
  return (
    <li>
      <details className="flip">
        <summary>
          <Mark plain {...looks[side]}>
            {t(side)}
          </Mark>
          <span className="figures">{rule.id}</span>
          <span className="flip-what">
            {say(kind.name)} <span className="figures">{key.join(' / ')}</span>
            {!isCase && period !== '' && <small>{t('period', { period })}</small>}
          </span>
          <span className="flip-who">
            {[unit, person].map((one) => one && <span key={one.id}>{say(one.name)}</span>)}
            {money !== null && <span className="figures">{format.number(money)}</span>}
          </span>
        </summary>
        <div className="flip-why">
          <Why title={t('was')} reason={flip.was} />
          <Why title={t('is')} reason={flip.is} />
        </div>
        {isCase && (
          <Link to="/cases/$id" params={{ id: key[0] ?? '' }} className="flip-open">
            {t('openCase')}
          </Link>
        )}
      </details>
    </li>
  );
}

function Why({ title, reason }: { title: string; reason: Flip['was'] }) {
  const { t } = useTranslation('backtest');
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {reason === null ? <p className="quiet">{t('noRule')}</p> : <Reason reason={reason} />}
    </section>
  );
}
