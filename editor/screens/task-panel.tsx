/** One task: what it is, how long it may take, its form, and what may be done with it. */
import '../theme/sharing.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Refusal } from '../api/refusal.ts';
import { taskOf, type Task } from '../api/tasks.ts';
import { Answered } from '../display/answered.tsx';
import { DueMark } from '../display/due-mark.tsx';
import { Instant } from '../display/instant.tsx';
import { Limits } from '../display/limits.tsx';
import { Mark } from '../display/mark.tsx';
import { Escalated, TaskStatus } from '../display/marks.tsx';
import { Facts, PageHead, Section } from '../display/page.tsx';
import { useSay } from '../words/say.ts';
import { TaskCaseData, TaskCaseWay } from './task-case.tsx';
import { TaskForm } from './task-form.tsx';
import { TaskNotices } from './task-notices.tsx';
import { TaskShare } from './task-share.tsx';
import { TaskSigning } from './task-sign.tsx';
import { TaskTools } from './task-tools.tsx';

interface TaskPanelProps {
  id: string;
  /** The task is done: where to go from here. */
  onDone: () => Promise<void>;
  /** Stands in the head, e.g. the way to a page of its own. */
  actions?: ReactNode;
}

export function TaskPanel({ id, onDone, actions }: TaskPanelProps) {
  const query = useQuery(taskOf(id));
  if (query.data === undefined && isGone(query.error)) return <Gone />;
  return (
    <Answered page query={query} rows={10}>
      {(task) => (
        <article className="task" key={task.id}>
          <TaskHead task={task} actions={actions} onDone={onDone} />
          <div className="task-columns">
            <div className="task-main">
              <TaskNotices task={task} />
              <TaskSigning task={task} onDone={onDone} />
              <TaskForm key={task.id} task={task} onDone={onDone} />
              <TaskCaseData task={task} />
            </div>
            <aside className="task-side">
              <TaskSide task={task} />
            </aside>
          </div>
        </article>
      )}
    </Answered>
  );
}

/** Somebody else was faster, or the case went another way. */
function Gone() {
  const { t } = useTranslation('tasks');
  return (
    <div className="failure-screen">
      <h1>{t('task.gone')}</h1>
      <p className="failure-ways">
        <Link to="/inbox" search={{}}>
          {t('task.toInbox')}
        </Link>
      </p>
    </div>
  );
}

function isGone(error: Error | null): boolean {
  return error instanceof Refusal && error.status === 409;
}

interface TaskHeadProps {
  task: Task;
  actions: ReactNode;
  onDone: () => Promise<void>;
}

function TaskHead({ task, actions, onDone }: TaskHeadProps) {
  const { t } = useTranslation('tasks');
  const say = useSay();
  return (
    <PageHead
      title={say(task.step.name)}
      above={
        <>
          <Link to="/cases/$id" params={{ id: task.case_id }}>
            {task.title}
          </Link>
          <span>{say(task.flow.name)}</span>
        </>
      }
      marks={
        <>
          <DueMark {...task} zone={task.limits[0]?.zone} />
          <TaskStatus status={task.status} />
          <Escalated to={task.escalated} />
          {task.legal && (
            <Tooltip title={t('task.legalHelp')}>
              <span>
                <Mark colour="grey" icon="law">
                  {t('task.legal')}
                </Mark>
              </span>
            </Tooltip>
          )}
        </>
      }
      actions={
        <>
          {actions}
          <TaskShare task={task} onDone={onDone} />
          <TaskTools task={task} />
        </>
      }
    />
  );
}

function TaskSide({ task }: { task: Task }) {
  const { t } = useTranslation('tasks');
  const say = useSay();
  return (
    <>
      <Section title={t('task.limits')}>
        <Limits limits={task.limits} status={task.status} clock={task.limit_clock} />
      </Section>
      {task.help && (
        <Section title={t('task.about')}>
          <p>{say(task.help)}</p>
        </Section>
      )}
      {task.pauses.length > 0 && (
        <Section title={t('task.pauses')} count={task.pauses.length}>
          <Pauses pauses={task.pauses} />
        </Section>
      )}
      <Section title={t('task.who')}>
        <Facts
          items={[
            ...(task.sharing.signing === null
              ? ([
                  [t('task.holder'), task.holder ? say(task.holder.name) : t('task.nobody')],
                  [t('task.post'), say(task.post.name)],
                ] as const)
              : []),
            [t('task.unit'), say(task.unit.name)],
            [t('task.arrived'), <Instant key="arrived" at={task.arrived_at} />],
          ]}
        />
      </Section>
      <Copies task={task} />
      <TaskCaseWay task={task} />
    </>
  );
}

function Copies({ task }: { task: Task }) {
  const { t } = useTranslation('sharing');
  const say = useSay();
  const { copies } = task.sharing;
  if (copies.length === 0) return null;
  return (
    <Section title={t('copies.title')} count={copies.length}>
      <ul className="pauses">
        {copies.map((copy) => (
          <li key={`${copy.to.id} ${copy.at}`}>
            {t('copies.to', { person: say(copy.to.name), by: say(copy.by.name) })}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Pauses({ pauses }: { pauses: Task['pauses'] }) {
  const { t } = useTranslation('tasks');
  return (
    <ul className="pauses">
      {pauses.map((pause) => (
        <li key={pause.from}>
          <strong>
            <Instant at={pause.from} /> –{' '}
            {pause.to === null ? t('pause.until') : <Instant at={pause.to} />}
          </strong>
          <span>{pause.reason}</span>
          <span className="quiet">{t('pause.shown', { evidence: pause.evidence })}</span>
        </li>
      ))}
    </ul>
  );
}
