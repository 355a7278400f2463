/** Backtests of a change, and the button that begins one more. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { backtestsOf } from '../api/backtests.ts';
import { Answered } from '../display/answered.tsx';
import { Instant } from '../display/instant.tsx';
import { BacktestButton } from './backtest-run.tsx';

export function ChangeBacktests({ change, candidate }: { change: string; candidate: string }) {
  const { t } = useTranslation('backtest');
  const query = useQuery(backtestsOf(candidate));
  return (
    <>
      <Answered query={query} rows={1}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="quiet">{t('none')}</p>
          ) : (
            <ul className="evidence-list">
              {rows.map(({ id, at, gained, lost, checked, status, within }) => (
                <li key={id}>
                  <Link to="/backtests/$id" params={{ id }} search={{}}>
                    <Instant at={at} />
                  </Link>
                  <span>
                    {status === 'done' && within !== 'untold'
                      ? t('row', { gained, lost, checked })
                      : t(`status.${status}`)}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
      <BacktestButton candidate={() => Promise.resolve({ change })} />
    </>
  );
}
