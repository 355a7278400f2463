/** The records a figure is made of: each leads to its case, and so to the events. */
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { isBuiltinRecord } from '@flowmeter/engine/definition/ruleset.ts';
import { unitName } from '@flowmeter/engine/rules/words.ts';
import type { DefinitionOf } from '@flowmeter/engine/definition/kinds.ts';
import { definitionOf } from '../api/definitions.ts';
import { useNames } from '../api/organisation.ts';
import { recordsOf, type CountedRecord, type RecordsPage } from '../api/scores.ts';
import { ImportedRecordName, RecordMoment } from '../display/imported-record.tsx';
import { FilterChoice } from '../display/filters.tsx';
import { useFormat } from '../display/format.ts';
import { Mark } from '../display/mark.tsx';
import { SyntheticMark } from '../display/marks.tsx';
import { Nothing } from '../display/nothing.tsx';
import { PageHead, Section } from '../display/page.tsx';
import { EndlessTable, type Column } from '../display/table.tsx';
import { useSay } from '../words/say.ts';
import { EditFigure } from './figure-edit.tsx';
import { IndicatorFormula } from './indicator-formula.tsx';

const route = getRouteApi('/in/indicators/$id');
const shows = ['counted', 'not', 'unknown'] as const;
type Indicator = DefinitionOf<'indicator'>;

export function IndicatorRecordsScreen() {
  const { t } = useTranslation('scores');
  const { id } = route.useParams();
  const { period, unit, log, show } = route.useSearch();
  const counted = show === 'counted' ? true : show === 'not' ? false : undefined;
  const query = useInfiniteQuery({
    ...recordsOf(id, { period, unit, log, counted }),
    placeholderData: keepPreviousData,
  });
  const { data: version } = useQuery(definitionOf('indicator', id));
  const indicator = version?.definition.kind === 'indicator' ? version.definition : undefined;
  const figure = query.data?.pages[0];
  return (
    <div className="page">
      <Head
        indicator={indicator}
        isSynthetic={figure?.rows.some(({ record }) => record?.synthetic) ?? false}
      />
      <Totals figure={figure} indicator={indicator} hash={version?.hash} />
      {indicator && (
        <Section title={t('records.definition')}>
          <IndicatorFormula indicator={indicator} />
        </Section>
      )}
      {indicator?.measure.of && <Filters />}
      <EndlessTable
        caption={t('records.title')}
        query={query}
        {...(show === 'unknown' ? { only: (row: CountedRecord) => row.unknown } : {})}
        columns={useColumns(indicator)}
        rowKey={(row) => `${row.case_id}.${row.seq ?? 0}.${row.record?.key.join('.') ?? ''}`}
        empty={<Nothing text={t('records.empty')} />}
      />
    </div>
  );
}

interface HeadProps {
  indicator: Indicator | undefined;
  /** Is it made of records among which some were made up? */
  isSynthetic: boolean;
}

function Head({ indicator, isSynthetic }: HeadProps) {
  const { t } = useTranslation('scores');
  const say = useSay();
  const { id } = route.useParams();
  const { period, log, card } = route.useSearch();
  return (
    <PageHead
      title={say(indicator?.name) || id}
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
          {isSynthetic && <SyntheticMark />}
        </>
      }
      details={indicator?.description && <span>{say(indicator.description)}</span>}
      actions={indicator && <EditFigure kind="indicator" id={indicator.id} />}
    />
  );
}

interface TotalsProps {
  figure: RecordsPage | undefined;
  indicator: Indicator | undefined;
  hash: string | undefined;
}

/** The figure itself, over how many records, of which period and unit, by which formula. */
function Totals({ figure, indicator, hash }: TotalsProps) {
  const { t } = useTranslation('scores');
  const format = useFormat();
  const say = useSay();
  const names = useNames();
  const { period, unit } = route.useSearch();
  const value = figure?.value ?? null;
  return (
    <dl className="totals">
      <div className="total">
        <dt>{t('records.figure')}</dt>
        <dd className="total-figure">
          {value === null ? '—' : format.number(value, indicator?.decimals)}{' '}
          <span className="total-unit">{indicator && say(unitName(indicator.unit))}</span>
        </dd>
      </div>
      <div className="total">
        <dt>{t('records.n')}</dt>
        <dd className="total-figure">{figure === undefined ? '—' : format.number(figure.n)}</dd>
        {figure !== undefined && figure.unknown > 0 && (
          <dd className="quiet">{t('records.missing', { count: figure.unknown })}</dd>
        )}
      </div>
      <div className="total">
        <dt>{t('records.period')}</dt>
        <dd className="figures">{period ?? t('records.allPeriods')}</dd>
        {unit && <dd className="quiet">{names.unit(unit)}</dd>}
      </div>
      {hash && (
        <div className="total">
          <dt>{t('records.version')}</dt>
          <dd>
            <Tooltip title={hash}>
              <code>{hash.slice(0, 10)}</code>
            </Tooltip>
          </dd>
        </div>
      )}
    </dl>
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

function useColumns(indicator: Indicator | undefined): Column<CountedRecord>[] {
  const { t } = useTranslation('scores');
  const say = useSay();
  const isShare = indicator?.measure.of !== undefined;
  const isImported = indicator !== undefined && !isBuiltinRecord(indicator.over.record);
  const worked: Column<CountedRecord>[] = [
    { key: 'case', title: t('records.column.case'), render: (row) => <CaseLink row={row} /> },
    { key: 'step', title: t('records.column.step'), render: (row) => say(row.step?.name) },
    { key: 'who', title: t('records.column.who'), render: (row) => say(row.handler?.name) },
  ];
  const imported: Column<CountedRecord> = {
    key: 'record',
    title: t('records.record'),
    render: (row) => row.record && <ImportedRecordName record={row.record} />,
  };
  return [
    ...(isImported ? [imported] : worked),
    {
      key: 'at',
      tight: true,
      title: t('records.column.at'),
      render: (row) => <RecordMoment at={row.at} />,
    },
    isShare
      ? {
          key: 'holds',
          tight: true,
          title: t('records.column.holds'),
          render: (row) => <Holds row={row} />,
        }
      : {
          key: 'value',
          numeric: true,
          title: t('records.column.value'),
          render: (row) => <Value row={row} unit={indicator?.unit ?? ''} />,
        },
  ];
}

function CaseLink({ row }: { row: CountedRecord }) {
  return (
    <Link
      to="/cases/$id"
      params={{ id: row.case_id }}
      search={{ tab: 'timeline' }}
      className="row-link"
    >
      <span className="row-title">{row.case_title}</span>
      <span className="row-step figures">{row.case_id}</span>
    </Link>
  );
}

function Value({ row, unit }: { row: CountedRecord; unit: string }) {
  const say = useSay();
  const format = useFormat();
  if (row.unknown) return <Unknown />;
  return row.value === null ? '—' : `${format.number(row.value)} ${say(unitName(unit))}`;
}

/** Whether a record fulfils what a share counts. */
function Holds({ row }: { row: CountedRecord }) {
  const { t } = useTranslation('scores');
  if (row.unknown) return <Unknown />;
  return row.counted ? (
    <Mark plain colour="green" icon="done">
      {t('records.holds')}
    </Mark>
  ) : (
    <Mark plain colour="grey" icon="cross">
      {t('records.fails')}
    </Mark>
  );
}

function Unknown() {
  const { t } = useTranslation('scores');
  return (
    <Mark plain colour="grey" icon="unknown">
      {t('records.unknown')}
    </Mark>
  );
}
