/** Imported event logs. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { logList, type ImportedLog } from '../api/logs.ts';
import { Answered } from '../display/answered.tsx';
import { useFormat } from '../display/format.ts';
import { Instant } from '../display/instant.tsx';
import { Nothing } from '../display/nothing.tsx';
import { PageHead } from '../display/page.tsx';
import { DataTable, type Column } from '../display/table.tsx';

/** What is typed on the server to bring a log in; not words, so the same in every language. */
const COMMAND = 'npm run flowmeter -- import-log FILE.xes.gz --as ID';

export function LogsScreen() {
  const { t } = useTranslation('scores');
  const query = useQuery(logList);
  const columns = useColumns();
  return (
    <div className="page">
      <PageHead title={t('logs.title')} />
      <Answered page query={query}>
        {({ rows }) => (
          <DataTable
            caption={t('logs.title')}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.id}
            empty={
              <Nothing text={t('logs.empty')}>
                <p className="quiet">{t('logs.how')}</p>
                <code className="command-line">{COMMAND}</code>
              </Nothing>
            }
          />
        )}
      </Answered>
    </div>
  );
}

function useColumns(): Column<ImportedLog>[] {
  const { t } = useTranslation('scores');
  const format = useFormat();
  const figure = (key: 'cases' | 'events' | 'activities' | 'variants'): Column<ImportedLog> => ({
    key,
    title: t(`logs.column.${key}`),
    numeric: true,
    render: (row) => format.number(row[key]),
  });
  return [
    {
      key: 'id',
      title: t('logs.column.id'),
      render: (row) => (
        <Link to="/logs/$id" params={{ id: row.id }} className="row-link">
          <span className="row-title">{row.id}</span>
          <span className="row-step">{row.file}</span>
        </Link>
      ),
    },
    figure('cases'),
    figure('events'),
    figure('activities'),
    figure('variants'),
    {
      key: 'median',
      title: t('logs.column.median'),
      numeric: true,
      render: (row) => format.span(row.median_seconds * 1000),
    },
    {
      key: 'imported',
      tight: true,
      title: t('logs.column.imported'),
      wide: true,
      render: (row) => <Instant at={row.imported_at} />,
    },
  ];
}
