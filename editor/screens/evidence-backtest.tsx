/** What rules would have found, by the version in force and by the one that is proposed. */
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Change } from '../api/changes.ts';
import type { EvidenceParts } from '../api/evidence.ts';
import { hasRole, session } from '../api/session.ts';
import { useFormat } from '../display/format.ts';
import { Hash } from '../display/hash.tsx';
import { SyntheticMark } from '../display/marks.tsx';
import { DataTable, type Column } from '../display/table.tsx';
import { useSay } from '../words/say.ts';
import { ChangeBacktests } from './backtest-list.tsx';

type Said = NonNullable<EvidenceParts['backtest']['content']>;

export function BacktestPart({ change, said }: { change: Change; said: Said }) {
  const { t } = useTranslation('evidence');
  const say = useSay();
  const { id, within, checked, cases, data_hash, kinds, absent } = said;
  return (
    <>
      <p className="evidence-checked">
        {checked !== null && t('backtest.checked', { checked, cases })}
        {kinds.some(({ synthetic }) => synthetic) && <SyntheticMark />}
      </p>
      {within !== 'all' && <p className="quiet">{t(`backtest.within.${within}`)}</p>}
      <p className="evidence-hashes">
        <Hash hash={data_hash} label={t('dataHash')} />
        <Link to="/backtests/$id" params={{ id }} search={{}}>
          {t('backtest.open')}
        </Link>
      </p>
      <Rules said={said} />
      <Units said={said} />
      <Others change={change} />
      {absent.length > 0 && (
        <p className="quiet">
          {t('backtest.absent', { kinds: absent.map(({ name }) => say(name)).join(', ') })}
        </p>
      )}
    </>
  );
}

/** Backtests that people began themselves, e.g. on newer data. */
function Others({ change }: { change: Change }) {
  const { t } = useTranslation('evidence');
  const { data: user } = useSuspenseQuery(session);
  if (user === null || !hasRole(user, ['owner', 'auditor'])) return null;
  return (
    <details className="evidence-known">
      <summary>{t('backtest.others')}</summary>
      <ChangeBacktests change={change.id} candidate={change.content_hash} />
    </details>
  );
}

/** Rules that answer otherwise first. */
function Rules({ said: { id, rules } }: { said: Said }) {
  const { t } = useTranslation('evidence');
  const format = useFormat();
  const say = useSay();
  const flips = (one: Said['rules'][number]) => one.gained.hits + one.lost.hits;
  const sorted = rules.toSorted((a, b) => flips(b) - flips(a));
  return (
    <DataTable
      caption={t('part.backtest')}
      rows={sorted}
      rowKey={({ rule }) => rule.id}
      columns={[
        {
          key: 'rule',
          title: t('backtest.rule'),
          render: ({ rule }) => (
            <Link to="/backtests/$id" params={{ id }} search={{ rule: rule.id }}>
              <span className="figures">{rule.id}</span> {say(rule.name)}
            </Link>
          ),
        },
        ...(['gained', 'lost'] as const).map((side) => ({
          key: side,
          title: t(`backtest.${side}`),
          numeric: true,
          render: (row: Said['rules'][number]) => format.number(row[side].hits),
        })),
        {
          key: 'now',
          title: t('backtest.now'),
          numeric: true,
          wide: true,
          render: ({ current }) => format.number(current.hits),
        },
        {
          key: 'then',
          title: t('backtest.then'),
          numeric: true,
          wide: true,
          render: ({ candidate }) => format.number(candidate.hits),
        },
      ]}
    />
  );
}

function Units({ said: { units } }: { said: Said }) {
  const { t } = useTranslation('evidence');
  const format = useFormat();
  const say = useSay();
  const hasMoney = units.some(({ gained, lost }) => gained.money + lost.money !== 0);
  if (units.length === 0) return null;
  const money: Column<Said['units'][number]> = {
    key: 'money',
    title: t('backtest.money'),
    numeric: true,
    render: ({ gained, lost }) => format.number(gained.money - lost.money),
  };
  return (
    <>
      <h3>{t('backtest.units')}</h3>
      <DataTable
        caption={t('backtest.units')}
        rows={units}
        rowKey={({ unit }) => unit.id}
        columns={[
          { key: 'unit', title: t('backtest.unit'), render: ({ unit }) => say(unit.name) },
          {
            key: 'gained',
            title: t('backtest.gained'),
            numeric: true,
            render: ({ gained }) => format.number(gained.hits),
          },
          {
            key: 'lost',
            title: t('backtest.lost'),
            numeric: true,
            render: ({ lost }) => format.number(lost.hits),
          },
          ...(hasMoney ? [money] : []),
        ]}
      />
    </>
  );
}
