/** A case: where it is, how it got there, how long it may take, what was found. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Tabs, Tooltip } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { caseOf, type Case } from '../api/cases.ts';
import { Answered, Waiting } from '../display/answered.tsx';
import { DueMark } from '../display/due-mark.tsx';
import { useFormat } from '../display/format.ts';
import { Limits } from '../display/limits.tsx';
import { CaseStatus, TaskStatus } from '../display/marks.tsx';
import { Facts, PageHead, Section } from '../display/page.tsx';
import { useSay } from '../words/say.ts';
import { CaseData } from './case-data.tsx';
import { CaseFindings } from './case-findings.tsx';
import { CaseTimeline } from './case-timeline.tsx';
import { CaseVisits } from './case-visits.tsx';

const CaseMap = lazy(async () => ({ default: (await import('./case-map.tsx')).CaseMap }));
const route = getRouteApi('/in/cases/$id');
const tabs = ['work', 'timeline', 'data', 'findings'] as const;

export function CaseScreen() {
  const { id } = route.useParams();
  const query = useQuery(caseOf(id));
  return (
    <div className="page">
      <Answered query={query} rows={12}>
        {(one) => (
          <>
            <CaseHead one={one} />
            <div className="case-columns">
              <div className="case-main">
                <Path one={one} />
                <CaseTabs one={one} />
              </div>
              <aside className="case-side">
                <CaseSide one={one} />
              </aside>
            </div>
          </>
        )}
      </Answered>
    </div>
  );
}

function CaseHead({ one }: { one: Case }) {
  const say = useSay();
  const words = one.outcome ? say(one.outcome.name) : one.at.map(say).join(' · ');
  return (
    <PageHead
      title={one.title}
      above={
        <>
          <span className="figures">{one.id}</span>
          <span>{say(one.flow.name)}</span>
        </>
      }
      marks={
        <>
          <CaseStatus status={one.status} />
          {words !== '' && <span className="case-at">{words}</span>}
        </>
      }
    />
  );
}

function Path({ one }: { one: Case }) {
  const { t } = useTranslation('cases');
  if (one.definition === null) return null;
  return (
    <Section title={t('case.map')} flush className="case-map">
      <Suspense fallback={<Waiting rows={6} />}>
        <CaseMap definition={one.definition} layout={one.layout} visits={one.visits} />
      </Suspense>
    </Section>
  );
}

function CaseTabs({ one }: { one: Case }) {
  const { t } = useTranslation('cases');
  const { tab = 'work' } = route.useSearch();
  const navigate = useNavigate({ from: '/cases/$id' });
  const counts = {
    work: one.visits.length,
    timeline: one.version,
    data: undefined,
    findings: one.findings,
  };
  const content = {
    work: <CaseVisits visits={one.visits} />,
    timeline: <CaseTimeline id={one.id} />,
    data: <CaseData data={one.data} />,
    findings: <CaseFindings id={one.id} />,
  };
  return (
    <section className="section section-tabs" aria-label={t('case.tab.label')}>
      <Tabs
        activeKey={tab}
        onChange={(key) => {
          const chosen = tabs.find((known) => known === key);
          if (chosen !== undefined) void navigate({ search: { tab: chosen }, replace: true });
        }}
        items={tabs.map((key) => ({
          key,
          label: (
            <>
              {t(`case.tab.${key}`)}
              {counts[key] !== undefined && <span className="section-count">{counts[key]}</span>}
            </>
          ),
          children: key === tab ? content[key] : null,
        }))}
      />
    </section>
  );
}

function CaseSide({ one }: { one: Case }) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const format = useFormat();
  return (
    <>
      {one.status === 'open' && (
        <Section title={t('case.tasks')} count={one.tasks.length}>
          <OpenTasks one={one} />
        </Section>
      )}
      {(one.limits.length > 0 || !one.imported) && (
        <Section title={t('case.limits')}>
          <Limits limits={one.limits} over={one.status === 'ended'} />
        </Section>
      )}
      <Section title={t('case.id')}>
        <Facts
          items={[
            [
              t('case.id'),
              <span key="id" className="figures">
                {one.id}
              </span>,
            ],
            [t('case.flow'), say(one.flow.name)],
            [t('case.version'), <Version key="version" hash={one.flow_hash} />],
            [t('case.unit'), say(one.unit.name)],
            [t('case.openedBy'), say(one.opened_by.name)],
            [
              t('case.opened'),
              <span key="opened" className="figures">
                {format.instant(one.opened_at)}
              </span>,
            ],
            ...(one.ended_at === null
              ? []
              : ([
                  [
                    t('case.ended'),
                    <span key="ended" className="figures">
                      {format.instant(one.ended_at)}
                    </span>,
                  ],
                ] as [string, React.ReactNode][])),
            ...(one.outcome === null
              ? []
              : ([[t('case.outcome'), say(one.outcome.name)]] as [string, React.ReactNode][])),
          ]}
        />
      </Section>
    </>
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
          <span className="quiet">{task.holder ? say(task.holder.name) : say(task.post.name)}</span>
          <DueMark {...task} plain />
        </li>
      ))}
    </ul>
  );
}
