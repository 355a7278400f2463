/** The versions of a flow: when each was in force, who made it so, what still runs on it. */
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { versionsOf, type VersionRow } from '../api/versions.ts';
import { Answered } from '../display/answered.tsx';
import { useFormat } from '../display/format.ts';
import { Hash, shortHash } from '../display/hash.tsx';
import { Instant } from '../display/instant.tsx';
import { Mark } from '../display/mark.tsx';
import { Section } from '../display/page.tsx';
import { DataTable, type Column } from '../display/table.tsx';
import { useSay } from '../words/say.ts';
import { RollbackDialog } from './flow-view-rollback.tsx';
import { useIsOwner } from './flows-edit.tsx';

interface FlowVersionsProps {
  flow: FlowDefinition;
  /** Hash of the version that is looked at. */
  shown: string;
  /** Hash of the version in force. */
  active: string | undefined;
}

export function FlowVersions({ flow, shown, active }: FlowVersionsProps) {
  const { t } = useTranslation('flows');
  const query = useQuery(versionsOf('flow', flow.id));
  const [back, setBack] = useState<VersionRow>();
  const columns = useColumns({ flow, shown, active, onBack: setBack });
  return (
    <Section title={t('view.versions')} count={query.data?.rows.length} flush>
      <p className="section-note quiet">{t('view.versionsHelp')}</p>
      <Answered query={query} rows={3}>
        {({ rows }) => (
          <DataTable
            caption={t('view.versions')}
            columns={columns}
            rows={rows}
            rowKey={(row) => `${row.hash} ${row.since}`}
            isCurrent={(row) => row.hash === shown}
          />
        )}
      </Answered>
      {back && <RollbackDialog definition={flow} to={back} onClose={() => setBack(undefined)} />}
    </Section>
  );
}

interface ColumnsOf extends FlowVersionsProps {
  onBack: (row: VersionRow) => void;
}

function useColumns({ flow, shown, active, onBack }: ColumnsOf): Column<VersionRow>[] {
  const { t } = useTranslation('flows');
  const format = useFormat();
  return [
    {
      key: 'version',
      title: t('version.column.version'),
      tight: true,
      render: (row) => <Hash hash={row.hash} />,
    },
    {
      key: 'since',
      title: t('version.column.since'),
      tight: true,
      render: (row) => <Instant at={row.since} />,
    },
    {
      key: 'until',
      title: t('version.column.until'),
      tight: true,
      render: (row) => <Until at={row.until} />,
    },
    {
      key: 'people',
      title: t('version.column.people'),
      render: (row) => <People row={row} />,
    },
    {
      key: 'open',
      title: t('version.column.open'),
      numeric: true,
      render: (row) => format.number(row.open_cases),
    },
    {
      key: 'actions',
      title: t('version.column.actions'),
      tight: true,
      render: (row) => (
        <Actions
          flow={flow}
          row={row}
          isShown={row.hash === shown}
          isActive={row.hash === active}
          onBack={onBack}
        />
      ),
    },
  ];
}

/** Who proposed it, and who approved it. */
function People({ row }: { row: VersionRow }) {
  const { t } = useTranslation('flows');
  const say = useSay();
  if (row.author === null) return <span className="quiet">{t('version.first')}</span>;
  return (
    <span className="row-link">
      <span>{say(row.author.name)}</span>
      {row.approver && (
        <span className="row-step">
          {t('version.approvedBy', { name: say(row.approver.name) })}
        </span>
      )}
    </span>
  );
}

function Until({ at }: { at: string | null }) {
  const { t } = useTranslation('flows');
  if (at !== null) return <Instant at={at} />;
  return (
    <Mark plain colour="green" icon="done">
      {t('version.active')}
    </Mark>
  );
}

interface ActionsProps {
  flow: FlowDefinition;
  row: VersionRow;
  isShown: boolean;
  isActive: boolean;
  onBack: (row: VersionRow) => void;
}

function Actions({ flow, row, isShown, isActive, onBack }: ActionsProps) {
  const { t } = useTranslation(['flows', 'migration']);
  const isOwner = useIsOwner();
  const navigate = useNavigate();
  const hash = shortHash(row.hash);
  const show = () =>
    void navigate({
      to: '/flows/$id',
      params: { id: flow.id },
      search: isActive ? {} : { version: row.hash },
      resetScroll: false,
    });
  return (
    <span className="row-actions">
      {isShown ? (
        <span className="quiet">{t('version.shown')}</span>
      ) : (
        <Button size="small" type="link" aria-label={t('version.showOf', { hash })} onClick={show}>
          {t('version.show')}
        </Button>
      )}
      {row.change_id !== null && (
        <Link to="/changes/$id" params={{ id: row.change_id }} search={{}}>
          {t('version.change')}
        </Link>
      )}
      {isOwner && !isActive && row.open_cases > 0 && (
        <Link
          to="/flows/$id/migration"
          params={{ id: flow.id }}
          search={{ from: row.hash }}
          aria-label={t('migration:openOf', { hash })}
        >
          {t('migration:open')}
        </Link>
      )}
      {isOwner && !isActive && (
        <Button size="small" aria-label={t('version.backOf', { hash })} onClick={() => onBack(row)}>
          {t('version.back')}
        </Button>
      )}
    </span>
  );
}
