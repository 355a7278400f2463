/** Typical problems: what was found most, by rule, unit or cause, with its trend; each opens its findings. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import '../theme/problems.css';
import { typicalProblems, type TypicalProblems } from '../api/audits.ts';
import { Answered } from '../display/answered.tsx';
import { FilterChoice } from '../display/filters.tsx';
import { useFormat } from '../display/format.ts';
import { Nothing } from '../display/nothing.tsx';
import { PageHead } from '../display/page.tsx';
import { DataTable, type Column } from '../display/table.tsx';
import { problemGroups } from '../search.ts';
import { useSay } from '../words/say.ts';
import { ParetoBar, Trend } from './typical-bars.tsx';

const route = getRouteApi('/in/typical-problems');
const spans = ['3', '6', '12', '24'] as const;
const subjects = ['case', 'record', 'finding'] as const;
const TWELVE = 12;
/** Few causes make most of the findings: how many make this much is said. */
const MOST = 0.8;

type Row = TypicalProblems['rows'][number];

export function TypicalProblemsScreen() {
  const { t } = useTranslation('findings');
  const { by = 'rule', subject, months = TWELVE } = route.useSearch();
  const query = useQuery({
    ...typicalProblems({ by, subject, months }),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="page">
      <PageHead
        title={t('typical.title')}
        details={query.data && <Totals found={query.data} />}
        actions={
          <Link to="/findings" search={{}}>
            {t('typical.list')}
          </Link>
        }
      />
      <Filters />
      <Answered page query={query} rows={8}>
        {(found) => <Pareto found={found} />}
      </Answered>
    </div>
  );
}

function Totals({ found }: { found: TypicalProblems }) {
  const { t } = useTranslation('findings');
  const format = useFormat();
  const { rows, total, money } = found;
  const few = rows.findIndex(({ cumulative }) => cumulative >= MOST) + 1;
  const share = `${format.number((rows[few - 1]?.cumulative ?? 0) * 100, 0)} %`;
  return (
    <>
      <span>{t('typical.total', { count: total })}</span>
      {total > 0 && <span>{t('typical.vital', { count: few, share })}</span>}
      {money > 0 && (
        <span>
          {t('typical.money')} {format.number(money)}
        </span>
      )}
    </>
  );
}

function Filters() {
  const { t } = useTranslation('findings');
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/typical-problems' });
  const { by = 'rule', subject, months = TWELVE } = search;
  const narrow = (change: Partial<typeof search>) =>
    void navigate({ search: { ...search, ...change } });
  return (
    <div className="filters">
      <Segmented
        aria-label={t('typical.by')}
        value={by}
        options={problemGroups.map((value) => ({ value, label: t(`typical.groups.${value}`) }))}
        onChange={(chosen) => narrow({ by: chosen })}
      />
      <FilterChoice
        label={t('list.subject')}
        all={t('list.subjects.all')}
        value={subject}
        options={subjects.map((value) => ({
          value: value as string,
          label: t(`list.subjects.${value}`),
        }))}
        onChange={(chosen) => narrow({ subject: chosen })}
      />
      <FilterChoice
        label={t('typical.span')}
        all={t('typical.months', { count: TWELVE })}
        value={months === TWELVE ? undefined : (String(months) as (typeof spans)[number])}
        options={spans
          .filter((value) => value !== String(TWELVE))
          .map((value) => ({ value, label: t('typical.months', { count: Number(value) }) }))}
        onChange={(chosen) => narrow({ months: chosen === undefined ? undefined : Number(chosen) })}
      />
    </div>
  );
}

function Pareto({ found }: { found: TypicalProblems }) {
  const { t } = useTranslation('findings');
  return (
    <DataTable
      caption={t('typical.title')}
      columns={useColumns(found)}
      rows={found.rows}
      rowKey={(row) => row.group?.id ?? ''}
      empty={<Nothing text={t('typical.empty')} />}
    />
  );
}

function useColumns({ by, from, to, months, rows }: TypicalProblems): Column<Row>[] {
  const { t } = useTranslation('findings');
  const format = useFormat();
  const { subject } = route.useSearch();
  const figures = useFigures(rows.some(({ money }) => money > 0));
  return [
    {
      key: 'group',
      title: t(`typical.groups.${by}`),
      width: '24%',
      render: (row) => <Group row={row} search={{ ...searchOf(by, row), subject, from, to }} />,
    },
    {
      key: 'bar',
      title: t('typical.share'),
      width: '26%',
      render: (row) => <ParetoBar row={row} />,
    },
    {
      key: 'cumulative',
      title: t('typical.cumulative'),
      numeric: true,
      tight: true,
      render: (row) => `${format.number(row.cumulative * 100, 1)} %`,
    },
    ...figures,
    {
      key: 'trend',
      title: t('typical.trend'),
      wide: true,
      width: 132,
      render: (row) => <Trend counts={row.trend} months={months} />,
    },
  ];
}

function useFigures(hasMoney: boolean): Column<Row>[] {
  const { t } = useTranslation('findings');
  const format = useFormat();
  const figure = (key: string, title: string, of: (row: Row) => number): Column<Row> => ({
    key,
    title,
    numeric: true,
    wide: key !== 'findings',
    render: (row) => format.number(of(row)),
  });
  return [
    figure('findings', t('typical.findings'), (row) => row.findings),
    figure('open', t('typical.open'), (row) => row.open),
    figure('false', t('typical.false'), (row) => row.false_positives),
    ...(hasMoney ? [figure('money', t('typical.money'), (row) => row.money)] : []),
  ];
}

interface GroupProps {
  row: Row;
  search: Record<string, string | undefined>;
}

function Group({ row, search }: GroupProps) {
  const { t } = useTranslation('findings');
  const say = useSay();
  const name = row.group === null ? t('typical.none') : say(row.group.name);
  const isCoded = row.group !== null && name !== row.group.id && search['rule'] !== undefined;
  return (
    <Link to="/findings" search={search} className="row-link">
      <span className="row-title">{name}</span>
      {isCoded && <span className="row-step figures">{row.group?.id}</span>}
    </Link>
  );
}

function searchOf(by: TypicalProblems['by'], { group }: Row): Record<string, string> {
  return { [by]: group?.id ?? 'none' };
}
