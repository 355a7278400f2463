/** The records a figure is made of: each leads to its case, and so to the events. */
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DefinitionOf } from '@flowmeter/engine/definition/kinds.ts';
import { definitionOf } from '../api/definitions.ts';
import { useNames } from '../api/organisation.ts';
import { recordsOf, type CountedRecord, type RecordsPage } from '../api/scores.ts';
import { FilterChoice } from '../display/filters.tsx';
import { useFormat } from '../display/format.ts';
import { Instant } from '../display/instant.tsx';
import { Mark } from '../display/mark.tsx';
import { Nothing } from '../display/nothing.tsx';
import { PageHead } from '../display/page.tsx';
import { EndlessTable, type Column } from '../display/table.tsx';
import { useSay } from '../words/say.ts';

const route = getRouteApi('/in/indicators/$id');
const shows = ['counted', 'not', 'unknown'] as const;

export function IndicatorRecordsScreen() {
  const { t } = useTranslation('scores');
  const { id } = route.useParams();
  const { period, unit, log, show } = route.useSearch();
  const counted = show === 'counted' ? true : show === 'not' ? false : undefined;
  const query = useInfiniteQuery({
    ...recordsOf(id, { period, unit, log, counted }),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="page">
      <Head figure={query.data?.pages[0] as RecordsPage | undefined} />
      <Filters />
      <EndlessTable
        caption={t('records.title')}
        query={query}
        {...(show === 'unknown' ? { only: (row: CountedRecord) => row.unknown } : {})}
        columns={useColumns()}
        rowKey={(row) => `${row.case_id}.${row.seq ?? 0}`}
        empty={<Nothing text={t('records.empty')} />}
      />
    </div>
  );
}

function Head({ figure }: { figure: RecordsPage | undefined }) {
  const { t } = useTranslation('scores');
  const say = useSay();
  const { id } = route.useParams();
  const { period, log, card } = route.useSearch();
  const { data } = useQuery(definitionOf('indicator', id));
  const definition = data?.definition.kind === 'indicator' ? data.definition : undefined;
  return (
    <>
      <PageHead
        title={say(definition?.name) || id}
        above={
          <>
            {card && (
              <Link to="/scorecards/$id" params={{ id: card }} search={period ? { period } : {}}>
                {t('records.card')}
              </Link>
            )}
            {log && (
              <Link to="/logs/$id" params={{ id: log }}>
                {t('records.log')} {log}
              </Link>
            )}
            <span className="figures">{id}</span>
          </>
        }
        details={definition?.description && <span>{say(definition.description)}</span>}
      />
      <dl className="totals">
        <FigureTotals figure={figure} definition={definition} />
        {data && (
          <div className="total">
            <dt>{t('records.version')}</dt>
            <dd>
              <Tooltip title={data.hash}>
                <code>{data.hash.slice(0, 10)}</code>
              </Tooltip>
            </dd>
          </div>
        )}
      </dl>
    </>
  );
}

interface FigureTotalsProps {
  figure: RecordsPage | undefined;
  definition: DefinitionOf<'indicator'> | undefined;
}

/** The figure itself, over how many records, of which period and unit. */
function FigureTotals({ figure, definition }: FigureTotalsProps) {
  const { t } = useTranslation('scores');
  const format = useFormat();
  const names = useNames();
  const { period, unit } = route.useSearch();
  const value = figure?.value ?? null;
  return (
    <>
      <div className="total">
        <dt>{t('records.figure')}</dt>
        <dd className="total-figure">
          {value === null ? '—' : format.number(value, definition?.decimals)}{' '}
          <span className="total-unit">{definition?.unit}</span>
        </dd>
      </div>
      <div className="total">
        <dt>{t('records.n')}</dt>
        <dd className="total-figure">{figure === undefined ? '—' : format.number(figure.n)}</dd>
      </div>
      <div className="total">
        <dt>{t('records.period')}</dt>
        <dd className="figures">{period ?? t('records.allPeriods')}</dd>
        {unit && (
          <>
            <dt>{t('records.unit')}</dt>
            <dd>{names.unit(unit)}</dd>
          </>
        )}
      </div>
    </>
  );
}

function Filters() {
  const { t } = useTranslation('scores');
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/indicators/$id' });
  return (
    <div className="filters">
      <FilterChoice
        label={t('records.show')}
        all={t('records.shows.all')}
        value={search.show}
        options={shows.map((value) => ({ value, label: t(`records.shows.${value}`) }))}
        onChange={(show) => void navigate({ search: { ...search, show } })}
      />
    </div>
  );
}

function useColumns(): Column<CountedRecord>[] {
  const { t } = useTranslation('scores');
  const say = useSay();
  const format = useFormat();
  return [
    {
      key: 'case',
      title: t('records.column.case'),
      render: (row) => (
        <Link
          to="/cases/$id"
          params={{ id: row.case_id }}
          search={{ tab: 'timeline' }}
          className="row-link"
        >
          <span className="row-title">{row.case_title}</span>
          <span className="row-step figures">{row.case_id}</span>
        </Link>
      ),
    },
    { key: 'step', title: t('records.column.step'), render: (row) => say(row.step?.name) },
    {
      key: 'who',
      title: t('records.column.who'),
      wide: true,
      render: (row) => say(row.handler?.name),
    },
    {
      key: 'at',
      tight: true,
      title: t('records.column.at'),
      render: (row) => <Instant at={row.at} />,
    },
    {
      key: 'value',
      title: t('records.column.value'),
      numeric: true,
      render: (row) => (row.value === null ? '—' : format.number(row.value)),
    },
    {
      key: 'counted',
      title: t('records.column.counted'),
      width: 128,
      render: (row) => <Counted row={row} />,
    },
  ];
}

function Counted({ row }: { row: CountedRecord }) {
  const { t } = useTranslation('scores');
  if (row.unknown) {
    return (
      <Mark plain colour="grey" icon="unknown">
        {t('records.unknown')}
      </Mark>
    );
  }
  return row.counted ? (
    <Mark plain colour="green" icon="done">
      {t('records.counted')}
    </Mark>
  ) : (
    <Mark plain colour="grey" icon="none">
      {t('records.notCounted')}
    </Mark>
  );
}
