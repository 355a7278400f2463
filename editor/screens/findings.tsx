/** Findings: what the audit rules found; auditors may ask the rules again. */
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findingList } from '../api/findings.ts';
import { hasRole, session } from '../api/session.ts';
import { FilterChoice, FilterTag } from '../display/filters.tsx';
import { Nothing } from '../display/nothing.tsx';
import { PageHead } from '../display/page.tsx';
import { EndlessTable } from '../display/table.tsx';
import { AuditDialog } from './audit-dialog.tsx';
import { useFindingColumns } from './finding-columns.tsx';

const route = getRouteApi('/in/findings');
const statuses = ['open', 'confirmed', 'false_positive', 'rectified', 'closed'] as const;

export function FindingsScreen() {
  const { t } = useTranslation('findings');
  const { data: user } = useSuspenseQuery(session);
  const [isAuditing, setIsAuditing] = useState(false);
  const mayAudit = user !== null && hasRole(user, ['auditor']);
  const query = useInfiniteQuery(findingList(route.useSearch()));
  return (
    <div className="page">
      <PageHead
        title={t('list.title')}
        actions={
          mayAudit && (
            <Button type="primary" onClick={() => setIsAuditing(true)}>
              {t('audit.run')}
            </Button>
          )
        }
      />
      <Filters />
      <EndlessTable
        caption={t('list.title')}
        query={query}
        columns={useFindingColumns()}
        rowKey={(row) => row.id}
        empty={
          <Nothing text={t('list.empty')}>
            <Link to="/findings" search={{}}>
              {t('list.clear')}
            </Link>
          </Nothing>
        }
      />
      {isAuditing && <AuditDialog onClose={() => setIsAuditing(false)} />}
    </div>
  );
}

function Filters() {
  const { t } = useTranslation(['findings', 'display']);
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/findings' });
  return (
    <div className="filters">
      <FilterChoice
        label={t('list.status')}
        all={t('list.statuses.all')}
        value={search.status}
        options={statuses.map((value) => ({ value, label: t(`display:findingStatus.${value}`) }))}
        onChange={(status) => void navigate({ search: { ...search, status } })}
      />
      {search.rule !== undefined && (
        <FilterTag
          words={t('list.rule', { rule: search.rule })}
          onClear={() => void navigate({ search: { ...search, rule: undefined } })}
        />
      )}
      {search.log !== undefined && (
        <FilterTag
          words={t('list.log', { log: search.log })}
          onClear={() => void navigate({ search: { ...search, log: undefined } })}
        />
      )}
    </div>
  );
}
