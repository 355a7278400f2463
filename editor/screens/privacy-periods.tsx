/** How long what is stored is kept, on what basis, and what the last nights removed. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { periodWords } from '@flowmeter/engine/privacy/period.ts';
import { retention, type Retention } from '../api/privacy.ts';
import { Answered } from '../display/answered.tsx';
import { BasisLabel } from '../display/basis.tsx';
import { useFormat } from '../display/format.ts';
import { Instant } from '../display/instant.tsx';
import { Nothing } from '../display/nothing.tsx';
import { Section } from '../display/page.tsx';
import { DataTable, type Column } from '../display/table.tsx';
import { useSay } from '../words/say.ts';

type Row = Retention['periods'][number];
type Run = Retention['runs'][number];

export function PrivacyPeriods() {
  const { t } = useTranslation('privacy');
  const query = useQuery(retention);
  return (
    <Answered query={query} rows={12} page>
      {({ periods, runs }) => (
        <>
          <p className="quiet">
            {t('periods.help')}{' '}
            <Link to="/definitions" search={{ kind: 'retention' }}>
              {t('periods.change')}
            </Link>
          </p>
          <Periods rows={periods} />
          <Section title={t('runs.title')}>
            <Runs rows={runs} />
          </Section>
        </>
      )}
    </Answered>
  );
}

function Periods({ rows }: { rows: readonly Row[] }) {
  const { t } = useTranslation('privacy');
  const say = useSay();
  const columns: Column<Row>[] = [
    {
      key: 'material',
      title: t('periods.material'),
      render: ({ material, record }) =>
        record === null ? say(material.name) : `${say(material.name)}: ${say(record.name)}`,
    },
    {
      key: 'keep',
      title: t('periods.keep'),
      tight: true,
      render: ({ keep }) =>
        keep === null ? <span className="quiet">{t('periods.kept')}</span> : say(periodWords(keep)),
    },
    { key: 'from', title: t('periods.from'), wide: true, render: ({ from }) => say(from) },
    {
      key: 'least',
      title: t('periods.least'),
      tight: true,
      render: ({ least }) => (least === null ? '–' : say(periodWords(least))),
    },
    {
      key: 'basis',
      title: t('periods.basis'),
      render: ({ basis }) => (
        <>
          <BasisLabel {...basis} /> <span className="quiet">{say(basis.source)}</span>
        </>
      ),
    },
  ];
  return (
    <DataTable
      caption={t('tabs.periods')}
      columns={columns}
      rows={rows}
      rowKey={({ material, record }) => `${material.id} ${record?.id ?? ''}`}
      empty={<Nothing text={t('periods.none')} />}
    />
  );
}

function Runs({ rows }: { rows: readonly Run[] }) {
  const { t } = useTranslation('privacy');
  const say = useSay();
  const format = useFormat();
  const columns: Column<Run>[] = [
    { key: 'night', title: t('runs.night'), tight: true, render: ({ night }) => night },
    {
      key: 'ended',
      title: t('runs.ended'),
      tight: true,
      render: ({ ended_at }) =>
        ended_at === null ? t('runs.underWay') : <Instant at={ended_at} />,
    },
    {
      key: 'removed',
      title: t('runs.removed'),
      numeric: true,
      render: ({ removed }) => format.number(removed),
    },
    {
      key: 'held',
      title: t('runs.held'),
      numeric: true,
      render: ({ held }) => format.number(held),
    },
    {
      key: 'problems',
      title: t('runs.problems'),
      wide: true,
      render: ({ problems }) => problems.map(({ words }) => say(words)).join(' '),
    },
  ];
  return (
    <DataTable
      caption={t('runs.title')}
      columns={columns}
      rows={rows}
      rowKey={({ night }) => night}
      empty={<Nothing text={t('runs.none')} />}
    />
  );
}
