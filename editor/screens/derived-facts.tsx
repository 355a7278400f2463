/** Derived facts as a dictionary: what each is, how it is worked out in words, and where it is used. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DerivedDefinition, DerivedFact } from '@flowmeter/engine/definition/derived.ts';
import { all, type Pack } from '@flowmeter/engine/definition/pack.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { recordTermsOf } from '@flowmeter/engine/records/kinds.ts';
import { usesOf, type Use } from '@flowmeter/engine/records/uses.ts';
import { describeExpression } from '@flowmeter/engine/records/words.ts';
import { draftList } from '../api/drafts.ts';
import { packInForce } from '../api/pack.ts';
import { Answered } from '../display/answered.tsx';
import { FilterChoice, FilterText } from '../display/filters.tsx';
import { Nothing } from '../display/nothing.tsx';
import { PageHead, Section } from '../display/page.tsx';
import { DataTable, type Column } from '../display/table.tsx';
import { useSay } from '../words/say.ts';
import { NewDefinition } from './definitions-new.tsx';
import { FactUses } from './derived-uses.tsx';
import { EditRules } from './rules-edit.tsx';

const route = getRouteApi('/in/derived');

interface Entry {
  id: string;
  fact: DerivedFact;
  record: string;
  /** The definition it stands in. */
  within: string;
  how: Localized;
  uses: readonly Use[];
}

interface Group {
  record: string;
  name: Localized;
  entries: Entry[];
  sets: DerivedDefinition[];
}

export function DerivedFactsScreen() {
  const { t } = useTranslation('derived');
  const query = useQuery(packInForce);
  return (
    <div className="page">
      <PageHead
        title={t('title')}
        details={<span>{t('help')}</span>}
        actions={<NewDefinition kinds={['derived']} />}
      />
      <Answered page query={query} rows={12}>
        {(pack) => <Dictionary pack={pack} />}
      </Answered>
    </div>
  );
}

function Dictionary({ pack }: { pack: Pack }) {
  const { t } = useTranslation('derived');
  const { q = '', record } = route.useSearch();
  const groups = useMemo(() => groupsOf(pack), [pack]);
  const wanted = q.toLowerCase();
  const shown = groups
    .filter((group) => record === undefined || group.record === record)
    .map((group) => ({ ...group, entries: group.entries.filter((one) => isWanted(one, wanted)) }))
    .filter(({ entries }) => entries.length > 0);
  return (
    <>
      <Filters groups={groups} />
      {shown.map((group) => (
        <GroupSection key={group.record} group={group} />
      ))}
      {shown.length === 0 && <Nothing text={t('empty')} />}
    </>
  );
}

function Filters({ groups }: { groups: readonly Group[] }) {
  const { t } = useTranslation('derived');
  const say = useSay();
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/derived' });
  const narrow = (change: Partial<typeof search>) =>
    void navigate({ search: { ...search, ...change }, replace: true });
  return (
    <div className="filters">
      <FilterText label={t('find')} value={search.q} onChange={(q) => narrow({ q })} />
      <FilterChoice
        label={t('record')}
        all={t('allRecords')}
        value={search.record}
        options={groups.map((group) => ({ value: group.record, label: say(group.name) }))}
        onChange={(record) => narrow({ record })}
      />
    </div>
  );
}

function GroupSection({ group }: { group: Group }) {
  const say = useSay();
  return (
    <Section
      title={say(group.name)}
      count={group.entries.length}
      actions={<EditSets sets={group.sets} />}
      flush
    >
      <DataTable
        caption={say(group.name)}
        columns={useColumns()}
        rows={group.entries}
        rowKey={({ id }) => id}
      />
    </Section>
  );
}

/** The definitions that the facts of a record stand in: as a rule one. */
function EditSets({ sets }: { sets: readonly DerivedDefinition[] }) {
  const drafts = useQuery(draftList);
  const draftOf = (id: string) =>
    drafts.data?.rows.find((one) => one.kind === 'derived' && one.definition_id === id)?.id ?? null;
  return sets.map((set) => (
    <EditRules
      key={set.id}
      kind="derived"
      definition={{ ...set, draft_id: draftOf(set.id) }}
      label={sets.length > 1 ? set.name : undefined}
    />
  ));
}

function useColumns(): Column<Entry>[] {
  const { t } = useTranslation(['derived', 'versions']);
  const say = useSay();
  return [
    { key: 'name', title: t('name'), width: '22%', render: (row) => <Name row={row} /> },
    { key: 'type', title: t('type'), tight: true, wide: true, render: (row) => <Type row={row} /> },
    { key: 'how', title: t('how'), width: '38%', render: (row) => say(row.how) },
    { key: 'uses', title: t('uses'), render: (row) => <FactUses uses={row.uses} /> },
    {
      key: 'history',
      title: t('versions:history.all'),
      tight: true,
      wide: true,
      render: (row) => (
        <Link
          to="/definitions/$kind/$id"
          params={{ kind: 'derived', id: row.within }}
          search={{}}
          aria-label={t('historyOf', { name: say(row.fact.name) })}
        >
          {t('versions:history.all')}
        </Link>
      ),
    },
  ];
}

function Name({ row: { id, fact } }: { row: Entry }) {
  const say = useSay();
  return (
    <span className="row-link">
      <strong>{say(fact.name)}</strong>
      <span className="row-step figures">{id}</span>
      {fact.help && <span className="row-step">{say(fact.help)}</span>}
    </span>
  );
}

/** Its type and unit, and the figures that whoever asks may set. */
function Type({ row: { fact } }: { row: Entry }) {
  const { t } = useTranslation('derived');
  const say = useSay();
  const params = Object.entries(fact.params ?? {});
  return (
    <span className="row-link">
      <span>{[t(`types.${fact.type}`), fact.unit].filter(Boolean).join(' · ')}</span>
      {params.map(([id, param]) => (
        <span key={id} className="row-step">
          {t('param', {
            name: say(param.name),
            value: [String(param.default), param.unit].filter(Boolean).join(' '),
          })}
        </span>
      ))}
    </span>
  );
}

function groupsOf(pack: Pack): Group[] {
  const { kinds } = recordTermsOf(pack);
  const uses = usesOf(pack);
  const groups = new Map<string, Group>();
  for (const set of all(pack, 'derived')) {
    const { id: within, record, facts } = set;
    const kind = kinds.get(record);
    const name = kind?.definition.name ?? { zh: record, en: record };
    const group = groups.get(record) ?? { record, name, entries: [], sets: [] };
    group.sets.push(set);
    for (const [id, fact] of Object.entries(facts)) {
      const speaking = { facts: kind?.facts ?? {}, kinds, params: fact.params };
      const how = describeExpression(fact.value, speaking);
      group.entries.push({ id, fact, record, within, how, uses: uses(record, id) });
    }
    groups.set(record, group);
  }
  return [...groups.values()];
}

function isWanted({ id, fact, how }: Entry, wanted: string): boolean {
  const texts = [id, fact.name.zh, fact.name.en, how.zh, how.en];
  return texts.some((text) => text.toLowerCase().includes(wanted));
}
