/** Findings: what the audit rules found; auditors may ask the rules again. */
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findingList } from '../api/findings.ts';
import { hasRole, session } from '../api/session.ts';
import { Nothing } from '../display/nothing.tsx';
import { PageHead } from '../display/page.tsx';
import { EndlessTable } from '../display/table.tsx';
import { AuditDialog } from './audit-dialog.tsx';
import { useFindingColumns } from './finding-columns.tsx';
import { FindingFilters } from './finding-filters.tsx';

const route = getRouteApi('/in/findings');

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
          <>
            <Link to="/typical-problems" search={{}}>
              {t('list.typical')}
            </Link>
            {mayAudit && (
              <Button type="primary" onClick={() => setIsAuditing(true)}>
                {t('audit.run')}
              </Button>
            )}
          </>
        }
      />
      <FindingFilters />
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
