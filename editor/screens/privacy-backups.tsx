/** Backups that lie in the folder set for them, and one made now. */
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../api/command.ts';
import { backups, makeBackup, type Backup } from '../api/privacy.ts';
import { hasRole, session } from '../api/session.ts';
import { Answered } from '../display/answered.tsx';
import { Failure } from '../display/failure.tsx';
import { useFormat } from '../display/format.ts';
import { Hash } from '../display/hash.tsx';
import { Instant } from '../display/instant.tsx';
import { Nothing } from '../display/nothing.tsx';
import { DataTable, type Column } from '../display/table.tsx';

const MB = 1_000_000;

export function PrivacyBackups() {
  const { t } = useTranslation('privacy');
  const { data: user } = useSuspenseQuery(session);
  const query = useQuery(backups);
  const run = useCommand({ run: () => makeBackup(), makesOld: ['privacy'] });
  const mayMake = user !== null && hasRole(user, ['admin']);
  return (
    <>
      <p className="quiet">{t('backups.help')}</p>
      <Answered query={query} rows={6} page>
        {({ rows, next, keep }) => (
          <>
            {next === null ? (
              <p>{t('backups.notSet')}</p>
            ) : (
              <p>
                {t('backups.next')} <Instant at={next} />; {t('backups.keep', { count: keep })}
              </p>
            )}
            {mayMake && next !== null && (
              <div>
                <Button
                  type="primary"
                  loading={run.isPending}
                  onClick={() => run.mutate(undefined)}
                >
                  {t('backups.make')}
                </Button>
              </div>
            )}
            {run.error && <Failure error={run.error} />}
            <Backups rows={rows} />
          </>
        )}
      </Answered>
    </>
  );
}

function Backups({ rows }: { rows: readonly Backup[] }) {
  const { t } = useTranslation('privacy');
  const format = useFormat();
  const columns: Column<Backup>[] = [
    { key: 'at', title: t('at'), tight: true, render: ({ made_at }) => <Instant at={made_at} /> },
    { key: 'name', title: t('backups.name'), render: ({ name }) => <code>{name}</code> },
    {
      key: 'size',
      title: t('backups.size'),
      numeric: true,
      render: ({ bytes }) => `${format.number(Math.ceil(bytes / MB))} MB`,
    },
    {
      key: 'cases',
      title: t('backups.cases'),
      numeric: true,
      render: (row) => format.number(row.open_cases + row.ended_cases),
    },
    {
      key: 'entries',
      title: t('backups.entries'),
      numeric: true,
      wide: true,
      render: ({ entries }) => format.number(entries),
    },
    {
      key: 'keys',
      title: t('backups.keys'),
      tight: true,
      render: ({ keys }) => t(`backups.${keys}`),
    },
    { key: 'sum', title: t('backups.sum'), wide: true, render: ({ sum }) => <Hash hash={sum} /> },
  ];
  return (
    <DataTable
      caption={t('tabs.backups')}
      columns={columns}
      rows={rows}
      rowKey={({ name }) => name}
      empty={<Nothing text={t('backups.none')} />}
    />
  );
}
