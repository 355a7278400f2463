/** What there is to read in a review: the differences, the evidence, what happened so far. */
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Select, Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Change } from '../api/changes.ts';
import { useSay } from '../words/say.ts';
import type { Thread } from '../api/comments.ts';
import { Differences } from './change-review-differences.tsx';
import { DiscussionTab } from './change-review-discussion.tsx';
import { Evidence, EvidenceSign } from './change-review-evidence.tsx';
import type { Group } from './change-review-groups.ts';
import { kindName } from './change-review-names.ts';
import { ReviewLog } from './change-review-log.tsx';
import type { Place } from './change-review-place.ts';
import { useTalk } from './change-review-talk.ts';

const route = getRouteApi('/in/changes/$id');
const tabs = ['differences', 'evidence', 'discussion', 'log'] as const;
type Tab = (typeof tabs)[number];

interface ReviewPanelProps {
  change: Change;
  /** As if it were of the definition that is looked at only. */
  shown: Change;
  groups: readonly Group[];
  place: Place;
  /** Shows what a thread is about. */
  onShow: (thread: Thread) => void;
}

export function ReviewPanel({ change, shown, groups, place, onShow }: ReviewPanelProps) {
  const { t } = useTranslation('changes');
  const { tab = 'differences' } = route.useSearch();
  const navigate = useNavigate({ from: '/changes/$id' });
  const choose = (key: string) => {
    const chosen = tabs.find((known) => known === key);
    if (chosen === undefined) return;
    const next = chosen === 'differences' ? undefined : chosen;
    void navigate({ search: (before) => ({ ...before, tab: next }), replace: true });
  };
  const beside: Record<Tab, ReactNode> = {
    differences: <span className="section-count">{place.count}</span>,
    evidence: <EvidenceSign change={change} />,
    discussion: <TalkCount />,
    log: <span className="section-count">{change.log.length}</span>,
  };
  const content: Record<Tab, ReactNode> = {
    differences: (
      <>
        {change.items.length > 1 && <Definitions change={change} />}
        <Differences
          groups={groups}
          place={place}
          kind={shown.kind}
          of={{ kind: shown.kind, id: shown.definition.id }}
        />
      </>
    ),
    evidence: <Evidence change={change} />,
    discussion: <DiscussionTab change={change} onShow={onShow} />,
    log: <ReviewLog change={change} />,
  };
  return (
    <section className="section review-panel" aria-label={t('review.tabs')}>
      <Tabs
        activeKey={tab}
        onChange={choose}
        items={tabs.map((key) => ({
          key,
          label: (
            <>
              {t(`review.tab.${key}`)}
              {beside[key]}
            </>
          ),
          children: key === tab ? content[key] : null,
        }))}
      />
    </section>
  );
}

/** How many threads are open. */
function TalkCount() {
  const { threads } = useTalk();
  const open = threads.filter(({ resolved }) => resolved === null).length;
  return <span className="section-count">{open}</span>;
}

/** Which of several definitions is looked at. */
function Definitions({ change }: { change: Change }) {
  const { t } = useTranslation('changes');
  const say = useSay();
  const { item = 1 } = route.useSearch();
  const navigate = useNavigate({ from: '/changes/$id' });
  return (
    <div className="review-definitions">
      <Select
        value={item}
        aria-label={t('review.definitions')}
        options={change.items.map(({ kind, definition, differences }, index) => ({
          value: index + 1,
          label: `${say(definition.name)} · ${say(kindName(kind))} (${differences.length})`,
        }))}
        onChange={(chosen) =>
          void navigate({
            search: (before) => ({
              ...before,
              item: chosen === 1 ? undefined : chosen,
              at: undefined,
              place: undefined,
            }),
            replace: true,
          })
        }
      />
    </div>
  );
}
