/** A case: where it is, how it got there, how long it may take, what was found. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { caseOf, type Case } from '../api/cases.ts';
import { Answered, Waiting } from '../display/answered.tsx';
import { CaseStatus } from '../display/marks.tsx';
import { PageHead, Section } from '../display/page.tsx';
import { Tabs } from '../display/tabs.tsx';
import { useSay } from '../words/say.ts';
import { CaseCancel, CaseCancelled } from './case-cancel.tsx';
import { CaseData } from './case-data.tsx';
import { CaseFindings } from './case-findings.tsx';
import { CaseSide } from './case-side.tsx';
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
      <Answered page query={query} rows={12}>
        {(one) => (
          <>
            <CaseHead one={one} />
            <div className="case-columns">
              <div className="case-main">
                <CaseCancelled one={one} />
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
  const words = one.outcome ? say(one.outcome.name) : one.at.map(say).join(' / ');
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
      actions={<CaseCancel one={one} />}
    />
  );
}

/** The way on the map; an imported log has none. */
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
  const counts = { work: one.visits.length, timeline: one.version, findings: one.findings };
  const content = {
    work: <CaseVisits visits={one.visits} of={one} />,
    timeline: <CaseTimeline id={one.id} />,
    data: <CaseData data={one.data} of={one.id} />,
    findings: <CaseFindings id={one.id} />,
  };
  return (
    <section className="section section-tabs" aria-label={t('case.tab.label')}>
      <Tabs
        label={t('case.tab.label')}
        tabs={tabs.map((key) => ({
          key,
          words: t(`case.tab.${key}`),
          count: key === 'data' ? undefined : counts[key],
        }))}
        current={tab}
        onChoose={(chosen) => void navigate({ search: { tab: chosen }, replace: true })}
      >
        {content[tab]}
      </Tabs>
    </section>
  );
}
