/** The versions of a rule set or a table: when each was in force, who made it so, how it differs, the way back. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import type { Draftable } from '../api/drafts.ts';
import { type VersionRow, versionsOf } from '../api/versions.ts';
import { Answered } from '../display/answered.tsx';
import { Hash, shortHash } from '../display/hash.tsx';
import { Instant } from '../display/instant.tsx';
import { Mark } from '../display/mark.tsx';
import { Section } from '../display/page.tsx';
import { type Column, DataTable } from '../display/table.tsx';
import { useSay } from '../words/say.ts';
import { CompareDialog } from './definition-compare.tsx';
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
}

export function DefinitionVersions(props: DefinitionVersionsProps) {
  const { definition, shown } = props;
  const { t } = useTranslation('rules');
  const query = useQuery(versionsOf(definition.kind, definition.id));
  const [back, setBack] = useState<VersionRow>();
  const [compared, setCompared] = useState<VersionRow>();
  const columns = useColumns({ ...props, onBack: setBack, onCompare: setCompared });
  return (
    <Section title={t('version.title')} count={query.data?.rows.length} flush>
      <Answered query={query} rows={3}>
        {({ rows }) => (
          <DataTable
            caption={t('version.title')}
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
      {compared && (
        <CompareDialog from={compared} to={definition} onClose={() => setCompared(undefined)} />
      )}
    </Section>
  );
}

interface ColumnsOf extends DefinitionVersionsProps {
  onBack: (row: VersionRow) => void;
  onCompare: (row: VersionRow) => void;
}

function useColumns(props: ColumnsOf): Column<VersionRow>[] {
  const { t } = useTranslation('rules');
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
      key: 'actions',
      title: t('version.column.actions'),
      tight: true,
      render: (row) => <Actions row={row} {...props} />,
    },
  ];
}

function People({ row }: { row: VersionRow }) {
  const { t } = useTranslation('rules');
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
  const { t } = useTranslation('rules');
  if (at !== null) return <Instant at={at} />;
  return (
    <Mark plain colour="green" icon="done">
      {t('version.active')}
    </Mark>
  );
}

function Actions({
  row,
  shown,
  active,
  onShow,
  onBack,
  onCompare,
}: ColumnsOf & { row: VersionRow }) {
  const { t } = useTranslation('rules');
  const isOwner = useIsOwner();
  const hash = shortHash(row.hash);
  const isActive = row.hash === active;
  const isShown = row.hash === shown;
  return (
    <span className="row-actions">
      {isShown ? (
        <span className="quiet">{t('version.shown')}</span>
      ) : (
        <>
          <Button
            size="small"
            type="link"
            aria-label={t('version.showOf', { hash })}
            onClick={() => onShow(isActive ? undefined : row.hash)}
          >
            {t('version.show')}
          </Button>
          <Button
            size="small"
            type="link"
            aria-label={t('version.compareOf', { hash })}
            onClick={() => onCompare(row)}
          >
            {t('version.compare')}
          </Button>
        </>
      )}
      {row.change_id !== null && (
        <Link to="/changes/$id" params={{ id: row.change_id }} search={{}}>
          {t('version.change')}
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
