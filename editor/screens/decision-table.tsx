/** A decision table in force, or an earlier version of it: read, tried, looked through. */
import '../theme/rules.css';
import '../theme/tables.css';
import '../theme/review.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import { definitionOf, type DefinitionVersion } from '../api/definitions.ts';
import { examplesOf } from '../api/examples.ts';
import { packInForce } from '../api/pack.ts';
import { ruleList } from '../api/rules.ts';
import { versionOf } from '../api/versions.ts';
import { Answered } from '../display/answered.tsx';
import { useFormat } from '../display/format.ts';
import { Mark } from '../display/mark.tsx';
import { PageHead } from '../display/page.tsx';
import { useFacts } from '../panels/tables/desk.ts';
import { TableBody } from '../panels/tables/table-body.tsx';
import { useAnalysis } from '../panels/tables/use-analysis.ts';
import { useSay } from '../words/say.ts';
import { EarlierVersion } from './definition-earlier.tsx';
import { DefinitionVersions } from './definition-versions.tsx';
import { EditRules } from './rules-edit.tsx';
import { HitPolicyName } from './rules-sections.tsx';
import { ExportTable } from './tables-export.tsx';

const route = getRouteApi('/in/tables/$id');

export function DecisionTableScreen() {
  const { id } = route.useParams();
  const { version } = route.useSearch();
  const active = useQuery(definitionOf('table', id));
  const asked = useQuery({ ...versionOf(version ?? ''), enabled: version !== undefined });
  const pack = useQuery(packInForce);
  const query = version === undefined ? active : asked;
  return (
    <div className="page table-page">
      <Answered page query={query} rows={14}>
        {(shown) =>
          shown.definition.kind === 'table' ? (
            <Answered query={pack} rows={14}>
              {(known) => <Table shown={shown} pack={known} />}
            </Answered>
          ) : null
        }
      </Answered>
    </div>
  );
}

const noProblems: never[] = [];

function Table({ shown, pack }: { shown: DefinitionVersion; pack: Pack }) {
  const { t } = useTranslation('rules');
  const { id } = route.useParams();
  const navigate = useNavigate({ from: '/tables/$id' });
  const table = shown.definition as TableDefinition;
  const { data: active } = useQuery(definitionOf('table', id));
  const isActive = active === undefined ? shown.active : active.hash === shown.hash;
  const { data: examples } = useQuery(examplesOf(useQueryClient(), { kind: 'table', id }));
  const facts = useFacts(pack);
  const analysis = useAnalysis(table, facts);
  return (
    <>
      <TableHead table={table} isActive={isActive} />
      {!isActive && (
        <EarlierVersion kind="table" id={id} hash={shown.hash}>
          <Link to="/tables/$id" params={{ id }} search={{}}>
            {t('version.toActive')}
          </Link>
        </EarlierVersion>
      )}
      <div className="section table-frame-page">
        <TableBody
          table={table}
          examples={examples?.definition ?? null}
          pack={pack}
          facts={facts}
          port={undefined}
          analysis={analysis}
          problems={noProblems}
        />
      </div>
      <DefinitionVersions
        definition={table}
        shown={shown.hash}
        active={active?.hash}
        onShow={(version) => void navigate({ search: { version }, resetScroll: false })}
      />
    </>
  );
}

function TableHead({ table, isActive }: { table: TableDefinition; isActive: boolean }) {
  const { t } = useTranslation('rules');
  const say = useSay();
  const format = useFormat();
  const { data } = useQuery(ruleList);
  const row = data?.tables.find(({ id }) => id === table.id);
  return (
    <PageHead
      title={say(table.name)}
      above={
        <Link to="/rules" search={{}}>
          {t('list.title')}
        </Link>
      }
      marks={
        isActive && (
          <Mark colour="green" icon="done">
            {t('version.active')}
          </Mark>
        )
      }
      details={
        <>
          <HitPolicyName hit={table.hit} />
          <span>{t('tables.count', { count: table.rows.length })}</span>
          {row && isActive && (
            <span>{t('set.since', { at: format.instant(row.active_since) })}</span>
          )}
        </>
      }
      actions={
        row && (
          <>
            {isActive && <ExportTable id={table.id} />}
            <EditRules kind="table" definition={row} isPrimary />
          </>
        )
      }
    />
  );
}
