/** A backtest: what a candidate would find that is not found now, and the other way round; each with why. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import '../theme/backtest.css';
import { backtestOf, type Backtest } from '../api/backtests.ts';
import { Answered } from '../display/answered.tsx';
import { useFormat } from '../display/format.ts';
import { Hash } from '../display/hash.tsx';
import { Instant } from '../display/instant.tsx';
import { Mark } from '../display/mark.tsx';
import { SyntheticMark } from '../display/marks.tsx';
import { Facts, PageHead, Section } from '../display/page.tsx';
import { useSay } from '../words/say.ts';
import { BacktestFlips } from './backtest-flips.tsx';
import { BacktestGroups } from './backtest-groups.tsx';
import { BacktestRules } from './backtest-rules.tsx';

const route = getRouteApi('/in/backtests/$id');

export function BacktestScreen() {
  const { id } = route.useParams();
  const query = useQuery(backtestOf(id));
  return (
    <div className="page">
      <Answered page query={query} rows={8}>
        {(backtest) => <Found backtest={backtest} />}
      </Answered>
    </div>
  );
}

function Found({ backtest }: { backtest: Backtest }) {
  const { t } = useTranslation('backtest');
  const say = useSay();
  const format = useFormat();
  const { status, subject, within, checked, seconds, by, at } = backtest;
  const isOver = status !== 'running';
  return (
    <>
      <PageHead
        title={t('title', { name: say(subject.name) })}
        above={t('above')}
        marks={<Status status={status} />}
        details={
          <>
            <span>{say(by.name)}</span>
            <Instant at={at} />
            {isOver && checked !== null && <span>{t('checked', { count: checked })}</span>}
            {isOver && <span>{t('seconds', { seconds: format.number(seconds, 1) })}</span>}
          </>
        }
        actions={<Back subject={subject} />}
      />
      {isOver && <Within within={within} />}
      {isOver && (
        <>
          <BacktestRules backtest={backtest} />
          <div className="backtest-columns">
            <BacktestGroups backtest={backtest} />
            <Data backtest={backtest} />
          </div>
          <BacktestFlips backtest={backtest} />
        </>
      )}
    </>
  );
}

/** Whose figures these are, where they are not everybody’s. */
function Within({ within }: Pick<Backtest, 'within'>) {
  const { t } = useTranslation('backtest');
  if (within === 'all') return null;
  return <p className="quiet">{t(`within.${within}`)}</p>;
}

const looks = {
  running: { colour: 'blue', icon: 'run' },
  done: { colour: 'green', icon: 'done' },
  failed: { colour: 'red', icon: 'cross' },
} as const;

function Status({ status }: Pick<Backtest, 'status'>) {
  const { t } = useTranslation('backtest');
  return (
    <span role="status">
      <Mark {...looks[status]}>{t(`status.${status}`)}</Mark>
    </span>
  );
}

function Back({ subject: { draft, change } }: Pick<Backtest, 'subject'>) {
  const { t } = useTranslation('backtest');
  if (draft !== undefined) {
    return (
      <Link to="/drafts/$id" params={{ id: draft }} search={{}}>
        {t('backDraft')}
      </Link>
    );
  }
  if (change === undefined) return null;
  return (
    <Link to="/changes/$id" params={{ id: change }} search={{}}>
      {t('backChange')}
    </Link>
  );
}

/** Which data were asked: the same fingerprint is the same data. */
function Data({ backtest: { data, absent } }: { backtest: Backtest }) {
  const { t } = useTranslation('backtest');
  const say = useSay();
  const format = useFormat();
  if (data === null) return null;
  const { kinds, cases, hash } = data;
  const rows = kinds.reduce((sum, one) => sum + one.rows, 0);
  return (
    <Section
      title={t('data')}
      actions={kinds.some(({ synthetic }) => synthetic) && <SyntheticMark />}
    >
      <Facts
        items={[
          [t('dataKinds'), t('dataRows', { count: rows, kinds: kinds.length })],
          [t('dataCases'), cases ? format.number(cases) : undefined],
          [t('dataHash'), <Hash key="hash" hash={hash} />],
        ]}
      />
      <details>
        <summary>{t('dataEach')}</summary>
        <ul className="backtest-kinds">
          {kinds.map(({ kind, rows: count, batch }) => (
            <li key={kind.id}>
              {say(kind.name)} {format.number(count)} <small>{t('batch', { batch })}</small>
            </li>
          ))}
        </ul>
      </details>
      {absent.length > 0 && (
        <p className="quiet">
          {t('absent', { kinds: absent.map(({ name }) => say(name)).join(t('and')) })}
        </p>
      )}
    </Section>
  );
}
