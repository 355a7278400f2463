/** The audit log: who did what, denials too, and whether the chain of hashes is whole. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Alert, Button, Popover } from 'antd';
import { useTranslation } from 'react-i18next';
import { auditEntries, verification, type AuditEntry } from '../api/audit-log.ts';
import { Failure } from '../display/failure.tsx';
import { FilterChoice, FilterText } from '../display/filters.tsx';
import { Instant } from '../display/instant.tsx';
import { Mark } from '../display/mark.tsx';
import { Nothing } from '../display/nothing.tsx';
import { PageHead } from '../display/page.tsx';
import { EndlessTable, type Column } from '../display/table.tsx';
import { useSay } from '../words/say.ts';

const route = getRouteApi('/in/audit-log');

export function AuditLogScreen() {
  const { t } = useTranslation('audit');
  const query = useInfiniteQuery(auditEntries);
  const { q = '', result } = route.useSearch();
  const spoken = useSpokenAction();
  const fits = (entry: AuditEntry) => {
    if (result !== undefined && entry.allowed !== (result === 'allowed')) return false;
    const { zh, en } = entry.actor.name;
    const words = [entry.actor.id, zh, en, entry.action, spoken(entry.action), entry.object];
    return words.join(' ').toLowerCase().includes(q.trim().toLowerCase());
  };
  return (
    <div className="page">
      <PageHead title={t('title')} />
      <Chain />
      <Filters />
      <EndlessTable
        caption={t('title')}
        query={query}
        only={fits}
        columns={useColumns()}
        rowKey={(entry) => entry.seq}
        empty={<Nothing text={t('empty')} />}
      />
    </div>
  );
}

function Chain() {
  const { t } = useTranslation('audit');
  const { data, error, refetch, isFetching } = useQuery(verification);
  if (error !== null) return <Failure error={error} again={refetch} />;
  if (data === undefined) return <Alert type="info" role="status" title={t('chain.checking')} />;
  const words = data.valid
    ? t('chain.valid', { entries: data.entries })
    : t('chain.broken', { seq: data.first_bad ?? '?' });
  return (
    <Alert
      type={data.valid ? 'success' : 'error'}
      showIcon
      role="status"
      title={words}
      action={
        <Button size="small" loading={isFetching} onClick={() => void refetch()}>
          {t('chain.again')}
        </Button>
      }
    />
  );
}

function Filters() {
  const { t } = useTranslation('audit');
  const { q, result } = route.useSearch();
  const navigate = useNavigate({ from: '/audit-log' });
  return (
    <div className="filters">
      <FilterText
        label={t('search')}
        value={q}
        onChange={(text) => void navigate({ search: { q: text, result }, replace: true })}
      />
      <FilterChoice
        label={t('result')}
        all={t('results.all')}
        value={result}
        options={(['allowed', 'denied'] as const).map((value) => ({
          value,
          label: t(`results.${value}`),
        }))}
        onChange={(chosen) => void navigate({ search: { q, result: chosen } })}
      />
    </div>
  );
}

function useColumns(): Column<AuditEntry>[] {
  const { t } = useTranslation('audit');
  const spoken = useSpokenAction();
  const say = useSay();
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
      render: (entry) => <code title={entry.hash}>{entry.hash.slice(0, 10)}</code>,
    },
    {
      key: 'details',
      title: t('column.details'),
      width: 88,
      render: (entry) => <Details entry={entry} />,
    },
  ];
}

/** What was done, in words; what has none is said as it is written. */
function useSpokenAction(): (action: string) => string {
  const { t } = useTranslation('audit');
  return (action) => {
    const key = action.replaceAll('.', '_') as 'sign_in';
    return t(`actions.${key}`, { defaultValue: action });
  };
}

function Details({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation('audit');
  const content = (
    <div className="audit-details">
      <pre>{JSON.stringify(entry.details, null, 2)}</pre>
      <dl>
        <dt>{t('column.hash')}</dt>
        <dd>
          <code>{entry.hash}</code>
        </dd>
        <dt>{t('previous')}</dt>
        <dd>
          <code>{entry.previous_hash}</code>
        </dd>
      </dl>
    </div>
  );
  return (
    <Popover trigger="click" placement="left" content={content}>
      <Button type="link" size="small">
        {t('details')}
      </Button>
    </Popover>
  );
}
