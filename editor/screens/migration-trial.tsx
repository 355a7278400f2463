/** The dry run: what the plan would do to each open case, and which of them are to be moved. */
import { Button, Checkbox } from 'antd';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { Moved, Verdict } from '../api/migrations.ts';
import type { Page } from '../api/page.ts';
import { Mark } from '../display/mark.tsx';
import { Nothing } from '../display/nothing.tsx';
import { Section } from '../display/page.tsx';
import { EndlessTable, type Column } from '../display/table.tsx';
import { useSay } from '../words/say.ts';
import { Limits, People, Places } from './migration-verdict.tsx';

export interface Choice {
  chosen: ReadonlySet<string>;
  choose: (ids: ReadonlySet<string>) => void;
  /** What became of cases that were to be moved. */
  moved: ReadonlyMap<string, Moved>;
}

interface MigrationTrialProps extends Choice {
  query: UseInfiniteQueryResult<InfiniteData<Page<Verdict>>>;
}

export function MigrationTrial({ query, ...choice }: MigrationTrialProps) {
  const { t } = useTranslation('migration');
  const { chosen, choose, moved } = choice;
  const loaded = query.data?.pages.flatMap(({ rows }) => rows) ?? [];
  const movable = loaded.filter(({ id, can }) => can && moved.get(id)?.done !== true);
  const all = new Set(movable.map(({ id }) => id));
  const isAll = all.size > 0 && all.isSubsetOf(chosen);
  return (
    <Section
      title={t('trial.title')}
      flush
      actions={
        <Button size="small" loading={query.isRefetching} onClick={() => void query.refetch()}>
          {t('trial.again')}
        </Button>
      }
    >
      <p className="section-note quiet">{t('trial.help')}</p>
      <div className="section-note migration-chosen">
        <Checkbox
          checked={isAll}
          indeterminate={chosen.size > 0 && !isAll}
          disabled={all.size === 0}
          onChange={({ target }) => choose(target.checked ? all : new Set())}
        >
          {t('trial.all')}
        </Checkbox>
        <span className="quiet" role="status">
          {t('trial.chosen', { count: chosen.size })}
        </span>
      </div>
      <EndlessTable
        caption={t('trial.title')}
        query={query}
        columns={useColumns(choice)}
        rowKey={({ id }) => id}
        empty={<Nothing text={t('trial.empty')} />}
      />
    </Section>
  );
}

function useColumns(choice: Choice): Column<Verdict>[] {
  const { t } = useTranslation('migration');
  return [
    {
      key: 'select',
      title: t('trial.column.select'),
      tight: true,
      render: (row) => <Choosing row={row} {...choice} />,
    },
    { key: 'case', title: t('trial.column.case'), render: (row) => <Case row={row} /> },
    {
      key: 'verdict',
      title: t('trial.column.verdict'),
      width: '30%',
      render: (row) => <Result row={row} moved={choice.moved.get(row.id)} />,
    },
    { key: 'places', title: t('trial.column.places'), render: (row) => <Places row={row} /> },
    { key: 'limits', title: t('trial.column.limits'), render: (row) => <Limits row={row} /> },
    {
      key: 'people',
      title: t('trial.column.people'),
      wide: true,
      render: (row) => <People row={row} />,
    },
  ];
}

function Choosing({ row, chosen, choose, moved }: Choice & { row: Verdict }) {
  const { t } = useTranslation('migration');
  const { id, can, title } = row;
  const toggle = (isChosen: boolean) =>
    choose(isChosen ? chosen.union(new Set([id])) : chosen.difference(new Set([id])));
  return (
    <Checkbox
      aria-label={t('trial.select', { title: title ?? id })}
      checked={chosen.has(id)}
      disabled={!can || moved.get(id)?.done === true}
      onChange={({ target }) => toggle(target.checked)}
    />
  );
}

function Case({ row: { id, title, unit } }: { row: Verdict }) {
  const { t } = useTranslation('migration');
  const say = useSay();
  if (title === null) return <span>{t('trial.unseen', { id })}</span>;
  return (
    <Link to="/cases/$id" params={{ id }} search={{}} className="row-link">
      <span className="row-title">{title}</span>
      <span className="row-step">{unit && say(unit.name)}</span>
    </Link>
  );
}

/** The verdict, or, once it was tried in earnest, what became of it; with the reasons. */
function Result({ row, moved }: { row: Verdict; moved: Moved | undefined }) {
  const { t } = useTranslation('migration');
  const say = useSay();
  const isGood = moved?.done ?? row.can;
  const problems = moved === undefined || moved.done ? row.problems : moved.problems;
  const words =
    moved === undefined ? (row.can ? 'can' : 'cannot') : moved.done ? 'done' : 'refused';
  return (
    <span className="migration-step">
      <Mark
        plain
        colour={isGood ? 'green' : 'red'}
        icon={isGood ? (moved === undefined ? 'run' : 'done') : 'cross'}
      >
        {t(`trial.${words}`)}
      </Mark>
      {problems.map(({ code, at, words: said }) => (
        <span key={`${code} ${at} ${said.en}`}>{say(said)}</span>
      ))}
    </span>
  );
}
