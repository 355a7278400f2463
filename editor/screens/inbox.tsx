/** The inbox: my tasks and those to claim, by due time; beside them the one that is chosen. */
import { CloseOutlined, ExpandOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button, Segmented, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { session } from '../api/session.ts';
import { taskList, type Box } from '../api/tasks.ts';
import { FilterChoice, FilterText } from '../display/filters.tsx';
import { PageHead } from '../display/page.tsx';
import { useIsWide } from '../display/wide.ts';
import { CopyTable } from './copy-table.tsx';
import { TaskPanel } from './task-panel.tsx';
import { TaskTable } from './task-table.tsx';

const route = getRouteApi('/in/inbox');
const urgencies = ['over', 'soon', 'left', 'still'] as const;

export function InboxScreen() {
  const { t } = useTranslation('tasks');
  const [first = 'copied'] = useBoxes();
  const { box = first, task } = route.useSearch();
  const isWide = useIsWide();
  const isSplit = isWide && task !== undefined;
  return (
    <div className={isSplit ? 'page inbox inbox-split' : 'page inbox'}>
      <section className="inbox-list" aria-label={t('inbox.list')}>
        <PageHead title={t('inbox.title')} />
        <Filters />
        {box === 'copied' ? <CopyTable /> : <Tasks box={box} isSplit={isSplit} />}
      </section>
      {isSplit && (
        <section className="inbox-detail" aria-label={t('inbox.detail')}>
          <Chosen id={task} />
        </section>
      )}
    </div>
  );
}

function Tasks({ box, isSplit }: { box: Box; isSplit: boolean }) {
  return <TaskTable box={box} query={useInfiniteQuery(taskList(box))} isSplit={isSplit} />;
}

/** The lists that this person has: clerks do tasks, supervisors see those of their units. */
function useBoxes() {
  const { data: user } = useSuspenseQuery(session);
  const isClerk = user?.roles.includes('clerk') ?? false;
  const isSupervisor = user?.roles.includes('supervisor') ?? false;
  const boxes: readonly ('mine' | 'pool' | 'unit' | 'copied')[] = [
    ...(isClerk ? (['mine', 'pool'] as const) : []),
    ...(isSupervisor ? (['unit'] as const) : []),
    'copied' as const,
  ];
  return boxes;
}

function Filters() {
  const { t } = useTranslation('tasks');
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/inbox' });
  const boxes = useBoxes();
  return (
    <div className="filters">
      <Segmented
        aria-label={t('inbox.boxes')}
        value={search.box ?? boxes[0]}
        options={boxes.map((value) => ({ value, label: t(`inbox.${value}`) }))}
        onChange={(box) => void navigate({ search: { box } })}
      />
      <FilterText
        label={t('inbox.search')}
        value={search.q}
        onChange={(q) => void navigate({ search: { ...search, q }, replace: true })}
      />
      <FilterChoice
        label={t('inbox.urgency')}
        all={t('inbox.urgencies.all')}
        value={search.urgency}
        options={urgencies.map((value) => ({ value, label: t(`inbox.urgencies.${value}`) }))}
        onChange={(urgency) => void navigate({ search: { ...search, urgency } })}
      />
    </div>
  );
}

function Chosen({ id }: { id: string }) {
  const { t } = useTranslation(['tasks', 'display']);
  const navigate = useNavigate({ from: '/inbox' });
  const close = () => navigate({ search: (old) => ({ ...old, task: undefined }) });
  return (
    <TaskPanel
      key={id}
      id={id}
      onDone={close}
      actions={
        <>
          <Tooltip title={t('inbox.openPage')}>
            <Link
              to="/tasks/$id"
              params={{ id }}
              aria-label={t('inbox.openPage')}
              className="icon-link"
            >
              <ExpandOutlined aria-hidden />
            </Link>
          </Tooltip>
          <Tooltip title={t('display:close')}>
            <Button
              type="text"
              icon={<CloseOutlined aria-hidden />}
              aria-label={t('display:close')}
              onClick={() => void close()}
            />
          </Tooltip>
        </>
      }
    />
  );
}
