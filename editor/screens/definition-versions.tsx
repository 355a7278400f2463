/** The versions of a definition: when each was in force, who made it so, how it differs, the way back. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import type { Draftable } from '../api/drafts.ts';
import { type VersionRow, versionsOf } from '../api/versions.ts';
import { Answered } from '../display/answered.tsx';
import { useFormat } from '../display/format.ts';
import { Hash, shortHash } from '../display/hash.tsx';
import { Instant } from '../display/instant.tsx';
import { Mark } from '../display/mark.tsx';
import { Section } from '../display/page.tsx';
import { type Column, DataTable } from '../display/table.tsx';
import { useSay } from '../words/say.ts';
import { RollbackDialog } from './flow-view-rollback.tsx';
import { useIsOwner } from './flows-edit.tsx';

interface DefinitionVersionsProps {
  definition: Definition;
  /** Hash of the version that is looked at. */
  shown: string;
  /** Hash of the version in force. */
  active: string | undefined;
  /** Shows a version; undefined is the one in force. */
  onShow: (hash: string | undefined) => void;
  /** It stands on the screen of histories. */
  isHistory?: boolean;
}

export function DefinitionVersions(props: DefinitionVersionsProps) {
  const { definition, shown, isHistory = false } = props;
  const { t } = useTranslation('versions');
  const query = useQuery(versionsOf(definition.kind, definition.id));
  const [back, setBack] = useState<VersionRow>();
  const columns = useColumns({ ...props, onBack: setBack });
  return (
    <Section
      title={t('table.title')}
      count={query.data?.rows.length}
      flush
      actions={
        !isHistory && (
          <Link
            to="/definitions/$kind/$id"
            params={{ kind: definition.kind, id: definition.id }}
            search={{}}
          >
            {t('history.all')}
          </Link>
        )
      }
    >
      {definition.kind === 'flow' && <p className="section-note quiet">{t('table.flowHelp')}</p>}
      <Answered query={query} rows={3}>
        {({ rows }) => (
          <DataTable
            caption={t('table.title')}
            columns={columns}
            rows={rows}
            rowKey={(row) => `${row.hash} ${row.since}`}
            isCurrent={(row) => row.hash === shown}
          />
        )}
      </Answered>
      {back && (
        <RollbackDialog
          definition={definition as Definition & { kind: Draftable }}
          to={back}
          onClose={() => setBack(undefined)}
        />
      )}
    </Section>
  );
}

interface ColumnsOf extends DefinitionVersionsProps {
  onBack: (row: VersionRow) => void;
}

function useColumns(props: ColumnsOf): Column<VersionRow>[] {
  const { t } = useTranslation('versions');
  const format = useFormat();
  const open: Column<VersionRow> = {
    key: 'open',
    title: t('table.column.open'),
    numeric: true,
    render: (row) => format.number(row.open_cases),
  };
  return [
    {
      key: 'version',
      title: t('table.column.version'),
      tight: true,
      render: (row) => <Hash hash={row.hash} />,
    },
    {
      key: 'since',
      title: t('table.column.since'),
      tight: true,
      render: (row) => <Instant at={row.since} />,
    },
    {
      key: 'until',
      title: t('table.column.until'),
      tight: true,
      render: (row) => <Until at={row.until} />,
    },
    {
      key: 'people',
      title: t('table.column.people'),
      render: (row) => <People row={row} />,
    },
    ...(props.definition.kind === 'flow' ? [open] : []),
    {
      key: 'actions',
      title: t('table.column.actions'),
      tight: true,
      render: (row) => <Actions row={row} {...props} />,
    },
  ];
}

function People({ row }: { row: VersionRow }) {
  const { t } = useTranslation('versions');
  const say = useSay();
  if (row.author === null) return <span className="quiet">{t('table.first')}</span>;
  return (
    <span className="row-link">
      <span>{say(row.author.name)}</span>
      {row.approver && (
        <span className="row-step">{t('table.approvedBy', { name: say(row.approver.name) })}</span>
      )}
    </span>
  );
}

function Until({ at }: { at: string | null }) {
  const { t } = useTranslation('versions');
  if (at !== null) return <Instant at={at} />;
  return (
    <Mark plain colour="green" icon="done">
      {t('table.active')}
    </Mark>
  );
}

function Actions({
  row,
  definition,
  shown,
  active,
  onShow,
  onBack,
}: ColumnsOf & { row: VersionRow }) {
  const { t } = useTranslation(['versions', 'migration']);
  const isOwner = useIsOwner();
  const hash = shortHash(row.hash);
  const isActive = row.hash === active;
  const isShown = row.hash === shown;
  return (
    <span className="row-actions">
      {isShown ? (
        <span className="quiet">{t('table.shown')}</span>
      ) : (
        <>
          <Button
            size="small"
            type="link"
            aria-label={t('table.showOf', { hash })}
            onClick={() => onShow(isActive ? undefined : row.hash)}
          >
            {t('table.show')}
          </Button>
          <Link
            to="/definitions/$kind/$id"
            params={{ kind: definition.kind, id: definition.id }}
            search={{ from: row.hash, to: shown }}
            aria-label={t('table.compareOf', { hash })}
          >
            {t('table.compare')}
          </Link>
        </>
      )}
      {row.change_id !== null && (
        <Link to="/changes/$id" params={{ id: row.change_id }} search={{}}>
          {t('table.change')}
        </Link>
      )}
      {isOwner && !isActive && row.open_cases > 0 && (
        <Link
          to="/flows/$id/migration"
          params={{ id: definition.id }}
          search={{ from: row.hash }}
          aria-label={t('migration:openOf', { hash })}
        >
          {t('migration:open')}
        </Link>
      )}
      {isOwner && !isActive && (
        <Button size="small" aria-label={t('table.backOf', { hash })} onClick={() => onBack(row)}>
          {t('table.back')}
        </Button>
      )}
    </span>
  );
}
