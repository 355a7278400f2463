/** Runs of the rules over records and findings, each night's and those on demand, with what they told. */
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { auditRuns, type AuditRun } from '../api/audits.ts';
import { hasRole, session } from '../api/session.ts';
import { useFormat } from '../display/format.ts';
import { Instant } from '../display/instant.tsx';
import { Nothing } from '../display/nothing.tsx';
import { PageHead } from '../display/page.tsx';
import { EndlessTable, type Column } from '../display/table.tsx';
import { useSay } from '../words/say.ts';
import { AuditDialog } from './audit-dialog.tsx';
import { AuditRunStatus } from './audit-run-status.tsx';

export function AuditsScreen() {
  const { t } = useTranslation('findings');
  const { data: user } = useSuspenseQuery(session);
  const [isAuditing, setIsAuditing] = useState(false);
  const mayAudit = user !== null && hasRole(user, ['auditor']);
  const query = useInfiniteQuery(auditRuns());
  return (
    <div className="page">
      <PageHead
        title={t('runs.title')}
        details={<span>{t('runs.help')}</span>}
        actions={
          <>
            <Link to="/white-list" search={{}}>
              {t('whiteList.title')}
            </Link>
            {mayAudit && (
              <Button type="primary" onClick={() => setIsAuditing(true)}>
                {t('audit.run')}
              </Button>
            )}
          </>
        }
      />
      <EndlessTable
        caption={t('runs.title')}
        query={query}
        columns={useColumns()}
        rowKey={(row) => row.id}
        empty={<Nothing text={t('runs.empty')} />}
      />
      {isAuditing && <AuditDialog first="records" onClose={() => setIsAuditing(false)} />}
    </div>
  );
}

const figures = ['checked', 'hits', 'found', 'exempt', 'held_back', 'unknown'] as const;
const titles = {
  checked: 'checked',
  hits: 'hits',
  found: 'found',
  exempt: 'exempt',
  held_back: 'heldBack',
  unknown: 'unknown',
} as const;

function useColumns(): Column<AuditRun>[] {
  const { t } = useTranslation('findings');
  const format = useFormat();
  return [
    { key: 'at', title: t('runs.at'), tight: true, render: (row) => <Begun row={row} /> },
    {
      key: 'status',
      title: t('runs.status'),
      tight: true,
      render: (row) => <AuditRunStatus status={row.status} />,
    },
    ...figures.map((key) => ({
      key,
      title: t(`runs.${titles[key]}`),
      numeric: true,
      wide: key === 'exempt' || key === 'held_back',
      render: (row: AuditRun) => (row[key] === null ? '–' : format.number(row[key])),
    })),
  ];
}

function Begun({ row }: { row: AuditRun }) {
  const { t } = useTranslation('findings');
  const say = useSay();
  return (
    <Link to="/audits/$id" params={{ id: row.id }} search={{}} className="row-link">
      <span className="row-title">
        <Instant at={row.at} />
      </span>
      <span className="row-step">
        {row.night === null ? say(row.by.name) : t('runs.night', { night: row.night })}
      </span>
    </Link>
  );
}
