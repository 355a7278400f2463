/** Grants: what was proposed to give to people or to take from them, what waits, what was decided. */
import '../theme/accounts.css';
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { grantPages, type GrantRow } from '../api/accounts.ts';
import { hasRole, session } from '../api/session.ts';
import { Instant } from '../display/instant.tsx';
import { ChangeState } from '../display/marks.tsx';
import { Nothing } from '../display/nothing.tsx';
import { PageHead } from '../display/page.tsx';
import { EndlessTable, type Column } from '../display/table.tsx';
import { Tabs } from '../display/tabs.tsx';
import { grantTabs } from '../search.ts';
import { useSay } from '../words/say.ts';

const route = getRouteApi('/in/grants');

const GrantDialog = lazy(async () => ({
  default: (await import('./grants-propose.tsx')).GrantDialog,
}));

export function GrantsScreen() {
  const { t } = useTranslation('accounts');
  const { data: user } = useSuspenseQuery(session);
  const { show = 'waiting' } = route.useSearch();
  const navigate = useNavigate({ from: '/grants' });
  const [isProposing, setIsProposing] = useState(false);
  const mayPropose = user !== null && hasRole(user, ['admin']);
  return (
    <div className="page">
      <PageHead
        title={t('grants.title')}
        details={t('grants.about')}
        actions={
          mayPropose && (
            <Button type="primary" onClick={() => setIsProposing(true)}>
              {t('grants.propose')}
            </Button>
          )
        }
      />
      <Tabs
        label={t('grants.title')}
        tabs={grantTabs.map((key) => ({ key, words: t(`grants.tab.${key}`) }))}
        current={show}
        onChoose={(key) => void navigate({ search: { show: key } })}
      >
        <Grants open={show === 'waiting'} />
      </Tabs>
      {isProposing && (
        <Suspense fallback={null}>
          <GrantDialog onClose={() => setIsProposing(false)} />
        </Suspense>
      )}
    </div>
  );
}

function Grants({ open }: { open: boolean }) {
  const { t } = useTranslation('accounts');
  const query = useInfiniteQuery(grantPages(open));
  return (
    <EndlessTable
      caption={t(`grants.tab.${open ? 'waiting' : 'decided'}`)}
      query={query}
      columns={useColumns(open)}
      rowKey={(row) => row.id}
      empty={<Nothing text={t(open ? 'grants.noneWaiting' : 'grants.noneDecided')} />}
    />
  );
}

function useColumns(open: boolean): Column<GrantRow>[] {
  const { t } = useTranslation('accounts');
  const say = useSay();
  const decided: Column<GrantRow>[] = [
    {
      key: 'by',
      title: t('grants.decidedBy'),
      tight: true,
      wide: true,
      render: (row) => (row.decided_by === null ? '—' : say(row.decided_by.name)),
    },
  ];
  return [
    { key: 'what', title: t('grants.what'), render: (row) => <What row={row} /> },
    { key: 'reason', title: t('reason'), wide: true, render: (row) => row.reason },
    {
      key: 'author',
      title: t('grants.author'),
      tight: true,
      render: (row) => say(row.author.name),
    },
    {
      key: 'at',
      title: t('grants.at'),
      tight: true,
      width: 148,
      wide: true,
      render: (row) => <Instant at={row.proposed_at} />,
    },
    ...(open ? [] : decided),
    {
      key: 'state',
      title: t('grants.state'),
      tight: true,
      render: (row) => <ChangeState state={row.state} />,
    },
  ];
}

/** In sentences, leading to the change with its evidence, where it is decided. */
function What({ row }: { row: GrantRow }) {
  const say = useSay();
  return (
    <Link to="/changes/$id" params={{ id: row.id }} className="grant-sentences">
      {row.sentences.length === 0
        ? row.title
        : row.sentences.map((sentence) => <span key={sentence.en}>{say(sentence)}</span>)}
    </Link>
  );
}
