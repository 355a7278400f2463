/** Cases: found by number, customer, flow or state. */
import { PlusOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { caseList, openables } from '../api/cases.ts';
import { definitionList } from '../api/definitions.ts';
import { FilterChoice, FilterTag, FilterText } from '../display/filters.tsx';
import { Nothing } from '../display/nothing.tsx';
import { PageHead } from '../display/page.tsx';
import { EndlessTable } from '../display/table.tsx';
import { useSay } from '../words/say.ts';
import { useCaseColumns } from './case-columns.tsx';

const route = getRouteApi('/in/cases');

export function CasesScreen() {
  const { t } = useTranslation('cases');
  const filter = useDeferredValue(route.useSearch());
  const query = useInfiniteQuery(caseList(filter));
  return (
    <div className="page">
      <PageHead title={t('list.title')} actions={<OpenButton />} />
      <Filters />
      <EndlessTable
        caption={t('list.title')}
        query={query}
        columns={useCaseColumns()}
        rowKey={(row) => row.id}
        empty={
          <Nothing text={t('list.empty')}>
            <Link to="/cases" search={{}}>
              {t('list.clear')}
            </Link>
          </Nothing>
        }
      />
    </div>
  );
}

/** Only for those who may open one. */
function OpenButton() {
  const { t } = useTranslation('cases');
  const navigate = useNavigate();
  const { data } = useQuery(openables);
  if (data === undefined || data.rows.length === 0) return null;
  return (
    <Button
      type="primary"
      icon={<PlusOutlined aria-hidden />}
      onClick={() => void navigate({ to: '/cases/new', search: {} })}
    >
      {t('list.open')}
    </Button>
  );
}

function Filters() {
  const { t } = useTranslation('cases');
  const say = useSay();
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/cases' });
  const flows = useQuery(definitionList('flow'));
  return (
    <div className="filters">
      <FilterText
        label={t('list.search')}
        value={search.q}
        onChange={(q) => void navigate({ search: { ...search, q }, replace: true })}
      />
      <FilterChoice
        label={t('list.flow')}
        all={t('list.allFlows')}
        value={search.flow}
        options={(flows.data?.rows ?? []).map((one) => ({ value: one.id, label: say(one.name) }))}
        onChange={(flow) => void navigate({ search: { ...search, flow } })}
      />
      <FilterChoice
        label={t('list.status')}
        all={t('list.statuses.all')}
        value={search.status}
        options={(['open', 'ended'] as const).map((value) => ({
          value,
          label: t(`list.statuses.${value}`),
        }))}
        onChange={(status) => void navigate({ search: { ...search, status } })}
      />
      {search.log !== undefined && (
        <FilterTag
          words={t('list.logOnly', { log: search.log })}
          onClear={() => void navigate({ search: { ...search, log: undefined } })}
        />
      )}
    </div>
  );
}
