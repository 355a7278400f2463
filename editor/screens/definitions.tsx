/** Every definition in force, of whatever kind, and the way to its history. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { definitionKinds, type DefinitionKind } from '@flowmeter/engine/definition/kinds.ts';
import { allDefinitions, type DefinitionRow } from '../api/definitions.ts';
import { Answered } from '../display/answered.tsx';
import { FilterChoice, FilterText } from '../display/filters.tsx';
import { Hash } from '../display/hash.tsx';
import { Instant } from '../display/instant.tsx';
import { Nothing } from '../display/nothing.tsx';
import { PageHead } from '../display/page.tsx';
import { DataTable, type Column } from '../display/table.tsx';
import { newKinds } from '../document/blank.ts';
import { useSay } from '../words/say.ts';
import { kindName } from './change-review-names.ts';
import { NewDefinition } from './definitions-new.tsx';

const route = getRouteApi('/in/definitions');
const kinds = Object.keys(definitionKinds).filter((kind) => kind !== 'layout') as DefinitionKind[];

export function DefinitionsScreen() {
  const { t } = useTranslation('versions');
  const query = useQuery(allDefinitions);
  return (
    <div className="page">
      <PageHead
        title={t('list.title')}
        details={<span>{t('list.help')}</span>}
        actions={<NewDefinition kinds={newKinds} />}
      />
      <Filters />
      <Answered page query={query} rows={12}>
        {({ rows }) => <Rows rows={rows} />}
      </Answered>
    </div>
  );
}

function Filters() {
  const { t } = useTranslation('versions');
  const say = useSay();
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/definitions' });
  const narrow = (change: Partial<typeof search>) =>
    void navigate({ search: { ...search, ...change }, replace: true });
  return (
    <div className="filters">
      <FilterText label={t('list.find')} value={search.q} onChange={(q) => narrow({ q })} />
      <FilterChoice
        label={t('list.kind')}
        all={t('list.kinds')}
        value={search.kind}
        options={kinds.map((value) => ({ value, label: say(kindName(value)) }))}
        onChange={(kind) => narrow({ kind })}
      />
    </div>
  );
}

function Rows({ rows }: { rows: readonly DefinitionRow[] }) {
  const { t } = useTranslation('versions');
  const { q = '', kind } = route.useSearch();
  const wanted = q.toLowerCase();
  const found = rows.filter(
    (row) =>
      row.kind !== 'layout' &&
      (kind === undefined || row.kind === kind) &&
      [row.id, row.name.zh, row.name.en].some((text) => text.toLowerCase().includes(wanted)),
  );
  return (
    <DataTable
      caption={t('list.title')}
      columns={useColumns()}
      rows={found}
      rowKey={(row) => `${row.kind} ${row.id}`}
      empty={<Nothing text={t('list.empty')} />}
    />
  );
}

function useColumns(): Column<DefinitionRow>[] {
  const { t } = useTranslation('versions');
  const say = useSay();
  return [
    {
      key: 'name',
      title: t('list.name'),
      render: (row) => (
        <Link
          to="/definitions/$kind/$id"
          params={{ kind: row.kind, id: row.id }}
          search={{}}
          className="row-link"
        >
          <span className="row-title">{say(row.name)}</span>
          <span className="row-step figures">{row.id}</span>
        </Link>
      ),
    },
    { key: 'kind', title: t('list.kind'), tight: true, render: (row) => say(kindName(row.kind)) },
    {
      key: 'version',
      title: t('list.version'),
      tight: true,
      wide: true,
      render: (row) => <Hash hash={row.hash} />,
    },
    {
      key: 'since',
      title: t('list.since'),
      tight: true,
      render: (row) => <Instant at={row.active_since} />,
    },
  ];
}
