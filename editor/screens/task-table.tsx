/** The rows of the inbox. */
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../api/command.ts';
import type { Page } from '../api/page.ts';
import { claim, type Box, type TaskRow } from '../api/tasks.ts';
import { DueMark } from '../display/due-mark.tsx';
import { Escalated, TaskStatus } from '../display/marks.tsx';
import { standing } from '../display/due.ts';
import { useFailureWords } from '../display/failure.tsx';
import { Instant } from '../display/instant.tsx';
import { message } from '../display/message.tsx';
import { useNow } from '../display/now.ts';
import { EndlessTable, type Column } from '../display/table.tsx';
import { useIsWide } from '../display/wide.ts';
import { useSay } from '../words/say.ts';
import { NoTasks } from './no-tasks.tsx';

const route = getRouteApi('/in/inbox');

interface TaskTableProps {
  box: Box;
  query: UseInfiniteQueryResult<InfiniteData<Page<TaskRow>>>;
  /** Beside a chosen task there is room for little more than names and due times. */
  isSplit: boolean;
}

/** Columns of one list alone: what is claimed from the pool, who has what in the unit. */
const boxOf: Record<string, string | undefined> = { claim: 'pool', holder: 'unit' };

export function TaskTable({ box, query, isSplit }: TaskTableProps) {
  const { t } = useTranslation('tasks');
  const { task: chosen } = route.useSearch();
  const fits = useFits();
  const columns = useColumns();
  return (
    <EndlessTable
      caption={t('inbox.list')}
      query={query}
      only={fits}
      columns={columns.filter(({ key, wide }) => (isSplit ? !wide : (boxOf[key] ?? box) === box))}
      rowKey={({ id, post, holder }) => `${id} ${post.id} ${holder?.id ?? ''}`}
      isCurrent={(task) => task.id === chosen}
      empty={<NoTasks box={box} />}
    />
  );
}

/** Does a task fit what the address asks for? */
function useFits(): (task: TaskRow) => boolean {
  const { q = '', urgency } = route.useSearch();
  const now = useNow();
  const wanted = q.trim().toLowerCase();
  return (task) => {
    if (urgency !== undefined && standing(task, now).state !== urgency) return false;
    const names = [task.flow.name, task.step.name, task.unit.name];
    const words = [task.title, task.case_id, ...names.flatMap(({ zh, en }) => [zh, en])];
    return wanted === '' || words.join(' ').toLowerCase().includes(wanted);
  };
}

function useColumns(): Column<TaskRow>[] {
  const { t } = useTranslation('tasks');
  const say = useSay();
  return [
    {
      key: 'title',
      title: t('inbox.column.title'),
      render: (task) => (
        <TaskLink task={task}>
          <span className="row-title">{task.title}</span>
          <span className="row-step">{say(task.step.name)}</span>
          <Shared task={task} />
        </TaskLink>
      ),
    },
    ...(['flow', 'unit', 'post'] as const).map((key) => ({
      key,
      tight: true,
      title: t(`inbox.column.${key}`),
      wide: true,
      render: (task: TaskRow) => say(task[key].name),
    })),
    {
      key: 'holder',
      tight: true,
      title: t('task.holder'),
      wide: true,
      render: (task) => <Holder task={task} />,
    },
    {
      key: 'arrived',
      tight: true,
      title: t('inbox.column.arrived'),
      wide: true,
      render: (task) => <Instant at={task.arrived_at} />,
    },
    {
      key: 'due',
      tight: true,
      title: t('inbox.column.due'),
      width: 168,
      render: (task) => (
        <>
          <DueMark {...task} />
          <Escalated to={task.escalated} />
        </>
      ),
    },
    {
      key: 'claim',
      title: t('inbox.column.claim'),
      width: 88,
      wide: true,
      render: (task) => <Claim task={task} />,
    },
  ];
}

/** That a task is not simply one's own work: a part to sign, somebody else's, with somebody else. */
function Shared({ task: { status } }: { task: TaskRow }) {
  const isShared = status === 'signing' || status === 'delegated' || status === 'lent';
  return isShared ? <TaskStatus status={status} /> : null;
}

function Holder({ task: { holder, status } }: { task: TaskRow }) {
  const say = useSay();
  return holder === null ? <TaskStatus status={status} /> : say(holder.name);
}

/** Takes a task without opening it; what is signed is not claimed. */
function Claim({ task }: { task: TaskRow }) {
  return task.status === 'signing' ? null : <ClaimButton task={task} />;
}

function ClaimButton({ task }: { task: TaskRow }) {
  const { t } = useTranslation('tasks');
  const words = useFailureWords();
  const claiming = useCommand({
    run: claim,
    makesOld: ['tasks', 'cases'],
    onDone: () => message.success(t('task.claimed')),
  });
  return (
    <Button
      size="small"
      aria-label={`${t('inbox.claim')} ${task.title}`}
      loading={claiming.isPending}
      onClick={() => claiming.mutate(task.id, { onError: (error) => message.error(words(error)) })}
    >
      {t('inbox.claim')}
    </Button>
  );
}

/** Opens beside the list where there is room, else on a page of its own. */
function TaskLink({ task, children }: { task: TaskRow; children: React.ReactNode }) {
  const isWide = useIsWide();
  if (!isWide) {
    return (
      <Link to="/tasks/$id" params={{ id: task.id }} className="row-link">
        {children}
      </Link>
    );
  }
  return (
    <Link
      to="/inbox"
      search={(old) => ({ ...old, task: task.id })}
      className="row-link"
      preload={false}
    >
      {children}
    </Link>
  );
}
