/** What a person needs to know of the case while working on a task: its data and its way so far. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { caseOf, type Visit } from '../api/cases.ts';
import type { Task } from '../api/tasks.ts';
import { Answered } from '../display/answered.tsx';
import { Instant } from '../display/instant.tsx';
import { VisitStatus } from '../display/marks.tsx';
import { Section } from '../display/page.tsx';
import { useSay } from '../words/say.ts';
import { CaseData } from './case-data.tsx';

export function TaskCaseData({ task }: { task: Task }) {
  const { t } = useTranslation('tasks');
  const query = useQuery(caseOf(task.case_id));
  return (
    <Section
      title={t('task.caseData')}
      actions={
        <Link to="/cases/$id" params={{ id: task.case_id }} className="figures">
          {task.case_id}
        </Link>
      }
    >
      <Answered query={query}>{({ data }) => <CaseData data={data} />}</Answered>
    </Section>
  );
}

/** The steps so far that people did, the latest first. */
export function TaskCaseWay({ task }: { task: Task }) {
  const { t } = useTranslation('tasks');
  const query = useQuery(caseOf(task.case_id));
  return (
    <Section title={t('task.way')}>
      <Answered query={query}>{({ visits }) => <Way visits={visits.filter(isDone)} />}</Answered>
    </Section>
  );
}

function isDone({ status, handler }: Visit): boolean {
  return status !== 'open' && handler !== null;
}

function Way({ visits }: { visits: readonly Visit[] }) {
  const { t } = useTranslation('tasks');
  if (visits.length === 0) return <p className="quiet">{t('task.wayNone')}</p>;
  return (
    <ol className="way">
      {visits.toReversed().map((visit) => (
        <WayStep key={visit.seq} visit={visit} />
      ))}
    </ol>
  );
}

function WayStep({ visit }: { visit: Visit }) {
  const say = useSay();
  return (
    <li>
      <span>{say(visit.step.name)}</span>
      <VisitStatus status={visit.status} result={visit.result} />
      <span className="quiet">{say(visit.handler?.name)}</span>
      <span className="quiet">
        <Instant at={visit.submitted_at ?? visit.arrived_at} />
      </span>
    </li>
  );
}
