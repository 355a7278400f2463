/** Incidents: where cases cannot go on by themselves, and what other systems sent that no case took. */
import '../theme/review.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deadLetterList, incidentList, type DeadLetter, type Incident } from '../api/incidents.ts';
import { Nothing } from '../display/nothing.tsx';
import { PageHead } from '../display/page.tsx';
import { EndlessTable } from '../display/table.tsx';
import { Tabs } from '../display/tabs.tsx';
import { DropDialog, SettleDialog, type Way } from './incident-dialogs.tsx';
import { useIncidentColumns } from './incident-columns.tsx';
import { useLetterColumns } from './letter-columns.tsx';

const route = getRouteApi('/in/incidents');

export function IncidentsScreen() {
  const { t } = useTranslation('incidents');
  const { tab = 'cases' } = route.useSearch();
  const navigate = useNavigate({ from: '/incidents' });
  const incidents = useInfiniteQuery(incidentList);
  const letters = useInfiniteQuery(deadLetterList);
  const countOf = (query: typeof incidents | typeof letters) =>
    query.data?.pages.reduce((sum, page) => sum + page.rows.length, 0);
  return (
    <div className="page">
      <PageHead title={t('title')} details={t('help')} />
      <Tabs
        label={t('title')}
        tabs={[
          { key: 'cases', words: t('cases.tab'), count: countOf(incidents) },
          { key: 'events', words: t('events.tab'), count: countOf(letters) },
        ]}
        current={tab}
        onChoose={(key) => void navigate({ search: { tab: key }, replace: true })}
      >
        {tab === 'cases' ? <Incidents query={incidents} /> : <Letters query={letters} />}
      </Tabs>
    </div>
  );
}

type Query<Row> = Parameters<typeof EndlessTable<Row>>[0]['query'];

function Incidents({ query }: { query: Query<Incident> }) {
  const { t } = useTranslation('incidents');
  const [asked, setAsked] = useState<{ incident: Incident; way: Way }>();
  const columns = useIncidentColumns((incident, way) => setAsked({ incident, way }));
  return (
    <>
      <EndlessTable
        caption={t('cases.tab')}
        query={query}
        columns={columns}
        rowKey={(row) => row.id}
        empty={<Nothing text={t('cases.empty')} />}
      />
      {asked && <SettleDialog {...asked} onClose={() => setAsked(undefined)} />}
    </>
  );
}

function Letters({ query }: { query: Query<DeadLetter> }) {
  const { t } = useTranslation('incidents');
  const [dropped, setDropped] = useState<DeadLetter>();
  const columns = useLetterColumns(setDropped);
  return (
    <>
      <EndlessTable
        caption={t('events.tab')}
        query={query}
        columns={columns}
        rowKey={(row) => row.id}
        empty={<Nothing text={t('events.empty')} />}
      />
      {dropped && <DropDialog letter={dropped} onClose={() => setDropped(undefined)} />}
    </>
  );
}
