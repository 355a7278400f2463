/** What the audit rules found in one case. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { findingList } from '../api/findings.ts';
import { Nothing } from '../display/nothing.tsx';
import { EndlessTable } from '../display/table.tsx';
import { useFindingColumns } from './finding-columns.tsx';

export function CaseFindings({ id }: { id: string }) {
  const { t } = useTranslation('cases');
  const query = useInfiniteQuery(findingList({ case: id }));
  const columns = useFindingColumns().filter((column) => column.key !== 'case');
  return (
    <EndlessTable
      caption={t('case.tab.findings')}
      query={query}
      columns={columns}
      rowKey={(row) => row.id}
      empty={<Nothing text={t('case.findingsNone')} />}
    />
  );
}
