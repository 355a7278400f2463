/** Beside a case: its open tasks, its limits, what it is. */
import { Link } from '@tanstack/react-router';
import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Case } from '../api/cases.ts';
import { DueMark } from '../display/due-mark.tsx';
import { Instant } from '../display/instant.tsx';
import { Limits } from '../display/limits.tsx';
import { TaskStatus } from '../display/marks.tsx';
import { Facts, Section } from '../display/page.tsx';
import { useSay } from '../words/say.ts';

export function CaseSide({ one }: { one: Case }) {
  const { t } = useTranslation('cases');
  return (
    <>
      {one.status === 'open' && (
        <Section title={t('case.tasks')} count={one.tasks.length}>
          <OpenTasks one={one} />
        </Section>
      )}
      {!one.imported && (
        <Section title={t('case.limits')}>
          <Limits limits={one.limits} clock={one.limit_clock} over={one.status === 'ended'} />
        </Section>
      )}
      <Section title={t('case.about')}>
        <About one={one} />
      </Section>
    </>
  );
}

function About({ one }: { one: Case }) {
  const { t } = useTranslation('cases');
  const say = useSay();
  return (
    <Facts
      items={[
        [t('case.outcome'), say(one.outcome?.name)],
        [t('case.flow'), say(one.flow.name)],
        [t('case.version'), <Version key="version" hash={one.flow_hash} />],
        [t('case.unit'), say(one.unit.name)],
        [t('case.openedBy'), say(one.opened_by.name)],
        [t('case.opened'), <Instant key="opened" at={one.opened_at} />],
        [t('case.ended'), one.ended_at && <Instant key="ended" at={one.ended_at} />],
      ]}
    />
  );
}

function Version({ hash }: { hash: string }) {
  const { t } = useTranslation('cases');
  return (
    <Tooltip title={`${t('case.versionHelp')} ${hash}`}>
      <code>{hash.slice(0, 10)}</code>
    </Tooltip>
  );
}

function OpenTasks({ one }: { one: Case }) {
  const { t } = useTranslation('cases');
  const say = useSay();
  if (one.tasks.length === 0) return <p className="quiet">{t('case.tasksNone')}</p>;
  return (
    <ul className="open-tasks">
      {one.tasks.map((task) => (
        <li key={task.id}>
          <Link to="/tasks/$id" params={{ id: task.id }}>
            {say(task.step.name)}
          </Link>
          <TaskStatus status={task.status} />
          <span className="quiet">{say((task.holder ?? task.post).name)}</span>
          <DueMark {...task} plain />
        </li>
      ))}
    </ul>
  );
}
