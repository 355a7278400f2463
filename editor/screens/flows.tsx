/** The flows in force: whose they are, since when, how much runs on them. */
import '../theme/review.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { definitionList, type DefinitionRow } from '../api/definitions.ts';
import { Answered } from '../display/answered.tsx';
import { useFormat } from '../display/format.ts';
import { Hash } from '../display/hash.tsx';
import { Instant } from '../display/instant.tsx';
import { Nothing } from '../display/nothing.tsx';
import { PageHead } from '../display/page.tsx';
import { DataTable, type Column } from '../display/table.tsx';
import { useSay } from '../words/say.ts';
import { NewDefinition } from './definitions-new.tsx';
import { EditFlow, useIsOwner } from './flows-edit.tsx';
import { ImportFlow } from './flows-import.tsx';

export function FlowsScreen() {
  const { t } = useTranslation('flows');
  const query = useQuery(definitionList('flow'));
  const columns = useColumns();
  return (
    <div className="page">
      <PageHead title={t('list.title')} actions={<Beginnings />} />
      <Answered query={query} rows={6}>
        {({ rows }) => (
          <DataTable
            caption={t('list.title')}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.id}
            empty={<Nothing text={t('list.empty')} />}
          />
        )}
      </Answered>
    </div>
  );
}

/** How a flow that is not in force begins. */
function Beginnings() {
  return (
    <>
      <ImportFlow />
      <NewDefinition kinds={['flow']} />
    </>
  );
}

function useColumns(): Column<DefinitionRow>[] {
  const { t } = useTranslation('flows');
  const format = useFormat();
  const say = useSay();
  const edit: Column<DefinitionRow> = {
    key: 'edit',
    title: t('list.column.actions'),
    tight: true,
    width: 136,
    render: (row) => <EditFlow flow={row} />,
  };
  const columns: Column<DefinitionRow>[] = [
    { key: 'name', title: t('list.column.name'), render: (row) => <FlowLink flow={row} /> },
    {
      key: 'owner',
      title: t('list.column.owner'),
      tight: true,
      wide: true,
      render: (row) => say(row.owner?.name),
    },
    {
      key: 'open',
      title: t('list.column.open'),
      numeric: true,
      width: 112,
      render: (row) => <OpenCases flow={row.id} words={format.number(row.open_cases)} />,
    },
    {
      key: 'version',
      title: t('list.column.version'),
      tight: true,
      width: 152,
      render: (row) => <Hash hash={row.hash} />,
    },
    {
      key: 'since',
      title: t('list.column.since'),
      tight: true,
      wide: true,
      width: 168,
      render: (row) => <Instant at={row.active_since} />,
    },
  ];
  return useIsOwner() ? [...columns, edit] : columns;
}

function FlowLink({ flow }: { flow: DefinitionRow }) {
  const say = useSay();
  return (
    <Link to="/flows/$id" params={{ id: flow.id }} search={{}} className="row-link">
      <span className="row-title">{say(flow.name)}</span>
      <span className="row-step figures">{flow.id}</span>
    </Link>
  );
}

export function OpenCases({ flow, words }: { flow: string; words: string }) {
  return (
    <Link to="/cases" search={{ flow, status: 'open' }}>
      {words}
    </Link>
  );
}
