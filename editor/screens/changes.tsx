/** Changes: what was proposed, what waits, what was decided. */
import '../theme/review.css';
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { changeStates } from '@flowmeter/engine/changes/change.ts';
import { Button } from 'antd';
import { useState } from 'react';
import { changePages, type ChangeRow } from '../api/changes.ts';
import { hasRole, session } from '../api/session.ts';
import { useFormat } from '../display/format.ts';
import { FilterChoice } from '../display/filters.tsx';
import { Instant } from '../display/instant.tsx';
import { Mark } from '../display/mark.tsx';
import { ChangeState } from '../display/marks.tsx';
import { Nothing } from '../display/nothing.tsx';
import { PageHead } from '../display/page.tsx';
import { EndlessTable, type Column } from '../display/table.tsx';
import { changeKinds } from '../search.ts';
import { useSay } from '../words/say.ts';
import { kindName } from './change-review-names.ts';
import { ProposeTogether } from './changes-propose.tsx';

const route = getRouteApi('/in/changes');

export function ChangesScreen() {
  const { t } = useTranslation('changes');
  const search = route.useSearch();
  const { show, phase, kind } = search;
  const query = useInfiniteQuery(changePages({ show, state: phase, kind }));
  const { data: user } = useSuspenseQuery(session);
  const [isProposing, setProposing] = useState(false);
  const isFiltered = Object.values(search).some((one) => one !== undefined);
  return (
    <div className="page">
      <PageHead
        title={t('list.title')}
        marks={<WaitingCount />}
        actions={
          <>
            <Link to="/schedule">{t('list.schedule')}</Link>
            {user !== null && hasRole(user, ['owner']) && (
              <Button onClick={() => setProposing(true)}>{t('list.proposeSeveral')}</Button>
            )}
          </>
        }
      />
      <Filters />
      <EndlessTable
        caption={t('list.title')}
        query={query}
        columns={useColumns()}
        rowKey={(row) => row.id}
        empty={
          <Nothing text={t('list.empty')}>
            {isFiltered && (
              <Link to="/changes" search={{}}>
                {t('list.clear')}
              </Link>
            )}
          </Nothing>
        }
      />
      {isProposing && <ProposeTogether onClose={() => setProposing(false)} />}
    </div>
  );
}

/** How many wait for the auditor who looks. */
function WaitingCount() {
  const { t } = useTranslation('changes');
  const { data: user } = useSuspenseQuery(session);
  const isAuditor = user !== null && hasRole(user, ['auditor']);
  const { data } = useInfiniteQuery({ ...changePages({ show: 'waiting' }), enabled: isAuditor });
  const [first] = data?.pages ?? [];
  if (first === undefined || first.rows.length === 0) return null;
  const count = `${first.rows.length}${first.next === null ? '' : '+'}`;
  return (
    <Mark colour="violet" icon="alarm">
      {t('list.waitingCount', { count })}
    </Mark>
  );
}

function Filters() {
  const { t } = useTranslation(['changes', 'display']);
  const say = useSay();
  const { data: user } = useSuspenseQuery(session);
  const { show, phase, kind } = route.useSearch();
  const navigate = useNavigate({ from: '/changes' });
  const narrow = (more: ReturnType<typeof route.useSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...more }), replace: true });
  const isAuditor = user !== null && hasRole(user, ['auditor']);
  const shown = isAuditor ? (['waiting', 'reviews', 'mine'] as const) : (['mine'] as const);
  return (
    <div className="filters">
      <FilterChoice
        label={t('list.whose')}
        all={t('list.everyones')}
        value={show}
        options={shown.map((value) => ({ value, label: t(`list.${value}`) }))}
        onChange={(chosen) => narrow({ show: chosen })}
      />
      <FilterChoice
        label={t('list.state')}
        all={t('list.allStates')}
        value={phase}
        options={changeStates.map((value) => ({
          value,
          label: t(`display:changeState.${value}`),
        }))}
        onChange={(chosen) => narrow({ phase: chosen })}
      />
      <FilterChoice
        label={t('list.kind')}
        all={t('list.allKinds')}
        value={kind}
        options={changeKinds.map((value) => ({ value, label: say(kindName(value)) }))}
        onChange={(chosen) => narrow({ kind: chosen })}
      />
    </div>
  );
}

function useColumns(): Column<ChangeRow>[] {
  const { t } = useTranslation('changes');
  const say = useSay();
  return [
    { key: 'title', title: t('list.column.title'), render: (row) => <ChangeLink row={row} /> },
    {
      key: 'definition',
      title: t('list.column.definition'),
      wide: true,
      render: (row) => <DefinitionsNamed row={row} />,
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
      wide: true,
      width: 148,
      render: (row) => <Instant at={row.proposed_at} />,
    },
    {
      key: 'when',
      title: t('list.column.when'),
      tight: true,
      width: 148,
      render: (row) => <EffectiveAt row={row} />,
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
      width: 168,
      render: (row) => <StateOf row={row} />,
    },
  ];
}

/** When it came, or comes, into force. */
function EffectiveAt({ row }: { row: ChangeRow }) {
  if (row.active_from !== null) return <Instant at={row.active_from} />;
  return row.effective_from === null ? '—' : <Instant at={row.effective_from} />;
}

/** Its state, and what cannot wait about it. */
function StateOf({ row }: { row: ChangeRow }) {
  const { t } = useTranslation('changes');
  const format = useFormat();
  const { review } = row;
  const isMissed = review !== null && review.overdue && review.by === null;
  const isDue = review !== null && !review.overdue && review.by === null;
  return (
    <span className="row-marks">
      <ChangeState state={row.state} />
      {row.emergency && (
        <Mark plain colour="amber" icon="over">
          {t('list.emergency')}
        </Mark>
      )}
      {isDue && (
        <Mark plain colour="amber" icon="clock">
          {t('list.reviewDue', { at: format.instant(review.due) })}
        </Mark>
      )}
      {isMissed && (
        <Mark plain colour="red" icon="over">
          {t('list.reviewOverdue')}
        </Mark>
      )}
      {row.state === 'proposed' && !row.evidence_ready && (
        <Mark plain colour="blue" icon="run">
          {t('list.evidenceRunning')}
        </Mark>
      )}
    </span>
  );
}

function ChangeLink({ row }: { row: ChangeRow }) {
  const { t } = useTranslation('changes');
  const say = useSay();
  const why = row.because === null ? row.reason : say(row.because);
  return (
    <Link to="/changes/$id" params={{ id: row.id }} search={{}} className="row-link">
      <span className="row-title">{row.title}</span>
      <span className="row-step cut-line">
        {row.rollback ? `${t('list.rollback')} · ${why}` : why}
      </span>
    </Link>
  );
}

/** The first of its definitions, and how many more there are. */
export function DefinitionsNamed({ row }: { row: ChangeRow }) {
  const { t } = useTranslation('changes');
  const say = useSay();
  const more = row.items.length - 1;
  return (
    <span className="row-link">
      <span>{say(row.definition.name)}</span>
      <span className="row-step">
        {say(kindName(row.kind))}
        {more > 0 && ` · ${t('list.more', { count: more })}`}
      </span>
    </span>
  );
}
