/** The audit log: who did what, denials too; whether it is still what was written; taken away as proof. */
import { useInfiniteQuery, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { fetchFile, takeAway } from '../display/take-away.tsx';
import { auditEntries, auditFiles, verification, type AuditEntry } from '../api/audit-log.ts';
import { hasRole, session } from '../api/session.ts';
import { Failure } from '../display/failure.tsx';
import { shortHash } from '../display/hash.tsx';
import { Instant } from '../display/instant.tsx';
import { Mark } from '../display/mark.tsx';
import { Nothing } from '../display/nothing.tsx';
import { PageHead } from '../display/page.tsx';
import { EndlessTable, type Column } from '../display/table.tsx';
import { Tabs } from '../display/tabs.tsx';
import { useSay } from '../words/say.ts';
import { AuditCheckpoints } from './audit-log-checkpoints.tsx';
import { AuditEntryDialog } from './audit-log-entry.tsx';
import { AuditFilters } from './audit-log-filters.tsx';
import { useSpokenAction } from './audit-log-words.ts';

const route = getRouteApi('/in/audit-log');

export function AuditLogScreen() {
  const { t } = useTranslation('audit');
  const { data: user } = useSuspenseQuery(session);
  const { tab = 'entries', entry } = route.useSearch();
  const navigate = useNavigate({ from: '/audit-log' });
  const mayVerify = user !== null && hasRole(user, ['auditor', 'admin']);
  const mayTake = user !== null && hasRole(user, ['auditor']);
  const tabs = (['entries', 'checkpoints'] as const).map((key) => ({
    key,
    words: t(`tabs.${key}`),
  }));
  return (
    <div className="page">
      <PageHead
        title={t('title')}
        actions={
          mayTake && (
            <Button type="primary" onClick={takeBundle}>
              {t('export.bundle')}
            </Button>
          )
        }
      />
      {mayVerify && <Chain />}
      {mayVerify ? (
        <Tabs
          label={t('title')}
          tabs={tabs}
          current={tab}
          onChoose={(key) => void navigate({ search: { tab: key } })}
        >
          {tab === 'entries' ? <Entries /> : <AuditCheckpoints />}
        </Tabs>
      ) : (
        <Entries />
      )}
      {entry !== undefined && (
        <AuditEntryDialog
          seq={entry}
          onClose={() =>
            void navigate({ search: (old) => ({ ...old, entry: undefined }), replace: true })
          }
        />
      )}
    </div>
  );
}

function Entries() {
  const { t } = useTranslation('audit');
  const { tab: _tab, entry: _entry, ...filter } = route.useSearch();
  const query = useInfiniteQuery(auditEntries(filter));
  return (
    <div className="stack">
      <AuditFilters />
      <EndlessTable
        caption={t('title')}
        query={query}
        columns={useColumns()}
        rowKey={(entry) => entry.seq}
        empty={<Nothing text={t('empty')} />}
      />
    </div>
  );
}

/** Checked when it is asked for: a long log takes a while. */
function Chain() {
  const { t } = useTranslation('audit');
  const { data, error, refetch, isFetching } = useQuery(verification);
  if (error !== null) return <Failure error={error} again={refetch} />;
  const check = (
    <Button size="small" loading={isFetching} onClick={() => void refetch()}>
      {data === undefined ? t('chain.check') : t('chain.again')}
    </Button>
  );
  if (data === undefined) {
    return <Alert type="info" showIcon role="status" title={t('chain.unchecked')} action={check} />;
  }
  const { valid, entries, checkpoints, first_bad: seq, bad_checkpoint: size } = data;
  const broken = size === null ? t('chain.broken', { seq }) : t('chain.forged', { size });
  return (
    <Alert
      type={valid ? 'success' : 'error'}
      showIcon
      role="status"
      title={valid ? t('chain.valid', { entries, checkpoints }) : broken}
      action={check}
    />
  );
}

function useColumns(): Column<AuditEntry>[] {
  const { t } = useTranslation('audit');
  const spoken = useSpokenAction();
  const say = useSay();
  const navigate = useNavigate({ from: '/audit-log' });
  return [
    { key: 'seq', title: t('column.seq'), numeric: true, width: 72, render: (entry) => entry.seq },
    {
      key: 'at',
      tight: true,
      title: t('column.at'),
      width: 148,
      render: (entry) => <Instant at={entry.at} />,
    },
    { key: 'actor', title: t('column.actor'), render: (entry) => say(entry.actor.name) },
    {
      key: 'action',
      title: t('column.action'),
      render: (entry) => <span title={entry.action}>{spoken(entry.action)}</span>,
    },
    {
      key: 'object',
      title: t('column.object'),
      render: (entry) => <code className="cut">{entry.object}</code>,
    },
    {
      key: 'result',
      tight: true,
      title: t('column.result'),
      width: 96,
      render: (entry) => (
        <Mark plain colour={entry.allowed ? 'green' : 'red'} icon={entry.allowed ? 'done' : 'stop'}>
          {entry.allowed ? t('allowed') : t('denied')}
        </Mark>
      ),
    },
    {
      key: 'hash',
      title: t('column.hash'),
      width: 120,
      wide: true,
      render: (entry) => <code title={entry.hash}>{shortHash(entry.hash)}</code>,
    },
    {
      key: 'details',
      title: t('column.details'),
      width: 88,
      render: ({ seq }) => (
        <Button
          type="link"
          size="small"
          aria-label={t('open', { seq })}
          onClick={() => void navigate({ search: (old) => ({ ...old, entry: seq }) })}
        >
          {t('details')}
        </Button>
      ),
    },
  ];
}

function takeBundle(): void {
  takeAway({ name: 'flowmeter-audit.jsonl', take: fetchBundle });
}

function fetchBundle(purpose: string): Promise<void> {
  return fetchFile(auditFiles.bundle, purpose);
}
