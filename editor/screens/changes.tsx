/** Changes: what was proposed, what waits, what was decided. */
import '../theme/review.css';
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { changeStates } from '@flowmeter/engine/changes/change.ts';
import { changePages, type ChangeRow } from '../api/changes.ts';
import { hasRole, session } from '../api/session.ts';
import { FilterChoice } from '../display/filters.tsx';
import { Instant } from '../display/instant.tsx';
import { Mark } from '../display/mark.tsx';
import { ChangeState } from '../display/marks.tsx';
import { Nothing } from '../display/nothing.tsx';
import { PageHead } from '../display/page.tsx';
import { EndlessTable, type Column } from '../display/table.tsx';
import { useSay } from '../words/say.ts';
import { kindName } from './change-review-names.ts';

const route = getRouteApi('/in/changes');

export function ChangesScreen() {
  const { t } = useTranslation('changes');
  const query = useInfiniteQuery(changePages);
  const waitsForMe = useWaitsForMe();
  const { show } = route.useSearch();
  const fits = (row: ChangeRow) => {
    if (show === 'waiting') return waitsForMe(row);
    return show === undefined || row.state === show;
  };
  const waiting = (query.data?.pages ?? []).flatMap((page) => page.rows).filter(waitsForMe);
  return (
    <div className="page">
      <PageHead
        title={t('list.title')}
        marks={
          waiting.length > 0 && (
            <Mark colour="violet" icon="alarm">
              {t('list.waitingCount', { count: waiting.length })}
            </Mark>
          )
        }
      />
      <Filters />
      <EndlessTable
        caption={t('list.title')}
        query={query}
        only={fits}
        columns={useColumns()}
        rowKey={(row) => row.id}
        empty={
          <Nothing text={t('list.empty')}>
            {show !== undefined && (
              <Link to="/changes" search={{}}>
                {t('list.clear')}
              </Link>
            )}
          </Nothing>
        }
      />
    </div>
  );
}

/** An auditor decides on what others proposed. */
function useWaitsForMe(): (row: ChangeRow) => boolean {
  const { data: user } = useSuspenseQuery(session);
  const isAuditor = user !== null && hasRole(user, ['auditor']);
  return (row) => isAuditor && row.state === 'proposed' && row.author.id !== user.id;
}

function Filters() {
  const { t } = useTranslation(['changes', 'display']);
  const { data: user } = useSuspenseQuery(session);
  const { show } = route.useSearch();
  const navigate = useNavigate({ from: '/changes' });
  const states = changeStates.map((value) => ({
    value,
    label: t(`display:changeState.${value}`),
  }));
  const isAuditor = user !== null && hasRole(user, ['auditor']);
  const mine = isAuditor ? [{ value: 'waiting' as const, label: t('list.waiting') }] : [];
  return (
    <div className="filters">
      <FilterChoice
        label={t('list.state')}
        all={t('list.allStates')}
        value={show}
        options={[...mine, ...states]}
        onChange={(chosen) =>
          void navigate({ search: chosen === undefined ? {} : { show: chosen } })
        }
      />
    </div>
  );
}

function useColumns(): Column<ChangeRow>[] {
  const { t } = useTranslation('changes');
  const say = useSay();
  const waitsForMe = useWaitsForMe();
  return [
    { key: 'title', title: t('list.column.title'), render: (row) => <ChangeLink row={row} /> },
    {
      key: 'definition',
      title: t('list.column.definition'),
      wide: true,
      render: (row) => <DefinitionNamed row={row} />,
    },
    {
      key: 'author',
      title: t('list.column.author'),
      tight: true,
      render: (row) => say(row.author.name),
    },
    {
      key: 'proposed',
      title: t('list.column.proposed'),
      tight: true,
      width: 148,
      render: (row) => <Instant at={row.proposed_at} />,
    },
    {
      key: 'decided',
      title: t('list.column.decided'),
      tight: true,
      wide: true,
      render: (row) => say(row.decided_by?.name) || '—',
    },
    {
      key: 'state',
      title: t('list.column.state'),
      tight: true,
      width: 128,
      render: (row) =>
        waitsForMe(row) ? (
          <Mark colour="violet" icon="alarm">
            {t('list.waiting')}
          </Mark>
        ) : (
          <ChangeState state={row.state} />
        ),
    },
  ];
}

function ChangeLink({ row }: { row: ChangeRow }) {
  const { t } = useTranslation('changes');
  return (
    <Link to="/changes/$id" params={{ id: row.id }} search={{}} className="row-link">
      <span className="row-title">{row.title}</span>
      <span className="row-step cut-line">
        {row.rollback ? `${t('list.rollback')} · ${row.reason}` : row.reason}
      </span>
    </Link>
  );
}

function DefinitionNamed({ row }: { row: ChangeRow }) {
  const say = useSay();
  return (
    <span className="row-link">
      <span>{say(row.definition.name)}</span>
      <span className="row-step">{say(kindName(row.kind))}</span>
    </span>
  );
}
